// The rules: whether a sentence ends after a cluster.

extension SentenceSplitter {
  /// What the text after a cluster begins with, behind opening quotation marks, brackets and dashes.
  struct Following {
    /// The first word, number or symbol; nil where only punctuation follows.
    var word: Int?
    /// Whether an opening mark stands before it.
    var opens = false
    /// Whether a dash stands before it.
    var dash = false
    /// Whether a comma or the like follows at once, which goes on with the sentence.
    var continues = false
  }

  func isBoundary(_ cluster: TerminatorCluster, sentenceStart: Int) -> Bool {
    let following = following(cluster.end)
    if following.continues || isInsideBrackets(cluster) || isOmission(cluster) { return false }
    if text.tokens[cluster.terminator].kind == .address { return endsAfterAddress(cluster) }
    if isUnspaced(cluster.terminator) { return endsUnspaced(cluster, following) }
    guard let word = following.word else { return text.tokens[cluster.end].spaceBefore }
    guard text.tokens[cluster.end].spaceBefore || startsWithoutSpace(cluster, word) else { return false }
    if isEnumerator(sentenceStart, cluster) { return false }
    let next = text.tokens[word]
    if joinsNext(word) { return false }
    if next.letterCase == .lower, !following.opens { return endsBeforeLower(cluster, word, following) }
    if following.dash, next.letterCase == .lower { return false }
    if cluster.closesQuote, isAttribution(from: word, cluster) { return false }
    if text.tokens[word].kind == .number, roles(cluster.terminator).contains(.beforeNumber) { return false }
    if text.tokens[cluster.terminator].kind == .word {
      return endsAfterAbbreviation(cluster, following, word, sentenceStart)
    }
    return endsAfterMark(cluster, word, sentenceStart)
  }

  func following(_ from: Int) -> Following {
    var following = Following()
    var index = from
    while index < paragraph.upperBound {
      if text.tokens[index].kind != .punctuation && text.tokens[index].kind != .symbol {
        following.word = index
        return following
      }
      switch kind(index) {
      case .quoteOpen, .bracketOpen, .quoteEither, .apostrophe: following.opens = true
      case .dash, .hyphen: following.dash = true
      case .bullet, .symbol, .currency:
        following.word = index
        return following
      case .punctuation, .quoteClose, .bracketClose:
        following.continues = index == from
        if following.continues { return following }
      default: break
      }
      index += 1
      if index - from > Self.openersMax { break }
    }
    return following
  }

  /// More opening marks in a row than this are no text.
  private static let openersMax = 8

  /// "[...]" says that something was left out.
  private func isOmission(_ cluster: TerminatorCluster) -> Bool {
    let (open, close) = (cluster.first - 1, cluster.terminator + 1)
    guard cluster.dots > 1 || kind(cluster.terminator) == .ellipsis, open >= paragraph.lowerBound,
      close < cluster.end
    else { return false }
    return kind(open) == .bracketOpen && kind(close) == .bracketClose
  }

  /// A sign that joins what stands on both sides: "Com. & Adm.", "5 p.m. + 1".
  private func joinsNext(_ word: Int) -> Bool {
    text.tokens[word].kind == .symbol && "&+=".utf8.contains(text.bytes[Int(text.tokens[word].start)])
      && word + 1 < paragraph.upperBound && text.tokens[word + 1].kind != .punctuation
  }

  /// A list of addresses has one a line, or one a sentence.
  private func endsAfterAddress(_ cluster: TerminatorCluster) -> Bool {
    text.tokens[cluster.end].kind == .address && text.tokens[cluster.end].spaceBefore
  }

  /// Whether a mark ends sentences without a space after it: those of scripts that write none.
  private func isUnspaced(_ terminator: Int) -> Bool {
    let mark = kind(terminator)
    return mark == .terminator
      || mark == .exclamation && text.bytes[Int(text.tokens[terminator].start)] >= 0x80
  }

  /// Scripts that end sentences without a space; in a quotation that goes on with a particle of citing, none ends.
  private func endsUnspaced(_ cluster: TerminatorCluster, _ following: Following) -> Bool {
    guard let word = following.word else { return true }
    if text.tokens[word].letterCase == .lower, cluster.closesQuote { return false }
    guard cluster.closesQuote, word == cluster.end else { return true }
    return roles(word).isDisjoint(with: [.particle, .attribution]) && !isAttribution(from: word, cluster)
  }

  /// Whether a bracket or corner quotation mark is open that closes later in the paragraph: 「…。…」 is one citation.
  private func isInsideBrackets(_ cluster: TerminatorCluster) -> Bool {
    guard text.bytes[Int(text.tokens[cluster.terminator].start)] >= 0x80 else { return false }
    var index = cluster.end
    while index < min(paragraph.upperBound, cluster.end + Self.citationTokensMax) {
      let scalar = text.scalar(Int(text.tokens[index].start)).value
      if (0x300A...0x3011).contains(scalar) { return scalar & 1 == 1 }
      index += 1
    }
    return false
  }

  /// How far a corner quotation mark is looked for; longer citations are split.
  private static let citationTokensMax = 200

  /// Whether a sentence starts although no space stands after the mark: "gone.Then", ”“.
  private func startsWithoutSpace(_ cluster: TerminatorCluster, _ word: Int) -> Bool {
    if kind(cluster.end) == .quoteOpen || [.ideograph, .katakana].contains(kind(word)) { return true }
    guard word == cluster.end, text.tokens[word].kind == .word else { return false }
    guard text.tokens[word].letterCase == .capitalised, cluster.first > paragraph.lowerBound else {
      return false
    }
    return cluster.dots <= 1 && text.tokens[cluster.first].kind == .punctuation
      && [.lower, .none].contains(text.tokens[cluster.first - 1].letterCase)
  }

