internal import Foundation

/// Text of scripts in which words are not parted by blanks, or carry their particles with them: Chinese, Japanese, Korean, Thai,
/// Lao, Khmer, Burmese. For the index each run of such letters is written as its pairs, one beginning at each letter, and its
/// last letter (`俄罗斯` as `俄罗 罗斯 斯`): any part of it is then found as neighbours, without a dictionary.
enum UnspacedText {
  /// True where a text holds a letter of such a script.
  static func holds(_ text: String) -> Bool {
    // All of them take three bytes or more, the first of which is 0xE0 or above.
    text.utf8.contains { $0 >= 0xE0 } && text.unicodeScalars.contains(where: isUnspaced)
  }

  /// A text as the index holds it.
  static func pieces(_ text: String) -> String {
    var written = ""
    for segment in segments(of: text) {
      written +=
        segment.isUnspaced ? " \(tokens(segment.text, isWhole: true).joined(separator: " ")) " : segment.text
    }
    return written
  }

  /// What a term is looked for as.
  ///
  /// - Parameters:
  ///   - term: words without quotes; runs of letters may begin and end within longer ones.
  ///   - isBeginning: whether the last word may go on.
  /// - Returns: words that follow one another, and whether the last of them may go on; nil where the term holds nothing to
  ///   look for.
  static func words(of term: String, isBeginning: Bool) -> (words: [String], isOpen: Bool)? {
    let parts = segments(of: term).filter { $0.text.contains { $0.isLetter || $0.isNumber } }
    guard let last = parts.last else { return nil }
    let words = parts.enumerated().flatMap { place, part in
      part.isUnspaced ? tokens(part.text, isWhole: place < parts.count - 1) : [part.text]
    }
    // A letter alone is the beginning of a pair, or the last of its run.
    return (words, isBeginning || last.isUnspaced && last.text.count == 1)
  }

  /// Byte ranges of a text where the parts of some terms stand, in order and apart.
  static func places(of terms: [String], in text: String) -> [Range<Int>] {
    let parts = Set(
      terms.flatMap { segments(of: $0) }.map { Segment(text: $0.trimmed, isUnspaced: $0.isUnspaced) }
    )
    var ranges: [Range<Int>] = []
    for segment in parts where segment.text.contains(where: { $0.isLetter || $0.isNumber }) {
      var rest = text.startIndex..<text.endIndex
      while ranges.count < placesMax,
        let found = text.range(of: segment.text, options: [.caseInsensitive, .widthInsensitive], range: rest)
      {
        rest = found.upperBound..<text.endIndex
        // Words are words: `nation` does not stand in `international`.
        let before = found.lowerBound > text.startIndex ? text[text.index(before: found.lowerBound)] : " "
        if segment.isUnspaced || !before.isLetter || before.unicodeScalars.contains(where: isUnspaced) {
          let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
          ranges.append(start..<(start + text[found].utf8.count))
        }
      }
    }
    return apart(ranges)
  }

  /// No screen shows more marks.
  private static let placesMax = 1_000

  private struct Segment: Hashable {
    var text: String
    var isUnspaced: Bool

    var trimmed: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  /// A text in its compatible composed form, parted where such runs begin and end.
  private static func segments(of text: String) -> [Segment] {
    var segments: [Segment] = []
    for character in text.precomposedStringWithCompatibilityMapping {
      let isUnspaced = character.unicodeScalars.first.map(Self.isUnspaced) ?? false
      if segments.last?.isUnspaced == isUnspaced {
        segments[segments.count - 1].text.append(character)
      } else {
        segments.append(Segment(text: String(character), isUnspaced: isUnspaced))
      }
    }
    return segments
  }

  /// The pairs of a run, and its last letter where the run ends with it.
  private static func tokens(_ run: String, isWhole: Bool) -> [String] {
    let letters = Array(run)
    let pairs = zip(letters, letters.dropFirst()).map { "\($0)\($1)" }
    return isWhole || pairs.isEmpty ? pairs + [String(letters[letters.count - 1])] : pairs
  }

  private static func apart(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }.reduce(into: []) {
      apart,
      range in
      if let last = apart.last, range.lowerBound < last.upperBound {
        apart[apart.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        apart.append(range)
      }
    }
  }

  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E01...0x0E4E,  // Thai
      0x0E81...0x0ECD,  // Lao
      0x1000...0x109F,  // Burmese
      0x1100...0x11FF,  // Hangul's letters
      0x1780...0x17D3,  // Khmer
      0x3005...0x3007, 0x3040...0x30FA, 0x30FC...0x30FF,  // Kana
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,  // Han
      0xAC00...0xD7A3,  // Hangul
      0xFF66...0xFFDC,  // Kana and Hangul of half width
      0x20000...0x323AF:  // Han, rare
      true
    default: false
    }
  }
}
