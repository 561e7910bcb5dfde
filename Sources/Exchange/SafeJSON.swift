internal import Model

/// JSON that says the same and holds nothing that a terminal would obey or a reader could be deceived by.
///
/// Answers are read by programs, and now and then by a person who looks at them (`… | less`); what pages hold must not
/// reach their screens as it is.
enum SafeJSON {
  /// Encoded JSON with C1 controls, DEL, bidi controls, invisible and ignorable scalars as `\uXXXX`. Bytes below 0x20
  /// are escaped by every encoder.
  ///
  /// - Complexity: linear; text of letters alone is copied once.
  static func escaped(_ encoded: [UInt8]) -> [UInt8] {
    guard encoded.contains(where: { $0 >= 0x7F }) else { return encoded }
    var safe: [UInt8] = []
    safe.reserveCapacity(encoded.count)
    for scalar in String(decoding: encoded, as: UTF8.self).unicodeScalars {
      if scalar.value < 0x7F || !isUnsafe(scalar) {
        safe += String(scalar).utf8
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: true)
          safe += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
        }
      }
    }
    return safe
  }

  /// The same set that `Terminal` keeps from a screen.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x2028, 0x2029: return true
    // Joiners stand within words of many scripts.
    case 0x200C, 0x200D: return false
    case 0xE0000...0xE0FFF: return true
    default: return scalar.isInvisible
    }
  }
}
