/// Choices that need no weighing: words that have one tag nearly always, and pairs of tags whose relation is nearly always
/// one, as they are embedded behind the weights.
///
/// Little-endian. A header of 64 bytes (slots as a 32-bit number, and zeros), then slots of 8 bytes by open addressing (32
/// bits of a word's hash, 0 for none, and its tag counted from 1), then a byte for each pair of head's and dependent's tag
/// and side: the relation counted from 1, 0 where it has to be told by its features.
package struct SureChoices: @unchecked Sendable {  // points at constant bytes of the program's own image
  package static let headerBytes = 64
  package static let slotBytes = 8
  /// One more than the tags, for the root, rounded up.
  package static let tagsMax = 32
  package static let labelBytes = tagsMax * tagsMax * 2

  private let slots: UnsafeRawPointer
  private let slotCount: UInt64
  private let labels: UnsafeRawPointer

  /// Opens a table at the start of a buffer; nil where the buffer is no table.
  init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count > Self.headerBytes, let base = buffer.baseAddress else { return nil }
    slotCount = UInt64(base.loadUnaligned(as: UInt32.self))
    slots = base + Self.headerBytes
    labels = slots + Int(slotCount) * Self.slotBytes
    guard slotCount > 0, buffer.count >= Self.byteCount(slots: Int(slotCount)) else { return nil }
  }

  /// How many bytes a table of so many slots takes.
  package static func byteCount(slots: Int) -> Int { headerBytes + slots * slotBytes + labelBytes }

  /// The slot where the search for a word begins, and what is kept of its hash.
  package static func place(_ form: UInt64, _ slotCount: UInt64) -> (slot: Int, check: UInt32) {
    let hash = FeatureHash.of(0, form)
    return (
      Int(truncatingIfNeeded: hash.multipliedFullWidth(by: slotCount).high),
      UInt32(truncatingIfNeeded: hash) | 1
    )
  }

  /// Where the relation of a pair stands among those of all. The dependent stands to the left where `isLeft`.
  @inline(__always)
  package static func place(head: UInt64, dependent: UInt64, isLeft: Bool) -> Int {
    Int(head) * tagsMax * 2 + Int(dependent) * 2 + (isLeft ? 1 : 0)
  }

  /// The only tag of a word, 0 where it has several or is not known.
  @inline(__always)
  func tag(of form: UInt64) -> UInt8 {
    var (slot, check) = Self.place(form, slotCount)
    while true {
      let found = (slots + slot * Self.slotBytes).loadUnaligned(as: UInt32.self)
      if found == check { return slots.load(fromByteOffset: slot * Self.slotBytes + 4, as: UInt8.self) }
      if found == 0 { return 0 }
      slot = slot + 1 == Int(slotCount) ? 0 : slot + 1
    }
  }

  /// The only relation of a pair, 0 where there are several.
  @inline(__always)
  func label(head: UInt64, dependent: UInt64, isLeft: Bool) -> UInt8 {
    labels.load(fromByteOffset: Self.place(head: head, dependent: dependent, isLeft: isLeft), as: UInt8.self)
  }
}
