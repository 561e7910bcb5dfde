/// Words from a page on their way to a receiver: whatever they hold, they must stay words there.
enum ForeignText {
  /// The text without control characters (C0, C1), without marks that turn the direction of writing, and without
  /// invisible ones. Line breaks and tabs become spaces; runs of spaces one.
  static func cleaned(_ text: String) -> String {
    let space = UInt8(ascii: " ")
    var clean: [UInt8] = []
    clean.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        if clean.last != space, !clean.isEmpty { clean.append(space) }
      } else if !isHarmful(scalar) {
        clean.append(contentsOf: scalar.utf8)
      }
    }
    while clean.last == space { clean.removeLast() }
    return String(decoding: clean, as: UTF8.self)
  }

  /// At most `max` units of a text, cut between two characters as a person sees them, with `…` for what was cut; `size`
  /// gives one character in the receiver's units.
  static func cut(_ text: String, to max: Int, by size: (Character) -> Int) -> String {
    let sign: Character = "…"
    var total = 0
    var end = text.startIndex
    var endWithSign = text.startIndex
    for index in text.indices {
      total += size(text[index])
      guard total <= max else { return max < size(sign) ? "" : String(text[..<endWithSign]) + String(sign) }
      end = text.index(after: index)
      if total + size(sign) <= max { endWithSign = end }
    }
    return text
  }

  /// As `cut`, counting UTF-16 units: what receivers written in JavaScript, C# and Java call characters.
  static func cut(_ text: String, toUTF16 max: Int) -> String { cut(text, to: max) { $0.utf16.count } }

  /// As `cut`, counting bytes of UTF-8.
  static func cut(_ text: String, toUTF8 max: Int) -> String { cut(text, to: max) { $0.utf8.count } }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Controls; bidi marks, embeddings, overrides and isolates; zero-width and tag characters; U+FEFF. Joiners stay:
  /// Persian, Hindi and emoji need them.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F,
      0x202A...0x202E,
      0x2060...0x206F,
      0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
