internal import Text

/// Where a sentence begins once its dateline is cut: "MOSCOW, Oct 18 (Reuters) - ", "(CNN)", "BEIRUT — ".
enum Dateline {
  /// A dateline is looked for in this many bytes: long ones name two cities, a day and an agency.
  private static let lengthMax = 80

  /// Datelines open texts: only among this many first sentences is one looked for.
  private static let sentencesMax = 3

  /// A sentence's text without its dateline.
  static func text(ofSentence index: Int, in document: Document) -> String {
    let range = document.sentences[index].range
    guard index < sentencesMax else { return document.text(in: range) }
    return document.text(in: end(in: document.bytes, of: range)..<range.upperBound)
  }

  /// The offset after the dateline, or the sentence's own start where it has none.
  private static func end(in bytes: [UInt8], of sentence: Range<Int>) -> Int {
    let limit = min(sentence.upperBound, sentence.lowerBound + lengthMax)
    guard
      let cut = afterAgency(bytes, sentence.lowerBound..<limit)
        ?? afterCity(bytes, sentence.lowerBound..<limit),
      cut < sentence.upperBound, opensSentence(bytes[cut])
    else { return sentence.lowerBound }
    return cut
  }

  /// "CITY, Date (Agency) -- " or "(Agency) ": names and dates, an agency in brackets, then mostly a dash.
  private static func afterAgency(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard let open = bytes[range].firstIndex(of: UInt8(ascii: "(")),
      let close = bytes[open..<range.upperBound].firstIndex(of: UInt8(ascii: ")")), close - open > 2,
      isUpper(bytes[open + 1]), isPlaceAndDate(bytes[range.lowerBound..<open])
    else { return nil }
    let afterBracket = skipSpaces(bytes, from: close + 1, to: range.upperBound)
    if let afterDash = skipDash(bytes, from: afterBracket, to: range.upperBound) { return afterDash }
    return open == range.lowerBound ? afterBracket : nil
  }

  /// "BEIRUT — ": capitals alone before a dash.
  private static func afterCity(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var at = range.lowerBound
    while at < range.upperBound, isUpper(bytes[at]) || isCityMark(bytes[at]) { at += 1 }
    let capitals = bytes[range.lowerBound..<at].count { isUpper($0) }
    guard capitals >= 3, at > range.lowerBound, bytes[at - 1] == 0x20 || bytes[at - 1] == UInt8(ascii: ",")
    else { return nil }
    return skipDash(bytes, from: at, to: range.upperBound)
  }

  /// Words that each open with a capital or a digit, parted by spaces, commas, dots and slashes.
  private static func isPlaceAndDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.split { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "/") }
      .allSatisfy { word in word.first.map { isUpper($0) || isDigit($0) || $0 >= 0x80 } ?? true }
  }

  /// The offset after a dash (hyphens, en or em dash) and the space around it; nil where there is none.
  private static func skipDash(_ bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    var at = skipSpaces(bytes, from: start, to: end)
    let dash = at
    while at < end, bytes[at] == UInt8(ascii: "-") { at += 1 }
    if at + 2 < end, bytes[at] == 0xE2, bytes[at + 1] == 0x80, (0x92...0x95).contains(bytes[at + 2]) {
      at += 3
    }
    return at > dash ? skipSpaces(bytes, from: at, to: end) : nil
  }

  private static func skipSpaces(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var at = start
    while at < end, bytes[at] == 0x20 { at += 1 }
    return at
  }

  private static func opensSentence(_ byte: UInt8) -> Bool {
    isUpper(byte) || isDigit(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte >= 0x80
  }

  private static func isCityMark(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
  }

  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
