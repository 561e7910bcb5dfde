import CLibstemmer
import Synchronization

/// Stems by libstemmer (Snowball), remembering the stems of words that it has seen: news repeats its words, and a look-up
/// takes a fifth of the 129 ns of a stemming.
final class Stemmer {
  /// Words longer than this many bytes are their own stem: no language's words are, and what is has no form to reduce.
  static let wordBytesMax = 64
  /// Remembered words of one language; past them words are stemmed each time, so that memory stays bounded.
  static let rememberedMax = 1 << 16

  private let handle: OpaquePointer
  private var remembered: [UInt64: (word: [UInt8], stem: [UInt8])] = [:]

  /// A stemmer by libstemmer's name of the algorithm, nil where libstemmer has none.
  init?(algorithm: String) {
    guard let handle = sb_stemmer_new(algorithm, "UTF_8") else { return nil }
    self.handle = handle
  }

  deinit { sb_stemmer_delete(handle) }

  /// The stem of a case-folded word; the word itself where memory runs out.
  func stem(_ word: ArraySlice<UInt8>, hash: UInt64) -> [UInt8] {
    if let known = remembered[hash], known.word.elementsEqual(word) { return known.stem }
    let stem = word.withUnsafeBufferPointer { word -> [UInt8] in
      guard word.count <= Self.wordBytesMax,
        let stem = sb_stemmer_stem(handle, word.baseAddress, Int32(word.count))
      else { return Array(word) }
      return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
    }
    if remembered.count < Self.rememberedMax { remembered[hash] = (Array(word), stem) }
    return stem
  }
}

/// The stemmers of the process, one a language. libstemmer's objects are not for two threads at once.
enum Stemmers {
  private struct Shelf: @unchecked Sendable {  // reached only under the lock below
    var stemmers: [String: Stemmer] = [:]
  }

  private static let shelf = Mutex(Shelf())

  /// Hands the stemmer of an algorithm to `body`, nil where there is none.
  static func with<Result: Sendable>(_ algorithm: String?, _ body: (Stemmer?) -> Result) -> Result {
    shelf.withLock { shelf in
      guard let algorithm else { return body(nil) }
      if shelf.stemmers[algorithm] == nil { shelf.stemmers[algorithm] = Stemmer(algorithm: algorithm) }
      return body(shelf.stemmers[algorithm])
    }
  }
}
