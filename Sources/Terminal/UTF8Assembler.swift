/// Puts characters together from bytes as they are typed.
package struct UTF8Assembler {
  private var bytes: [UInt8] = []
  private var expected = 0

  /// An assembler that waits for a first byte.
  package init() {}

  /// Takes one byte; gives a scalar when it is whole. Bytes that are no UTF-8 are dropped, and what they began with them.
  package mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
    if bytes.isEmpty || byte & 0xC0 != 0x80 {
      bytes = []
      expected = Self.length(leadBy: byte)
      guard expected > 0 else { return nil }
    }
    bytes.append(byte)
    guard bytes.count == expected else { return nil }
    defer { bytes = [] }
    return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }

  private static func length(leadBy byte: UInt8) -> Int {
    switch byte {
    case 0..<0x80: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }
}
