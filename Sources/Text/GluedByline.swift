/// A byline with its dateline that stands glued to the first sentence of a text: "By Ada Quill MOSCOW — Russia expelled …".
///
/// Pages write it as a line of its own, and what takes their text without markup loses the line's end. It is no part of the
/// sentence: read with it, the reporter would be who acts.
struct GluedByline {
  let text: TokenisedText
  let paragraph: Range<Int>

  /// A byline and dateline have at most this many tokens.
  private static let tokensMax = 24
  private static let wordsMin = 3
  /// A city in capitals has at least this many letters.
  private static let cityBytesMin = 3

  /// The index of the token that the text itself begins with; nil where no byline stands before it.
  var textStart: Int? {
    guard paragraph.lowerBound == 0, isBy(0), let dash = dash(), dash + 1 < paragraph.upperBound,
      text.tokens[dash - 1].letterCase == .upper || kind(dash - 1) == .bracketClose,
      text.tokens[dash + 1].isCapitalised
    else { return nil }
    let words = text.tokens[1..<dash].lazy.filter { $0.kind == .word }
    let hasCity = words.contains { $0.letterCase == .upper && $0.range.count >= Self.cityBytesMin }
    let names = words.prefix(Self.wordsMin)  // of a name two at least, and the city
    guard hasCity, names.count == Self.wordsMin, names.allSatisfy(\.isCapitalised) else { return nil }
    return words.allSatisfy { $0.isCapitalised || $0.range.count <= Self.cityBytesMin } ? dash + 1 : nil
  }

  private func isBy(_ index: Int) -> Bool {
    guard index < paragraph.upperBound else { return false }
    let range = text.tokens[index].range
    return range.count == 2 && text.bytes[range.lowerBound] == UInt8(ascii: "B")
      && text.bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "y")
  }

  /// The first dash with a space before it, or two hyphens.
  private func dash() -> Int? {
    (2..<max(2, min(paragraph.upperBound, Self.tokensMax))).first { index in
      guard text.tokens[index].spaceBefore else { return false }
      return kind(index) == .dash || kind(index) == .hyphen
    }
  }

  private func kind(_ index: Int) -> CharacterClass {
    text.input.characters[text.scalar(Int(text.tokens[index].start)).value].characterClass
  }
}
