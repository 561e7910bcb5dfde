/// Where sentences start without a mark before them: around rulers (*****, =====, _____), which are drawn and not
/// read, and around time stamps (08/16/2000 12:05 PM), which head what a machine puts together.
struct Parting {
  let text: TokenisedText
  let paragraph: Range<Int>

  /// The token indices of the starts, ascending.
  func starts() -> [Int] {
    var starts: [Int] = []
    for candidate in text.partings {
      let index = Int(candidate)
      guard let end = rulerEnd(index) ?? stampEnd(index) else { continue }
      if index > paragraph.lowerBound, startsAnew(index) { starts.append(index) }
      if end < paragraph.upperBound, goesOnAnew(end) { starts.append(end) }
    }
    return starts
  }

  /// The end of a ruler that stands alone between spaces.
  private func rulerEnd(_ index: Int) -> Int? {
    guard text.tokens[index].kind != .number, text.tokens[index].spaceBefore else { return nil }
    return index + 1 == paragraph.upperBound || text.tokens[index + 1].spaceBefore ? index + 1 : nil
  }

  /// The end of a date in digits that a clock time follows, with its half of the day and time zone.
  private func stampEnd(_ index: Int) -> Int? {
    guard separators(index, [UInt8(ascii: "/"), UInt8(ascii: "-")]) == 2, index + 1 < paragraph.upperBound,
      text.tokens[index + 1].kind == .number, separators(index + 1, [UInt8(ascii: ":")]) > 0
    else { return nil }
    var end = index + 2
    while end < paragraph.upperBound, !roles(end).isDisjoint(with: [.unit, .timeZone]) { end += 1 }
    return end
  }

  private func separators(_ index: Int, _ wanted: [UInt8]) -> Int {
    text.bytes[text.tokens[index].range].count { wanted.contains($0) }
  }

  private func roles(_ index: Int) -> WordRoles { text.roles[Int(text.tokens[index].term)] }

  /// Not so in "on 08/16/2000 12:05", nor behind an opening mark or comma.
  private func startsAnew(_ index: Int) -> Bool {
    let before = text.tokens[index - 1]
    if rulerEnd(index) != nil {
      return before.kind == .word || before.kind == .address || endsOrCloses(before)
    }
    guard text.tokens[index].spaceBefore else { return false }
    return before.kind == .address || before.isCapitalised
      || text.bytes[Int(before.start)] == UInt8(ascii: ">")
  }

  private func endsOrCloses(_ token: Token) -> Bool {
    ".!?)>\"".utf8.contains(text.bytes[Int(token.start)])
  }

  /// Not so before a comma, or where the sentence goes on in small letters.
  private func goesOnAnew(_ index: Int) -> Bool {
    let next = text.tokens[index]
    return next.kind == .word && next.letterCase != .lower || next.kind == .address
      || text.bytes[Int(next.start)] == UInt8(ascii: "\"")
  }
}
