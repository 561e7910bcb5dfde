package import Text

/// What the tagger and the parser see of the words of a sentence.
package struct SentenceWords: Sendable {
  /// One word. All values are small numbers or hashes that stay the same in every run.
  package struct Word: Sendable {
    /// The hash of the folded form; numbers share one of a few.
    package var form: UInt64
    /// The last two, three and four bytes, packed.
    package var suffix2: UInt64
    /// The last three bytes of the folded form, or all where it has fewer, packed with their number.
    package var suffix3: UInt64
    /// The last four bytes of the folded form, or all where it has fewer, packed with their number.
    package var suffix4: UInt64
    /// The first three bytes of the folded form, or all where it has fewer, packed with their number.
    package var prefix: UInt64
    /// Letter case, digits and hyphens inside.
    package var shape: UInt64
    /// WordNet's classes, 0 where unknown.
    package var classes: UInt64
  }

  /// One for each token of the sentence, in order.
  package let words: [Word]

  /// How many tokens the sentence has.
  package var count: Int { words.count }

  /// Reads the words of a document's sentence.
  package init(_ document: Document, _ sentence: Sentence, _ lexicon: WordClasses) {
    words = document.tokens[sentence.tokens].map { token in
      document.vocabulary.bytes(of: token.term).withUnsafeBufferPointer { bytes in
        Self.word(bytes, document.vocabulary.hash(of: token.term), token.letterCase, lexicon)
      }
    }
  }

  /// Reads words that are given, as a treebank's are.
  package init(forms: [String], _ lexicon: WordClasses) {
    words = forms.map { form in
      let folded = FoldedWord(form)
      return folded.bytes.withUnsafeBufferPointer {
        Self.word($0, TermHash.of($0), folded.letterCase, lexicon)
      }
    }
  }

  private static func word(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ hash: UInt64,
    _ letterCase: TokenCase,
    _ lexicon: WordClasses
  ) -> Word {
    let digits = bytes.count { $0 >= 0x30 && $0 <= 0x39 }
    return Word(
      form: form(bytes, hash, digits),
      suffix2: packed(bytes.suffix(2)),
      suffix3: packed(bytes.suffix(3)),
      suffix4: packed(bytes.suffix(4)),
      prefix: packed(bytes.prefix(3)),
      shape: shape(bytes, letterCase, digits),
      classes: digits == 0 ? UInt64(lexicon.classes(of: bytes, hash: hash)) : 0
    )
  }

  /// Numbers are told apart by their build alone: years, and others by whether they have separators.
  private static func form(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ digits: Int) -> UInt64 {
    guard digits > 0, 2 * digits >= bytes.count else { return hash }
    if digits == bytes.count, digits == 4, bytes[0] == 0x31 || bytes[0] == 0x32 { return 1 }
    return digits == bytes.count ? 2 : 3
  }

  private static func packed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    bytes.reduce(UInt64(bytes.count)) { $0 << 8 | UInt64($1) }
  }

  private static func shape(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ letterCase: TokenCase,
    _ digits: Int
  ) -> UInt64 {
    var shape = UInt64(letterCase.rawValue)
    if digits > 0 { shape |= digits == bytes.count ? 8 : 16 }
    if bytes.contains(UInt8(ascii: "-")) { shape |= 32 }
    if bytes.contains(UInt8(ascii: ".")) { shape |= 64 }
    if bytes.count == 1 { shape |= 128 }
    return shape
  }
}
