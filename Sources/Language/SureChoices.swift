/// Choices that need no weighing: words that have one tag nearly always, and pairs of tags whose relation is nearly always
/// one, as they are embedded behind the weights.
///
/// Little-endian. A header of 64 bytes (slots as a 32-bit number, and zeros), then a `SlotTable` of words with their
/// tags counted from 1, then a byte for each pair of head's and dependent's tag and side: the relation counted from 1, 0 where
/// it has to be told by its features.
package struct SureChoices: @unchecked Sendable {  // points at bytes that never change
  /// Bytes before the first slot.
  package static let headerBytes = 64
  /// One more than the tags, for the root, rounded up.
  private static let tagsMax = 32
  /// Bytes of the table of pairs, one byte for each pair of tags and side.
  package static let labelBytes = tagsMax * tagsMax * 2

  private let words: SlotTable
  private let labels: UnsafeRawPointer

  /// Opens a table at the start of a buffer; nil where the buffer is no table.
  init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count > Self.headerBytes, let base = buffer.baseAddress else { return nil }
    let count = UInt64(base.loadUnaligned(as: UInt32.self))
    let wordsEnd = Self.headerBytes + Int(count) * SlotTable.slotBytes
    guard count > 0, buffer.count >= wordsEnd + Self.labelBytes else { return nil }
    words = SlotTable(base + Self.headerBytes, count: count)
    labels = base + wordsEnd
  }

  /// The hash by which a word is found: some forms are small numbers.
  @inline(__always)
  package static func hash(of form: UInt64) -> UInt64 { FeatureHash.of(0, form) }

  /// Where the relation of a pair stands among those of all. The dependent stands to the left where `isLeft`.
  @inline(__always)
  package static func place(head: UInt64, dependent: UInt64, isLeft: Bool) -> Int {
    Int(head) * tagsMax * 2 + Int(dependent) * 2 + (isLeft ? 1 : 0)
  }

  /// The only tag of a word, 0 where it has several or is not known.
  @inline(__always)
  func tag(of form: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: words.value(of: Self.hash(of: form))) }

  /// The only relation of a pair, 0 where there are several.
  @inline(__always)
  func label(head: UInt64, dependent: UInt64, isLeft: Bool) -> UInt8 {
    labels.load(fromByteOffset: Self.place(head: head, dependent: dependent, isLeft: isLeft), as: UInt8.self)
  }
}
