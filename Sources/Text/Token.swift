/// What a token is.
package enum TokenKind: UInt8, Sendable {
  case word
  case number
  case punctuation
  case symbol
}

/// A token: its bytes in the document and what it is interned as.
package struct Token: Sendable, Hashable {
  /// UTF-8 byte offsets into `Document.bytes`.
  package var start: Int32
  package var end: Int32
  package var kind: TokenKind
  /// The id of its case-folded form in the document's vocabulary.
  package var term: Int32
  /// The id of its stem in the same vocabulary; equal to `term` for what has no stem.
  package var stem: Int32

  /// The token's bytes.
  package var range: Range<Int> { Int(start)..<Int(end) }
}

/// A sentence: its bytes, its tokens, and the paragraph that holds it.
package struct Sentence: Sendable, Hashable {
  /// UTF-8 byte offsets into `Document.bytes`, without white space at either end.
  package var range: Range<Int>
  /// Indices into `Document.tokens`.
  package var tokens: Range<Int>
  /// Index into `Document.paragraphs`.
  package var paragraph: Int
}
