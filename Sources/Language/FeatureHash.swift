/// Hashes of features. A feature is a template's number and one to three values; only its hash is ever kept.
enum FeatureHash {
  /// Mixes a template's number with its values.
  @inline(__always)
  static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) -> UInt64 {
    var hash = (template &* 0x9e37_79b9_7f4a_7c15) ^ first
    hash = (hash ^ hash >> 32) &* 0xd6e8_feb8_6659_fd93
    hash = (hash ^ hash >> 32 ^ second) &* 0xa076_1d64_78bd_642f
    hash = (hash ^ hash >> 32 ^ third) &* 0xd6e8_feb8_6659_fd93
    return hash ^ hash >> 29
  }
}
