import CLibstemmer

/// Stems by libstemmer (Snowball), one object a language and thread.
final class Stemmer {
  private let handle: OpaquePointer

  /// A stemmer for a language, nil where libstemmer has none.
  init?(language: String) {
    guard let handle = sb_stemmer_new(language, "UTF_8") else { return nil }
    self.handle = handle
  }

  deinit { sb_stemmer_delete(handle) }

  /// The stem of a case-folded word; the word itself where memory runs out.
  func stem(_ word: [UInt8]) -> [UInt8] {
    guard let stem = sb_stemmer_stem(handle, word, Int32(word.count)) else { return word }
    return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
  }
}
