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

/// Runs of bytes found eight at a time.
enum ByteRun {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x80 * ones

  /// The top bits of the bytes of a word that are ASCII letters.
  @inline(__always)
  static func letters(_ word: UInt64) -> UInt64 {
    let lower = word & (0x7F * ones) | 0x20 * ones
    return (lower &+ (0x80 - 0x61) * ones) & ~(lower &+ (0x80 - 0x7B) * ones) & ~word & tops
  }

  /// How many of the bytes of a little-endian word are ASCII letters or digits before the first that is none.
  @inline(__always)
  static func wordBytes(_ word: UInt64) -> Int {
    let low = word & (0x7F * ones)
    let digits = (low &+ (0x80 - 0x30) * ones) & ~(low &+ (0x80 - 0x3A) * ones) & ~word
    return (~(letters(word) | digits) & tops).trailingZeroBitCount &>> 3
  }

  /// The offset of the first newline from an offset on, or the end.
  static func newline(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    if let base = bytes.baseAddress {
      while at + 8 <= bytes.count {
        let word = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
        let difference = word ^ 0x0A * ones
        let found = (difference &- ones) & ~difference & tops
        if found != 0 { return at + found.trailingZeroBitCount >> 3 }
        at += 8
      }
    }
    while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    return at
  }
}
