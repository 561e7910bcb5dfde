/// Hashes of features. A feature is a template's number and one to three values; only its hash is ever kept.
package enum FeatureHash {
  /// Mixes a template's number with its values.
  @inline(__always)
  static func of(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) -> UInt64 {
    var hash = (template &* 0x9e37_79b9_7f4a_7c15) ^ first
    hash = (hash ^ hash >> 32) &* 0xd6e8_feb8_6659_fd93
    hash = (hash ^ hash >> 32 ^ second) &* 0xa076_1d64_78bd_642f
    hash = (hash ^ hash >> 32 ^ third) &* 0xd6e8_feb8_6659_fd93
    return hash ^ hash >> 29
  }

  /// The bucket of a feature in a table of so many, and the check that tells it from others there; no check is 0.
  @inline(__always)
  package static func place(_ feature: UInt64, _ bucketCount: UInt64) -> (bucket: Int, check: UInt16) {
    let bucket = feature.multipliedFullWidth(by: bucketCount).high
    let check = UInt16(truncatingIfNeeded: feature)
    return (Int(truncatingIfNeeded: bucket), check == 0 ? 1 : check)
  }

  /// A byte of ones for each of eight checks that is the wanted one.
  @inline(__always)
  static func matches(_ checks: SIMD8<UInt16>, _ wanted: SIMD8<UInt16>) -> UInt64 {
    let equal = unsafeBitCast(checks .== wanted, to: SIMD8<UInt16>.self)
    return unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: equal), to: UInt64.self)
  }
}
