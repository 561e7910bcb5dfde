/// Unicode case folding, scalar by scalar (Unicode 15, section 3.13, and CaseFolding.txt), with what a search also wants
/// to be equal: the curly apostrophe as the straight one, ligatures as their letters, and full-width forms as ASCII.
enum CaseFolding {
  /// Appends the folding of a scalar as UTF-8.
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if let letters = letters(scalar) {
      bytes.append(contentsOf: letters.utf8)
    } else {
      appendUTF8(CharacterTable.shared[scalar].folding, to: &bytes)
    }
  }

  /// The letters of a scalar that stands for more than one: ß and ẞ, and the ligatures of Latin type. Nil for any other.
  @inline(__always)
  static func letters(_ scalar: UInt32) -> String? {
    if scalar == 0x00DF || scalar == 0x1E9E { return "ss" }
    return scalar >= 0xFB00 && scalar <= 0xFB06 ? ligatures[Int(scalar - 0xFB00)] : nil
  }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

  /// The simple folding of a scalar from its properties: lower case of upper case, where both are one scalar, so that
  /// the final sigma meets the other. The dotless i keeps apart, as CaseFolding.txt says outside Turkic languages.
  static func simple(_ scalar: Unicode.Scalar) -> UInt32 {
    if scalar == "\u{2019}" || scalar == "\u{02BC}" { return 0x27 }
    if scalar == "\u{0131}" { return scalar.value }
    let upper = scalar.properties.uppercaseMapping.unicodeScalars
    let source = upper.count == 1 ? (upper.first ?? scalar) : scalar
    let lower = source.properties.lowercaseMapping.unicodeScalars
    return (lower.first ?? scalar).value  // İ alone has two: i and a dot above, which is left out
  }

  /// Appends a scalar as UTF-8.
  static func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case ..<0x80: bytes.append(UInt8(scalar))
    case ..<0x800:
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    case ..<0x1_0000:
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
