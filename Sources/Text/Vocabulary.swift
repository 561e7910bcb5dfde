/// The distinct case-folded words and stems of one document, interned as dense ids from 0.
///
/// Ids count within a document. Across documents and lexicons, compare hashes: `TermHash.of` gives the same for the same
/// folded bytes everywhere.
package struct Vocabulary: Sendable {
  private var pool: [UInt8] = []
  private var ends: [Int32] = []
  private var hashes: [UInt64] = []
  private var ids: [UInt64: Int32] = [:]

  /// Makes an empty vocabulary.
  package init() {}

  /// How many distinct terms there are.
  package var count: Int { ends.count }

  /// The id of folded bytes, made when they are new. Two terms of one 64-bit hash would share an id; at 2^-64 a pair
  /// that is accepted.
  package mutating func intern(_ bytes: some Collection<UInt8>) -> Int32 {
    let hash = TermHash.of(bytes)
    if let known = ids[hash] { return known }
    let id = Int32(ends.count)
    pool.append(contentsOf: bytes)
    ends.append(Int32(pool.count))
    hashes.append(hash)
    ids[hash] = id
    return id
  }

  /// The hash of a term, equal in all documents.
  package func hash(of id: Int32) -> UInt64 { hashes[Int(id)] }

  /// The id of a term by its hash, where the document holds it.
  package func id(ofHash hash: UInt64) -> Int32? { ids[hash] }

  /// A term's folded bytes.
  package func bytes(of id: Int32) -> ArraySlice<UInt8> {
    let start = id == 0 ? 0 : Int(ends[Int(id) - 1])
    return pool[start..<Int(ends[Int(id)])]
  }

  /// A term as text.
  package func text(of id: Int32) -> String { String(decoding: bytes(of: id), as: UTF8.self) }
}

/// A hash of folded UTF-8 that is the same in every document, run and machine (FNV-1a, 64 bits).
package enum TermHash {
  /// The hash of folded bytes.
  package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// The hash of a word as lexicons write it: folded already.
  package static func of(_ word: some StringProtocol) -> UInt64 { of(word.utf8) }
}
