/// What a byte begins, for the inner loops of the tokeniser: one look-up a byte.
enum ByteClass: UInt8 {
  case space
  case letter
  case digit
  case stop
  case exclamation
  case apostrophe
  case hyphen
  /// Continues a word when a letter follows: @ & : /
  case joiner
  /// The first byte of a character outside ASCII, or a byte inside one.
  case wide
  case other

  static let table: [ByteClass] = (0...255).map { of(UInt8($0)) }

  private static func of(_ byte: UInt8) -> ByteClass {
    switch byte {
    case ...0x20, 0x7F: .space
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "."): .stop
    case UInt8(ascii: "!"), UInt8(ascii: "?"): .exclamation
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "-"): .hyphen
    case UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: ":"), UInt8(ascii: "/"): .joiner
    case 0x80...: .wide
    default: .other
    }
  }
}
