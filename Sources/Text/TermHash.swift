/// A hash of folded UTF-8 that is the same in every document, run and machine.
///
/// Eight bytes a step, each step one 64 by 64 bit multiplication folded by exclusive or (the step of Wang Yi's wyhash).
/// The last step's missing bytes are zeros and the length goes into the start, so that no padding collides.
package enum TermHash {
  /// The hash of folded bytes.
  ///
  /// - Complexity: linear in the number of bytes.
  @inlinable
  package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var state = start
    var (chunk, filled, count) = (UInt64(0), UInt64(0), 0)
    for byte in bytes {
      chunk |= UInt64(byte) << filled
      filled += 8
      count += 1
      if filled == 64 {
        state = step(state, chunk)
        (chunk, filled) = (0, 0)
      }
    }
    if filled > 0 { state = step(state, chunk) }
    return finish(state, count: count)
  }

  /// The hash of a word as lexicons write it: folded already.
  @inlinable
  package static func of(_ word: some StringProtocol) -> UInt64 { of(word.utf8) }

  @usableFromInline static var start: UInt64 { 0x9e37_79b9_7f4a_7c15 }

  @inlinable @inline(__always)
  static func step(_ state: UInt64, _ chunk: UInt64) -> UInt64 {
    let product = (state ^ chunk).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }

  @inlinable @inline(__always)
  static func finish(_ state: UInt64, count: Int) -> UInt64 {
    let product = (state ^ UInt64(truncatingIfNeeded: count)).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }
}