  /// "1." or "b)" at the start of a sentence numbers it.
  private func isEnumerator(_ sentenceStart: Int, _ cluster: TerminatorCluster) -> Bool {
    guard cluster.first - sentenceStart <= 2, kind(cluster.terminator) == .stop || isInitial(cluster.first)
    else {
      return false
    }
    var index = sentenceStart
    if kind(index) == .bullet || kind(index) == .hyphen || kind(index) == .bracketOpen { index += 1 }
    if index == cluster.first {
      return isInitial(index) && cluster.end == cluster.first + 1 && index == paragraph.lowerBound
    }
    guard index + 1 == cluster.first else { return false }
    return text.tokens[index].kind == .number || text.tokens[index].range.count == 1
  }

  /// Before a lower-case word a sentence ends after a plain word's single stop, where writers do not care for capitals.
  private func endsBeforeLower(_ cluster: TerminatorCluster, _ word: Int, _ following: Following) -> Bool {
    guard !cluster.closesQuote, !following.dash, text.tokens[cluster.first].kind == .punctuation,
      cluster.first > paragraph.lowerBound
    else { return false }
    let before = text.tokens[cluster.first - 1]
    switch kind(cluster.terminator) {
    case .stop: return cluster.dots == 1 && (isPlainWord(before) || closesAtStarter(cluster.first - 1, word))
    case .exclamation: return text.tokens[cluster.first].spaceBefore == false && before.letterCase == .lower
    default: return false
    }
  }

  /// Whether a word is in small letters and looks like no shortened one: it is long enough, or known.
  private func isPlainWord(_ token: Token) -> Bool {
    token.kind == .word && token.letterCase == .lower
      && (token.range.count >= 3 || roles(of: token).contains(.stop))
  }

  /// Whether what stands before a stop is no shortened word either, and what follows often starts sentences: a long
  /// number, a long name, a closing bracket.
  private func closesAtStarter(_ before: Int, _ word: Int) -> Bool {
    guard roles(word).contains(.starter), !isDayAndMonth(before) else { return false }
    let token = text.tokens[before]
    switch token.kind {
    case .word: return token.range.count >= Self.plainNameBytesMin
    case .number: return token.range.count >= Self.plainNumberBytesMin
    default: return kind(before) == .bracketClose
    }
  }

  /// Names are shortened to fewer letters than this (Calif., Gov.), and numbers that count things have fewer digits.
  private static let plainNameBytesMin = 6
  private static let plainNumberBytesMin = 4

  private func roles(of token: Token) -> WordRoles { text.roles[Int(token.term)] }

  /// After a mark that is a token of its own, before a capital, a number or a script without case.
  private func endsAfterMark(_ cluster: TerminatorCluster, _ word: Int, _ sentenceStart: Int) -> Bool {
    guard cluster.first > paragraph.lowerBound else { return true }
    let before = cluster.first - 1
    if text.tokens[cluster.first].kind == .symbol { return text.tokens[word].isCapitalised }
    if kind(cluster.terminator) == .exclamation, roles(before).contains(.exclamatory), !cluster.closesQuote {
      return roles(word).contains(.starter)
    }
    if cluster.dots >= 2, !cluster.closesQuote || kind(cluster.terminator) == .ellipsis {
      return endsAfterEllipsis(cluster, word)
    }
    if kind(cluster.terminator) == .ellipsis { return endsAfterEllipsis(cluster, word) }
    if text.profile.writesOrdinalStops, text.tokens[before].kind == .number, cluster.end == cluster.first + 1
    {
      return !mayBeOrdinal(before, word)
    }
    return true
  }

  /// An ellipsis pauses or ends: four dots end, three end before a capital that is not the pronoun I.
  private func endsAfterEllipsis(_ cluster: TerminatorCluster, _ word: Int) -> Bool {
    if cluster.dots == 4 { return true }
    let next = text.tokens[word]
    return next.isCapitalised && !(next.range.count == 1 && next.letterCase == .upper && cluster.dots == 3)
  }

  /// A number of one or two digits, or a day and month, before a word that starts no sentence.
  private func mayBeOrdinal(_ number: Int, _ word: Int) -> Bool {
    (text.tokens[number].range.count <= 2 || isDayAndMonth(number)) && !roles(word).contains(.starter)
  }

  /// "31.12" before its full stop, where ordinal numbers have one.
  private func isDayAndMonth(_ number: Int) -> Bool {
    guard text.profile.writesOrdinalStops, text.tokens[number].kind == .number else { return false }
    let parts = text.bytes[text.tokens[number].range].split(
      separator: UInt8(ascii: "."),
      omittingEmptySubsequences: false
    )
    return parts.count == 2 && parts.allSatisfy { (1...2).contains($0.count) }
  }

  /// Whether the name and verb of an attribution follow: "Is it over?" Mr. Biden asked.
  private func isAttribution(from word: Int, _ cluster: TerminatorCluster) -> Bool {
    let mark = kind(cluster.terminator)
    guard mark == .exclamation || mark == .terminator || mark == .ellipsis else { return false }
    if roles(word).contains(.starter), text.tokens[word].isCapitalised { return false }
    for index in word..<min(word + Self.attributionTokensMax, paragraph.upperBound) {
      let token = text.tokens[index]
      if roles(index).contains(.attribution) { return true }
      if token.kind != .word || token.letterCase == .lower && !roles(index).contains(.particle) {
        return false
      }
    }
    return false
  }

  /// A speaker's title and name come to this many tokens at most before the verb.
  private static let attributionTokensMax = 7
}
