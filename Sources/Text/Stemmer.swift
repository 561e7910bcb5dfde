import CLibstemmer
import Synchronization

/// Stems by libstemmer (Snowball), remembering the stems of words that it has seen: news repeats its words, and a look-up
/// takes a tenth of the 129 ns of a stemming.
struct Stemmer {
  /// Words longer than this many bytes are their own stem: no language's words are, and what is has no form to reduce.
  static let wordBytesMax = 64
  /// Remembered words of one language; past them words are stemmed each time, so that memory stays bounded.
  static let rememberedMax = 1 << 16

  private let algorithm: Algorithm
  private var remembered: [Remembered] = []
  /// Open addressing by the words' hashes: indices of `remembered`, or -1.
  private var slots = [Int32](repeating: -1, count: 4 * rememberedMax)
  /// Each remembered word's bytes, and behind them its stem's.
  private var pool: [UInt8] = []

  private struct Remembered {
    var hash: UInt64
    var stemHash: UInt64
    var start: Int32
    var wordCount: UInt8
    var stemCount: UInt8
  }

  /// A stemmer by libstemmer's name of the algorithm, nil where libstemmer has none.
  init?(algorithm: String) {
    guard let algorithm = Algorithm(algorithm) else { return nil }
    self.algorithm = algorithm
  }

  /// libstemmer's object, used only by the stemmer that made it, which the mutex below guards.
  private final class Algorithm: @unchecked Sendable {
    let handle: OpaquePointer

    init?(_ name: String) {
      guard let handle = sb_stemmer_new(name, "UTF_8") else { return nil }
      self.handle = handle
    }

    deinit { sb_stemmer_delete(handle) }
  }

  /// The stems of several terms.
  mutating func stems(_ terms: Range<Int32>, in vocabulary: inout Vocabulary) -> [Int32] {
    terms.map { stem($0, in: &vocabulary) }
  }

  /// The id of a term's stem in its vocabulary, where the stem is added if it is new; the term's own where it has no
  /// other, and where memory runs out.
  mutating func stem(_ term: Int32, in vocabulary: inout Vocabulary) -> Int32 {
    let hash = vocabulary.hash(of: term)
    let slot = slot(hash)
    if slots[slot] >= 0 {
      let known = remembered[Int(slots[slot])]
      let stemStart = Int(known.start) + Int(known.wordCount)
      if vocabulary.bytes(of: term, are: pool[Int(known.start)..<stemStart]) {
        if known.stemHash == hash { return term }
        return vocabulary.intern(pool[stemStart..<stemStart + Int(known.stemCount)], hash: known.stemHash)
      }
    }
    return stemAnew(term, hash, slot, &vocabulary)
  }

  private mutating func stemAnew(
    _ term: Int32,
    _ hash: UInt64,
    _ slot: Int,
    _ vocabulary: inout Vocabulary
  ) -> Int32 {
    let word = Array(vocabulary.bytes(of: term))
    guard word.count <= Self.wordBytesMax,
      let found = sb_stemmer_stem(algorithm.handle, word, Int32(word.count))
    else {
      return term
    }
    let stem = UnsafeBufferPointer(start: found, count: Int(sb_stemmer_length(algorithm.handle)))
    guard !stem.isEmpty, stem.count <= Int(UInt8.max) else { return term }
    let stemHash = TermHash.of(stem)
    if slots[slot] < 0, remembered.count < Self.rememberedMax {
      slots[slot] = Int32(remembered.count)
      remembered.append(
        Remembered(
          hash: hash,
          stemHash: stemHash,
          start: Int32(pool.count),
          wordCount: UInt8(word.count),
          stemCount: UInt8(stem.count)
        )
      )
      pool += word
      pool += stem
    }
    return stemHash == hash ? term : vocabulary.intern(stem, hash: stemHash)
  }

  private func slot(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 40) & (slots.count - 1)
    while slots[slot] >= 0, remembered[Int(slots[slot])].hash != hash {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}

/// The stemmers of the process, one a language. libstemmer's objects are not for two threads at once.
enum Stemmers {
  private static let shared = Mutex<[String: Stemmer]>([:])

  /// The stems of all terms of a vocabulary, by term, after adding those that are new to it.
  static func stems(_ vocabulary: inout Vocabulary, algorithm: String) -> [Int32] {
    let terms = 0..<Int32(vocabulary.count)
    var taken = vocabulary
    vocabulary = Vocabulary()
    defer { vocabulary = taken }
    return shared.withLock { stemmers in
      if stemmers[algorithm] == nil { stemmers[algorithm] = Stemmer(algorithm: algorithm) }
      return stemmers[algorithm]?.stems(terms, in: &taken) ?? Array(terms)
    }
  }
}
