/// A hash of folded UTF-8 that is the same in every document, run and machine.
///
/// Eight bytes a step, each step one 64 by 64 bit multiplication folded by exclusive or (the step of Wang Yi's wyhash).
/// The last step's missing bytes are zeros and the length goes into the start, so that no padding collides.
package enum TermHash {
  /// The hash of folded bytes.
  ///
  /// - Complexity: linear in the number of bytes; bytes that do not lie side by side are copied.
  @inlinable
  package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.withContiguousStorageIfAvailable { unsafe of($0) }
      ?? Array(bytes).withUnsafeBufferPointer { unsafe of($0) }
  }

  /// The hash of folded bytes that lie side by side, as nearly all do: rooms above call this as it is, and not by way of what
  /// every sequence can.
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var (state, place) = (start, 0)
    while place + 8 <= bytes.count {
      let chunk = unsafe UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: place, as: UInt64.self)
      state = step(state, chunk.littleEndian)
      place += 8
    }
    var (chunk, filled) = (UInt64(0), UInt64(0))
    while place < bytes.count {
      chunk |= UInt64(unsafe bytes[place]) << filled
      filled += 8
      place += 1
    }
    if filled > 0 { state = step(state, chunk) }
    return finish(state, count: bytes.count)
  }

  /// The hash of a word as lexicons write it: folded already.
  @inlinable
  package static func of(_ word: some StringProtocol) -> UInt64 { of(word.utf8) }

  static var start: UInt64 { 0x9e37_79b9_7f4a_7c15 }

  @inline(__always)
  static func step(_ state: UInt64, _ chunk: UInt64) -> UInt64 {
    let product = (state ^ chunk).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
  }

  @inline(__always)
  static func finish(_ state: UInt64, count: Int) -> UInt64 {
    let product = (state ^ UInt64(truncatingIfNeeded: count)).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }
}
