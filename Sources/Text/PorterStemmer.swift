import CLibstemmer

/// Stems of English words by Porter's algorithm of 1980, which full-text indices have long been made with.
///
/// Words come without capitals. For one task at a time.
package final class PorterStemmer {
  /// What is longer, in bytes, is its own stem, and so is what is shorter.
  private static let wordBytes = 3...64

  private let stemmer: OpaquePointer?

  /// A stemmer; where memory runs out words are their own stems.
  package init() { stemmer = sb_stemmer_new("porter", "UTF_8") }

  deinit { sb_stemmer_delete(stemmer) }

  /// The stem of a word.
  package func stem(_ word: String) -> String {
    let bytes = Array(word.utf8)
    guard let stemmer, Self.wordBytes.contains(bytes.count),
      let stem = sb_stemmer_stem(stemmer, bytes, Int32(bytes.count))
    else { return word }
    return String(
      decoding: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))),
      as: UTF8.self
    )
  }
}
