/// A map from hashes to numbers above 0 by open addressing, as it is embedded.
///
/// Slots of 8 bytes, little-endian: 32 bits of a hash, 0 for none, and its number.
package struct SlotTable: @unchecked Sendable {  // points at bytes that never change
  /// Bytes of a slot: the check and the number, 32 bits each.
  package static let slotBytes = 8

  private let slots: UnsafeRawPointer
  private let count: UInt64

  /// The table of so many slots that begins at a place of memory.
  init(_ slots: UnsafeRawPointer, count: UInt64) { (self.slots, self.count) = (slots, count) }

  /// The number of a hash, 0 where there is none.
  @inline(__always)
  func value(of hash: UInt64) -> UInt32 {
    var slot = Self.place(of: hash, in: count)
    let check = Self.check(hash)
    while true {
      let found = slots.loadUnaligned(fromByteOffset: slot * Self.slotBytes, as: UInt32.self)
      if found == check {
        return slots.loadUnaligned(fromByteOffset: slot * Self.slotBytes + 4, as: UInt32.self)
      }
      if found == 0 { return 0 }
      slot = slot + 1 == Int(count) ? 0 : slot + 1
    }
  }

  /// The slots of some hashes with their numbers, in the order in which they are given, as pairs of numbers.
  package static func slots(_ values: [(hash: UInt64, value: UInt32)], count: Int) -> [UInt32] {
    var slots = [UInt32](repeating: 0, count: 2 * count)
    for (hash, value) in values {
      var slot = place(of: hash, in: UInt64(count))
      while slots[2 * slot] != 0 { slot = slot + 1 == count ? 0 : slot + 1 }
      (slots[2 * slot], slots[2 * slot + 1]) = (check(hash), value)
    }
    return slots
  }

  /// The slot where the search for a hash begins.
  @inline(__always)
  private static func place(of hash: UInt64, in count: UInt64) -> Int {
    Int(truncatingIfNeeded: hash.multipliedFullWidth(by: count).high)
  }

  /// What is kept of a hash.
  @inline(__always)
  private static func check(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) | 1 }
}
