/// A few ASCII words that are looked for anywhere in the bytes of attributes, in either case.
package struct ByteWords: Sendable {
  private let words: [[UInt8]]

  /// Words in lower case.
  package init(_ words: [String]) { self.words = words.map { Array($0.utf8) } }

  /// True where one of the words stands in some bytes, whatever is around it.
  ///
  /// - Complexity: the number of bytes times that of the words.
  package func stand(in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.contains { start in words.contains { stands($0, in: bytes, at: start) } }
  }

  private func stands(_ word: [UInt8], in bytes: ArraySlice<UInt8>, at start: Int) -> Bool {
    guard bytes.endIndex - start >= word.count else { return false }
    for place in word.indices {
      let byte = bytes[start + place]
      if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != word[place] { return false }
    }
    return true
  }
}
