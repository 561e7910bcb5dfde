/// The distinct case-folded words and stems of one document, interned as dense ids from 0.
///
/// Ids count within a document. Across documents and lexicons, compare hashes: `TermHash.of` gives the same for the same
/// folded bytes everywhere.
package struct Vocabulary: Sendable {
  private var pool: [UInt8] = []
  private var ends: [Int32] = []
  private var hashes: [UInt64] = []
  /// Open addressing over `hashes`: an id, or -1. Its size is a power of two and at least twice the number of terms.
  private var slots: [Int32]
  private var shift: UInt64
  /// Drawn anew in each process, so that no text can be written whose terms all meet in one slot.
  private let multiplier = Self.processMultiplier

  /// Makes an empty vocabulary.
  ///
  /// - Parameter expectedTerms: how many terms will come, so that the table need not grow; a guess is enough.
  package init(expectedTerms: Int = 32) {
    let bits = max(6, Int.bitWidth - (2 * expectedTerms).leadingZeroBitCount)
    slots = Array(repeating: -1, count: 1 << bits)
    shift = UInt64(64 - bits)
    hashes.reserveCapacity(expectedTerms)
    ends.reserveCapacity(expectedTerms)
    pool.reserveCapacity(8 * expectedTerms)
  }

  /// How many distinct terms there are.
  package var count: Int { ends.count }

  /// The id of folded bytes, made when they are new. Two terms of one 64-bit hash would share an id; at 2^-64 a pair
  /// that is accepted.
  package mutating func intern(_ bytes: some Collection<UInt8>) -> Int32 {
    intern(bytes, hash: TermHash.of(bytes))
  }

  /// The id of folded bytes whose hash is known.
  mutating func intern(_ bytes: some Collection<UInt8>, hash: UInt64) -> Int32 {
    let slot = slot(ofHash: hash)
    if slots[slot] >= 0 { return slots[slot] }
    pool.append(contentsOf: bytes)
    return append(hash: hash, slot: slot)
  }

  /// The hash of a term, equal in all documents.
  package func hash(of id: Int32) -> UInt64 { hashes[Int(id)] }

  /// The id of a term by its hash, where the document holds it.
  package func id(ofHash hash: UInt64) -> Int32? {
    let id = slots[slot(ofHash: hash)]
    return id < 0 ? nil : id
  }

  /// A term's folded bytes.
  package func bytes(of id: Int32) -> ArraySlice<UInt8> {
    let start = id == 0 ? 0 : Int(ends[Int(id) - 1])
    return pool[start..<Int(ends[Int(id)])]
  }

  /// Whether a term's folded bytes are these.
  func bytes(of id: Int32, are wanted: ArraySlice<UInt8>) -> Bool {
    let start = id == 0 ? 0 : Int(ends[Int(id) - 1])
    guard Int(ends[Int(id)]) - start == wanted.count else { return false }
    return pool.withUnsafeBufferPointer { pool in
      wanted.withUnsafeBufferPointer { wanted in
        for index in 0..<wanted.count where pool[start + index] != wanted[index] { return false }
        return true
      }
    }
  }

  /// A term as text.
  package func text(of id: Int32) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  /// The id of up to eight ASCII bytes that lie folded in one little-endian word, the rest of it zero.
  @inline(__always)
  mutating func intern(word: UInt64, count: Int, hash: UInt64) -> Int32 {
    let slot = slot(ofHash: hash)
    let known = slots[slot]
    if known >= 0 { return known }
    for index in 0..<count { pool.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * index))) }
    return append(hash: hash, slot: slot)
  }

  /// The slot that holds a hash, or the free one where it would go.
  @inline(__always)
  private func slot(ofHash hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (hash &* multiplier) >> shift)
    while true {
      let id = slots[slot]
      if id < 0 || hashes[Int(id)] == hash { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  private static let processMultiplier = UInt64.random(in: .min ... .max) | 1

  private mutating func append(hash: UInt64, slot: Int) -> Int32 {
    let id = Int32(ends.count)
    ends.append(Int32(pool.count))
    hashes.append(hash)
    slots[slot] = id
    if 2 * hashes.count > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    shift -= 1
    for (id, hash) in hashes.enumerated() { slots[slot(ofHash: hash)] = Int32(id) }
  }
}
