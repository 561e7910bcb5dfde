/// Decides where the sentences of a paragraph end, from its tokens.
///
/// Every full stop, question or exclamation mark, ellipsis and abbreviation is a candidate. The marks and closing quotation
/// marks that follow it form one cluster with it; what stands before and after the cluster decides. The rules are general,
/// the words that they ask about are a language's data.
struct SentenceSplitter {
  /// A longer sentence is cut. Lists and tables without stops come to some hundred tokens; later stages take more than
  /// linear time in a sentence's length.
  static let sentenceTokensMax = 1_000

  let text: TokenisedText
  /// The paragraph's tokens.
  let paragraph: Range<Int>

  /// The indices after the last tokens of the sentences, ascending; the last is the paragraph's end.
  func ends() -> [Int] {
    var ends: [Int] = []
    var items = InlineList(text: text, paragraph: paragraph).itemStarts()
    if !text.partings.isEmpty {
      items = Set(items + Parting(text: text, paragraph: paragraph).starts()).sorted()
    }
    if let start = GluedByline(text: text, paragraph: paragraph).textStart {
      items = Set(items + [start]).sorted()
    }
    var nextItem = 0
    var (start, judged) = (paragraph.lowerBound, paragraph.lowerBound)
    for candidate in text.candidates where candidate >= judged {
      let cluster = cluster(at: Int(candidate))
      judged = cluster.end
      guard cluster.end < paragraph.upperBound else { break }
      while nextItem < items.count, items[nextItem] <= cluster.end {
        if items[nextItem] > start { ends.append(items[nextItem]) }
        start = max(start, items[nextItem])
        nextItem += 1
      }
      guard start < cluster.end, ends.last != cluster.end, isBoundary(cluster, sentenceStart: start) else {
        continue
      }
      ends.append(cluster.end)
      start = cluster.end
    }
    ends += items[nextItem...].filter { $0 > start }
    ends.append(paragraph.upperBound)
    return cut(ends)
  }

  /// Adds ends inside sentences that are too long.
  private func cut(_ ends: [Int]) -> [Int] {
    guard paragraph.count > Self.sentenceTokensMax else { return ends }
    var result: [Int] = []
    var start = paragraph.lowerBound
    for end in ends {
      while end - start > Self.sentenceTokensMax {
        start += Self.sentenceTokensMax
        result.append(start)
      }
      result.append(end)
      start = end
    }
    return result
  }
}

// MARK: - Clusters

/// A candidate with the marks and closing quotation marks or brackets that belong to it.
struct TerminatorCluster {
  /// The candidate that opens it.
  var first: Int
  /// The last mark that may end a sentence.
  var terminator: Int
  /// The index after its last token.
  var end: Int
  var closesQuote = false
  /// Dots parted by spaces: an ellipsis of the American style.
  var dots = 0
}

extension SentenceSplitter {
  /// Gathers what belongs to a candidate.
  func cluster(at candidate: Int) -> TerminatorCluster {
    var cluster = TerminatorCluster(first: candidate, terminator: candidate, end: candidate + 1)
    cluster.dots = isDots(candidate) ? text.tokens[candidate].range.count : 0
    while cluster.end < paragraph.upperBound, extend(&cluster) { cluster.end += 1 }
    takeReference(&cluster)
    return cluster
  }

  /// Whether the token after a cluster belongs to it.
  private func extend(_ cluster: inout TerminatorCluster) -> Bool {
    let index = cluster.end
    let token = text.tokens[index]
    switch kind(index) {
    case .stop:
      guard !token.spaceBefore || cluster.dots > 0 && !cluster.closesQuote else { return false }
      cluster.dots += token.range.count
      cluster.terminator = index
    case .exclamation, .terminator, .ellipsis:
      guard !token.spaceBefore else { return false }
      cluster.terminator = index
    case .quoteClose, .bracketClose:
      guard !token.spaceBefore || closesAfterSpace(index) else { return false }
      cluster.closesQuote = true
    case .quoteEither, .apostrophe:
      guard !token.spaceBefore, !opensNext(index) else { return false }
      cluster.closesQuote = true
    case .quoteOpen:  // “ closes in German, » in Danish opens: the spaces tell.
      guard !token.spaceBefore, closesAfterSpace(index) else { return false }
      cluster.closesQuote = true
    default: return false
    }
    return true
  }

  /// A source's number in brackets belongs to the sentence before it: "He died. [17]"
  private func takeReference(_ cluster: inout TerminatorCluster) {
    var index = cluster.end
    while index + 2 < paragraph.upperBound, text.bytes[Int(text.tokens[index].start)] == UInt8(ascii: "["),
      text.tokens[index + 1].kind == .number,
      text.bytes[Int(text.tokens[index + 2].start)] == UInt8(ascii: "]")
    {
      index += 3
      cluster.end = index
    }
  }

  /// French sets a space before the closing mark: « Non ! »
  private func closesAfterSpace(_ index: Int) -> Bool {
    isLast(index) || text.tokens[index + 1].spaceBefore || text.tokens[index + 1].kind == .punctuation
  }

  /// Whether a mark without a space before it stands at the start of what follows: He left."No," she said.
  private func opensNext(_ index: Int) -> Bool {
    guard !isLast(index), !text.tokens[index + 1].spaceBefore else { return false }
    return text.tokens[index + 1].kind == .word
  }

  func isLast(_ index: Int) -> Bool { index + 1 >= paragraph.upperBound }

  func isDots(_ index: Int) -> Bool {
    text.tokens[index].kind == .punctuation && text.bytes[Int(text.tokens[index].start)] == UInt8(ascii: ".")
  }

  /// The class of a token's first character.
  func kind(_ index: Int) -> CharacterClass {
    text.input.characters[text.scalar(Int(text.tokens[index].start)).value].characterClass
  }

  func roles(_ index: Int) -> WordRoles { text.roles[Int(text.tokens[index].term)] }
}
