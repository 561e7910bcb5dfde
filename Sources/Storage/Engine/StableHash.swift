internal import Crypto

/// A hash that is the same on every machine and in every run: identities are made of it.
package enum StableHash {
  /// The first 128 bits of SHA-256 over the parts, each preceded by its length, as 32 hexadecimal digits.
  package static func hexadecimal(_ parts: [String]) -> String {
    var hash = SHA256()
    for part in parts {
      hash.update(data: Array("\(part.utf8.count):".utf8))
      hash.update(data: Array(part.utf8))
    }
    let digits = Array("0123456789abcdef".utf8)
    let bytes = hash.finalize().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first 128 bits of SHA-256 over bytes.
  package static func bytes(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes).prefix(16)) }
}
