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

  fileprivate static func of(_ byte: UInt8) -> ByteClass {
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

/// The classes of all bytes, behind a pointer: reading an array costs a check of bounds and a count of references at each
/// byte.
struct ByteClassTable: @unchecked Sendable {  // points at 256 constant bytes that are never freed
  static let shared = ByteClassTable()

  private let classes: UnsafePointer<ByteClass>

  private init() {
    let classes = UnsafeMutablePointer<ByteClass>.allocate(capacity: 256)
    for byte in 0...255 { (classes + byte).initialize(to: .of(UInt8(byte))) }
    self.classes = UnsafePointer(classes)
  }

  @inline(__always)
  subscript(byte: Int) -> ByteClass { classes[byte] }
}
