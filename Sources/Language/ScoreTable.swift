import CProcessor

/// A table of weights as it is embedded: for each feature that mattered in training, one weight for each class.
///
/// Little-endian. A header of 64 bytes (buckets, classes, bytes a row, rows, as 32-bit numbers, and zeros), then the buckets,
/// then the rows, then zeros that a read past the last row may reach. A bucket of 32 bytes holds the 16-bit checks of up to
/// 14 features' hashes (0: none) and the number of its first row; its rows follow one another in the order of the checks. A
/// feature can only stand in the one bucket that its hash names, so that whether the table has it costs a single access
/// to memory. A row holds a factor and signed bytes, a weight being their product; factors are so small that the sum of all
/// rows of a decision fits 16 bits. The table is read where it lies: nothing is decoded at the start.
package struct ScoreTable: @unchecked Sendable {  // points at bytes that never change
  /// Bytes before the first bucket.
  package static let headerBytes = 64
  /// Bytes of a bucket: half a cache line.
  package static let bucketBytes = 32
  /// Features that a bucket holds at most.
  package static let bucketSlots = 14
  /// Where in a bucket the number of its first row stands.
  package static let bucketBaseOffset = 28
  /// The last row is read in steps of eight classes.
  package static let paddingBytes = 64

  let classCount: Int
  private let buckets: UnsafeRawPointer
  private let bucketCount: UInt64
  private let rows: UnsafeRawPointer
  private let rowCount: Int
  private let rowBytes: Int

  /// Opens a table at the start of a buffer; nil where the buffer is no table.
  init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count > Self.headerBytes, let base = buffer.baseAddress else { return nil }
    bucketCount = UInt64(base.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
    classCount = Int(base.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    rowBytes = Int(base.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    rowCount = Int(base.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    buckets = base + Self.headerBytes
    rows = buckets + Int(bucketCount) * Self.bucketBytes
    guard rowBytes == Self.rowBytes(classCount), buffer.count >= byteCount else { return nil }
  }

  /// How many bytes a table of so many buckets, classes and rows takes: a whole number of cache lines.
  package static func byteCount(buckets: Int, classes: Int, rows: Int) -> Int {
    let content = headerBytes + buckets * bucketBytes + rows * rowBytes(classes) + paddingBytes
    return (content + 63) / 64 * 64
  }

  /// How many bytes the table takes.
  var byteCount: Int { Self.byteCount(buckets: Int(bucketCount), classes: classCount, rows: rowCount) }

  /// Bytes of a row: its factor, and a signed byte for each class.
  package static func rowBytes(_ classCount: Int) -> Int { 1 + classCount }

  /// The largest factor with which no sum over so many rows leaves 16 bits.
  package static func factorMax(features: Int) -> Int { Int(Int16.max) / (127 * features) }
}

// MARK: - Looking up

extension ScoreTable {
  /// Writes the numbers of the rows of those features that the table has, and returns how many there are.
  ///
  /// The table is larger than the processor's near caches: all places are asked for before the first is read.
  @inline(__always)
  func find(
    _ features: UnsafeMutablePointer<UInt64>,
    count: Int,
    into found: UnsafeMutablePointer<UInt32>
  ) -> Int {
    for index in 0..<count {
      prefetch(buckets + FeatureHash.place(features[index], bucketCount).bucket * Self.bucketBytes)
    }
    var hits = 0
    for index in 0..<count {
      let (bucket, check) = FeatureHash.place(features[index], bucketCount)
      let start = buckets + bucket * Self.bucketBytes
      let slot = Self.slot(start, check)
      let row = start.loadUnaligned(fromByteOffset: Self.bucketBaseOffset, as: UInt32.self) &+ UInt32(slot)
      found[hits] = row
      // A row may reach into a second line.
      prefetch(rows + Int(row) * rowBytes)
      prefetch(rows + Int(row &+ 1) * rowBytes)
      hits &+= slot < Self.bucketSlots ? 1 : 0
    }
    return hits
  }

  /// The place of a check among a bucket's, or one past the last.
  @inline(__always)
  private static func slot(_ bucket: UnsafeRawPointer, _ check: UInt16) -> Int {
    let wanted = SIMD8<UInt16>(repeating: check)
    let low = FeatureHash.matches(bucket.loadUnaligned(as: SIMD8<UInt16>.self), wanted)
    let high = FeatureHash.matches(bucket.loadUnaligned(fromByteOffset: 16, as: SIMD8<UInt16>.self), wanted)
    let first = low.trailingZeroBitCount &>> 3
    // The last two lanes are the number of the first row.
    let second = (high | 0xFFFF_0000_0000_0000).trailingZeroBitCount &>> 3
    // Added without a branch, which the processor would guess wrong half of the time.
    return first &+ (second & (0 &- first &>> 3))
  }

  /// The class whose sum over rows is highest, the first of equals. `scores` is room for a whole number of eights of
  /// classes.
  @inline(__always)
  func best(
    _ found: UnsafeMutablePointer<UInt32>,
    _ hits: Int,
    _ scores: UnsafeMutablePointer<SIMD8<Int16>>
  ) -> Int {
    let groups = (classCount + 7) / 8
    scores.update(repeating: .zero, count: groups)
    for hit in 0..<hits {
      let row = rows + Int(found[hit]) * rowBytes
      let factor = SIMD8<Int16>(repeating: Int16(row.load(as: UInt8.self)))
      for group in 0..<groups {
        let bytes = row.loadUnaligned(fromByteOffset: 1 + 8 * group, as: SIMD8<Int8>.self)
        scores[group] &+= SIMD8<Int16>(truncatingIfNeeded: bytes) &* factor
      }
    }
    return scores.withMemoryRebound(to: Int16.self, capacity: 8 * groups) { scores in
      var best = 0
      for index in 1..<classCount where scores[index] > scores[best] { best = index }
      return best
    }
  }
}
