/// The distinct case-folded words and stems of one document, interned as dense ids from 0.
///
/// Ids count within a document. Across documents and lexicons, compare hashes: `TermHash.of` gives the same for the same
/// folded bytes everywhere.
package struct Vocabulary: Sendable {
  private var pool: [UInt8] = []
  private var terms: [Term] = []
  /// Open addressing by hash. Its size is a power of two and at least twice the number of terms.
  private var slots: [Slot]
  private var shift: UInt64
  /// Drawn anew in each process, so that no text can be written whose terms all meet in one slot.
  private let multiplier = Self.processMultiplier

  private struct Term {
    var hash: UInt64
    /// Where its bytes end in the pool; they begin where those of the term before end.
    var end: Int32
  }

  /// A term's hash beside its id, so that a look-up reads one place of memory; an id of -1 where there is none.
  private struct Slot {
    var hash: UInt64 = 0
    var id: Int32 = -1
  }

  /// Makes an empty vocabulary.
  ///
  /// - Parameter expectedTerms: how many terms will come, so that the table need not grow; a guess is enough.
  package init(expectedTerms: Int = 32) {
    let bits = max(6, Int.bitWidth - (2 * expectedTerms).leadingZeroBitCount)
    slots = Array(repeating: Slot(), count: 1 << bits)
    shift = UInt64(64 - bits)
    terms.reserveCapacity(expectedTerms)
    pool.reserveCapacity(8 * expectedTerms)
  }

  /// How many distinct terms there are.
  package var count: Int { terms.count }

  /// The id of folded bytes, made when they are new. Two terms of one 64-bit hash would share an id; at 2^-64 a pair
  /// that is accepted.
  package mutating func intern(_ bytes: some Collection<UInt8>) -> Int32 {
    intern(bytes, hash: TermHash.of(bytes))
  }

  /// The id of folded bytes whose hash is known.
  mutating func intern(_ bytes: some Collection<UInt8>, hash: UInt64) -> Int32 {
    let slot = slot(ofHash: hash)
    if slots[slot].id >= 0 { return slots[slot].id }
    pool.append(contentsOf: bytes)
    return append(hash: hash, slot: slot)
  }

  /// The hash of a term, equal in all documents.
  package func hash(of id: Int32) -> UInt64 { terms[Int(id)].hash }

  /// The id of a term by its hash, where the document holds it.
  package func id(ofHash hash: UInt64) -> Int32? {
    let id = slots[slot(ofHash: hash)].id
    return id < 0 ? nil : id
  }

  /// A term's folded bytes.
  package func bytes(of id: Int32) -> ArraySlice<UInt8> {
    pool[place(of: id)]
  }

  /// Calls a function with a term's folded bytes where they lie.
  @inline(__always)
  func withBytes<Result>(of id: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let place = place(of: id)
    return pool.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[place])) }
  }

  private func place(of id: Int32) -> Range<Int> {
    (id == 0 ? 0 : Int(terms[Int(id) - 1].end))..<Int(terms[Int(id)].end)
  }

  /// A term as text.
  package func text(of id: Int32) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

  /// The id of up to eight ASCII bytes that lie folded in one little-endian word, the rest of it zero.
  @inline(__always)
  mutating func intern(word: UInt64, count: Int, hash: UInt64) -> Int32 {
    let slot = slot(ofHash: hash)
    let known = slots[slot].id
    if known >= 0 { return known }
    withUnsafeBytes(of: word.littleEndian) {
      pool.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
    }
    return append(hash: hash, slot: slot)
  }

  /// The slot that holds a hash, or the free one where it would go.
  @inline(__always)
  private func slot(ofHash hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (hash &* multiplier) >> shift)
    while true {
      let known = slots[slot]
      if known.hash == hash || known.id < 0 { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  private static let processMultiplier = UInt64.random(in: .min ... .max) | 1

  private mutating func append(hash: UInt64, slot: Int) -> Int32 {
    let id = Int32(terms.count)
    terms.append(Term(hash: hash, end: Int32(pool.count)))
    slots[slot] = Slot(hash: hash, id: id)
    if 2 * terms.count > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    slots = Array(repeating: Slot(), count: 2 * slots.count)
    shift -= 1
    for (id, term) in terms.enumerated() {
      slots[slot(ofHash: term.hash)] = Slot(hash: term.hash, id: Int32(id))
    }
  }
}
