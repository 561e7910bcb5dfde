import CProcessor

/// The weights of moves as they are embedded: what each feature that mattered in training says for shift, left and right
/// over reduce.
///
/// Little-endian. A header of 64 bytes (buckets as a 32-bit number, and zeros), then buckets of 64 bytes, a cache line each:
/// the 16-bit checks of up to 8 features' hashes (0: none), then three 16-bit weights for each of them. Moves are chosen by
/// some ninety features twice a word, so that a feature may cost one line of memory and no more. The table is read as
/// it is: nothing is decoded at the start.
package struct MoveTable: @unchecked Sendable {  // points at bytes that never change
  /// Bytes before the first bucket.
  package static let headerBytes = 64
  /// Bytes of a bucket: one cache line.
  package static let bucketBytes = 64
  /// Features that a bucket holds at most.
  package static let bucketSlots = 8
  /// Where a bucket's weights begin, behind its checks.
  package static let weightsOffset = 16
  /// Bytes of one feature's weights: three of 16 bits.
  package static let slotBytes = 6
  /// The moves that have weights, in their order in a slot. Reduce is what they are measured by: it always scores 0.
  package static let weighed: [Transition] = [.shift, .left, .right]
  /// The last slot's weights are read with the two bytes behind them.
  package static let paddingBytes = 64

  private let buckets: UnsafeRawPointer
  private let bucketCount: UInt64

  /// Opens a table at the start of a buffer; nil where the buffer is no table.
  init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count > Self.headerBytes, let base = buffer.baseAddress else { return nil }
    bucketCount = UInt64(base.loadUnaligned(as: UInt32.self))
    buckets = base + Self.headerBytes
    guard bucketCount > 0, buffer.count >= byteCount else { return nil }
  }

  /// How many bytes a table of so many buckets takes.
  package static func byteCount(buckets: Int) -> Int { headerBytes + buckets * bucketBytes + paddingBytes }

  /// How many bytes the table takes.
  var byteCount: Int { Self.byteCount(buckets: Int(bucketCount)) }

  /// The scores of shift, left and right for a state's features; the fourth number says nothing.
  ///
  /// The table is larger than the processor's near caches: all places are asked for before the first is read.
  @inline(__always)
  func scores(_ features: UnsafeMutablePointer<UInt64>, count: Int) -> SIMD4<Int32> {
    for index in 0..<count {
      prefetch(buckets + FeatureHash.place(features[index], bucketCount).bucket * Self.bucketBytes)
    }
    var scores = SIMD4<Int32>.zero
    for index in 0..<count {
      let (bucket, check) = FeatureHash.place(features[index], bucketCount)
      let start = buckets + bucket * Self.bucketBytes
      let hits = FeatureHash.matches(start.loadUnaligned(as: SIMD8<UInt16>.self), SIMD8(repeating: check))
      let slot = hits.trailingZeroBitCount &>> 3
      // Without a hit the first slot is read and nothing of it taken: whether there is one cannot be foreseen.
      let row = start + (Self.weightsOffset &+ Self.slotBytes &* (slot & 7))
      let taken = SIMD4<Int16>(repeating: slot < Self.bucketSlots ? -1 : 0)
      scores &+= SIMD4<Int32>(truncatingIfNeeded: row.loadUnaligned(as: SIMD4<Int16>.self) & taken)
    }
    return scores
  }
}
