/// A table of weights as it is embedded: for each feature that mattered in training, one weight for each class.
///
/// Little-endian. A header of 16 bytes (slots, classes, bytes a slot, 0), then the slots: a 16-bit check of the feature's
/// hash (0: empty), a 16-bit scale, and one signed byte a class, padded to fours. Open addressing, linear; a weight is byte
/// times scale, in a unit of the table's own. It is read where it lies: nothing is decoded at the start.
package struct ScoreTable: @unchecked Sendable {  // points at constant bytes of the program's own image
  /// Classes that one row is read as; rows are padded to a whole number of these.
  package static let lanes = 4

  let classCount: Int
  private let slots: UnsafeRawPointer
  private let slotCount: UInt64
  private let slotBytes: Int

  package static let headerBytes = 16
  package static let rowHeaderBytes = 4

  /// Opens a table at the start of a buffer; nil where the buffer is no table.
  init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count > Self.headerBytes, let base = buffer.baseAddress else { return nil }
    slotCount = UInt64(base.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
    classCount = Int(base.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    slotBytes = Int(base.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    slots = base + Self.headerBytes
    guard slotBytes == Self.slotBytes(classCount), buffer.count >= byteCount else { return nil }
  }

  /// How many bytes the table takes.
  var byteCount: Int { Self.headerBytes + Int(slotCount) * slotBytes }

  /// Classes rounded up to whole lanes.
  package static func paddedClasses(_ classCount: Int) -> Int { (classCount + lanes - 1) / lanes * lanes }

  package static func slotBytes(_ classCount: Int) -> Int { rowHeaderBytes + paddedClasses(classCount) }

  /// Where a feature's row would be, and the check that tells it from others there.
  @inline(__always)
  package static func place(_ feature: UInt64, _ slotCount: UInt64) -> (slot: Int, check: UInt16) {
    let slot = feature.multipliedFullWidth(by: slotCount).high
    return (Int(truncatingIfNeeded: slot), UInt16(truncatingIfNeeded: feature) | 1)
  }

  /// Adds the weights of features to the scores of the classes.
  ///
  /// Two passes: the first only loads the head of each feature's first slot, so that the processor waits for many
  /// places of memory at once; a test after each load would make it wait for one after the other.
  ///
  /// - Parameters:
  ///   - features: hashes, and behind them room for as many words.
  ///   - count: how many hashes there are.
  ///   - scores: a whole number of lanes.
  @inline(__always)
  func add(
    _ features: UnsafeMutablePointer<UInt64>,
    count: Int,
    to scores: UnsafeMutablePointer<SIMD4<Int32>>
  ) {
    for index in 0..<count {
      let slot = Self.place(features[index], slotCount).slot
      features[count + index] = slots.loadUnaligned(fromByteOffset: slot * slotBytes, as: UInt64.self)
    }
    for index in 0..<count where features[count + index] & 0xFFFF != 0 {
      let (slot, check) = Self.place(features[index], slotCount)
      guard let row = find(check, from: slot) else { continue }
      let scale = SIMD4<Int32>(repeating: Int32(row.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
      for group in 0..<(slotBytes - Self.rowHeaderBytes) / Self.lanes {
        let offset = Self.rowHeaderBytes + group * Self.lanes
        let weights = row.loadUnaligned(fromByteOffset: offset, as: SIMD4<Int8>.self)
        scores[group] &+= SIMD4<Int32>(truncatingIfNeeded: weights) &* scale
      }
    }
  }

  /// The row with a check, looked for from a slot on.
  @inline(__always)
  private func find(_ check: UInt16, from first: Int) -> UnsafeRawPointer? {
    var slot = first
    while true {
      let row = slots + slot * slotBytes
      let found = row.loadUnaligned(as: UInt16.self)
      if found == check { return row }
      if found == 0 { return nil }
      slot += 1
      if slot == Int(slotCount) { slot = 0 }
    }
  }
}
