// After an abbreviation: whether its full stop ends the sentence too.

extension SentenceSplitter {
  /// Judges an abbreviation before a capital, a number or an opening mark.
  func endsAfterAbbreviation(
    _ cluster: TerminatorCluster,
    _ following: Following,
    _ word: Int,
    _ sentenceStart: Int
  ) -> Bool {
    let index = cluster.terminator
    let (roles, next) = (roles(index), text.tokens[word])
    let starts = next.isCapitalised && self.roles(word).contains(.starter)
    if cluster.closesQuote, kind(index + 1) != .bracketClose { return true }  // "(Ret.)" stands for a word
    if roles.contains(.inner) || roles.contains(.title) && !roles.contains(.final) { return false }
    if roles.contains(.beforeNumber), !roles.contains(.final) { return false }
    if next.kind == .number { return false }
    if roles.contains([.final, .unit]) { return endsAfterUnit(index, word, sentenceStart) }
    if isInitial(index) { return endsAfterInitial(index, word, starts: starts) }
    if following.opens, next.isCapitalised, !roles.contains(.title) { return kind(word - 1) != .bracketOpen }
    return starts
  }

  /// A single capital with its stop.
  func isInitial(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word, token.letterCase == .upper else { return false }
    let first = text.scalar(Int(token.start)).length
    return token.range.count == first + 1 && text.bytes[Int(token.start) + first] == UInt8(ascii: ".")
  }

  /// "He left at 6 p.m. Smith stayed" against "At 5 a.m. Smith rose" and "6 p.m. Monday".
  private func endsAfterUnit(_ index: Int, _ word: Int, _ sentenceStart: Int) -> Bool {
    if !roles(word).isDisjoint(with: [.weekday, .month, .timeZone, .calendar]) { return false }
    let opensSentence = index - sentenceStart <= 3 && roles(sentenceStart).contains(.timePreposition)
    return text.tokens[word].isCapitalised && !opensSentence
  }

  /// "Albert I. Jones" against "you and I. Did you" and "plan B. The".
  private func endsAfterInitial(_ index: Int, _ word: Int, starts: Bool) -> Bool {
    guard index > paragraph.lowerBound, starts else { return false }
    return text.tokens[index - 1].letterCase == .lower
  }
}
