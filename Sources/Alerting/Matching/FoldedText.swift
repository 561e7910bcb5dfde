internal import Foundation
internal import Synchronization

/// The folded words of a text: made once, and only where somebody asks.
final class FoldedWords: Sendable {
  private let original: String
  private let made = Mutex<FoldedText?>(nil)

  init(of text: String) { original = text }

  /// - Complexity: at the first call, linear in the length of the text.
  var text: FoldedText {
    made.withLock { made in
      if let made { return made }
      let text = FoldedText(original)
      made = text
      return text
    }
  }
}

/// A text for finding words in: letters of either case, with or without accents, of any width; ligatures as their letters,
/// and without characters that nobody sees, such as soft hyphens.
struct FoldedText: Sendable {
  let words: [Substring]
  private let folded: String

  init(_ text: String) {
    folded = Self.fold(text)
    words = Self.words(folded)
  }

  /// Whether the phrase's words stand in it one after the other, as whole words.
  ///
  /// Scripts that part no words by spaces are looked for letter by letter.
  func contains(_ phrase: String) -> Bool {
    let sought = Self.fold(phrase)
    if sought.unicodeScalars.contains(where: Self.needsNoSpaces) { return folded.contains(sought) }
    let parts = Self.words(sought)
    guard let first = parts.first, parts.count <= words.count else { return false }
    return (0...(words.count - parts.count)).contains { start in
      words[start] == first && words[start..<(start + parts.count)].elementsEqual(parts)
    }
  }

  static func fold(_ text: String) -> String {
    // Most words of most texts: nothing to look up in Unicode's tables.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return seen(text).folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive],
      locale: Locale(identifier: "en_US_POSIX")
    )
  }

  /// The text without what Unicode calls ignorable by default.
  private static func seen(_ text: String) -> String {
    guard
      text.unicodeScalars.contains(where: { $0.value > 0x7F && $0.properties.isDefaultIgnorableCodePoint })
    else {
      return text
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint })
    )
  }

  static func words(_ folded: String) -> [Substring] {
    folded.split { character in
      if let byte = character.asciiValue { return !isWordByte(byte) }
      return !character.isLetter && !character.isNumber
    }
  }

  /// Of folded text: a small letter or a digit.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// Han, kana, Thai, Lao, Khmer, Burmese.
  static func needsNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
