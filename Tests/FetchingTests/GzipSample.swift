/// Four MiB of zero bytes as gzip makes them: 4,098 bytes, nearly all of them zero again.
enum GzipSample {
  static let fourMebibytesOfZeros: [UInt8] = {
    var bytes = [UInt8](repeating: 0, count: 4098)
    for (place, value) in nonZero { bytes[place] = value }
    return bytes
  }()

  private static let nonZero: [Int: UInt8] = [
    0: 0x1F, 1: 0x8B, 2: 0x08, 8: 0x02, 9: 0x03, 10: 0xED, 11: 0xC1, 12: 0x01, 13: 0x01, 17: 0x82, 18: 0x20,
    19: 0xFF, 20: 0xAF, 21: 0x6E, 22: 0x48, 23: 0x40, 24: 0x01, 4088: 0x7C, 4089: 0x1B, 4090: 0x6A,
    4091: 0x40,
    4092: 0x47, 4093: 0x11, 4096: 0x40,
  ]
}
