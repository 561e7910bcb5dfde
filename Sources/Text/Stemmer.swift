import CLibstemmer
import Glibc
import Synchronization

/// Stems by libstemmer (Snowball), remembering the stems of words that it has seen: news repeats its words, and a look-up
/// takes a tenth of the 129 ns of a stemming.
struct Stemmer {
  /// Words longer than this many bytes are their own stem: no language's words are, and what is has no form to reduce.
  static let wordBytesMax = 64
  /// Remembered words of one language (8 MB); past them words are stemmed each time, so that memory stays bounded.
  static let rememberedMax = 1 << 16

  private let algorithm: Algorithm
  private var rememberedCount = 0
  /// Open addressing by the words' hashes; twice as many as there are words, at least.
  private var slots = [Remembered](repeating: Remembered(), count: 1 << 10)

  /// A word and its stem, in a cache line of their own.
  private struct Remembered {
    static let bytesMax = 46

    var hash: UInt64 = 0
    var stemHash: UInt64 = 0
    /// 0 where nothing is remembered.
    var wordCount: UInt8 = 0
    var stemCount: UInt8 = 0
    /// The word's bytes, and behind them the stem's.
    var bytes = InlineArray<46, UInt8>(repeating: 0)

    /// Whether these are the bytes of the word. Hashes alone are not trusted: a text made to collide with a common word
    /// would spoil its stem for all that come after.
    func holds(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
      guard word.count == Int(wordCount), let start = word.baseAddress else { return false }
      return withUnsafeBytes(of: bytes) { known in
        known.baseAddress.map { memcmp($0, start, word.count) == 0 } ?? false
      }
    }

    /// Calls a function with the stem's bytes.
    func withStem<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      withUnsafeBytes(of: bytes) { known in
        body(UnsafeRawBufferPointer(rebasing: known[Int(wordCount)..<Int(wordCount) + Int(stemCount)]))
      }
    }
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
    var stems: [Int32] = []
    stems.reserveCapacity(terms.count)
    for term in terms { stems.append(stem(term, in: &vocabulary)) }
    return stems
  }

  /// The id of a term's stem in its vocabulary, where the stem is added if it is new; the term's own where it has no
  /// other, and where memory runs out.
  mutating func stem(_ term: Int32, in vocabulary: inout Vocabulary) -> Int32 {
    let hash = vocabulary.hash(of: term)
    let slot = slot(hash)
    guard slots[slot].wordCount > 0, vocabulary.withBytes(of: term, slots[slot].holds) else {
      return stemAnew(term, hash, slot, &vocabulary)
    }
    let stemHash = slots[slot].stemHash
    if stemHash == hash { return term }
    if let known = vocabulary.id(ofHash: stemHash) { return known }
    return slots[slot].withStem { vocabulary.intern($0, hash: stemHash) }
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
    let stem = Array(UnsafeBufferPointer(start: found, count: Int(sb_stemmer_length(algorithm.handle))))
    guard !stem.isEmpty else { return term }
    let stemHash = TermHash.of(stem)
    if slots[slot].wordCount == 0 { remember(word, stem, hash, stemHash, slot) }
    return stemHash == hash ? term : vocabulary.intern(stem, hash: stemHash)
  }

  private mutating func remember(
    _ word: [UInt8],
    _ stem: [UInt8],
    _ hash: UInt64,
    _ stemHash: UInt64,
    _ slot: Int
  ) {
    guard !word.isEmpty, word.count + stem.count <= Remembered.bytesMax, rememberedCount < Self.rememberedMax
    else { return }
    slots[slot].hash = hash
    slots[slot].stemHash = stemHash
    slots[slot].wordCount = UInt8(word.count)
    slots[slot].stemCount = UInt8(stem.count)
    for (index, byte) in (word + stem).enumerated() { slots[slot].bytes[index] = byte }
    rememberedCount += 1
    if 2 * rememberedCount > slots.count { grow() }
  }

  private mutating func grow() {
    let known = slots.filter { $0.wordCount > 0 }
    slots = Array(repeating: Remembered(), count: 2 * slots.count)
    for word in known { slots[slot(word.hash)] = word }
  }

  /// The slot that holds a word's hash, or the free one where it would go.
  private func slot(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 40) & (slots.count - 1)
    while slots[slot].wordCount > 0, slots[slot].hash != hash { slot = (slot + 1) & (slots.count - 1) }
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
