/// What a token is.
package enum TokenKind: UInt8, Sendable {
  /// A word of any script; of scripts without spaces each character.
  case word
  /// Digits with their separators, as in 1,000.5 or 10:30 or 9/11; of any script.
  case number
  /// A mark that parts or closes: full stop, comma, bracket, quotation mark, dash.
  case punctuation
  /// Currency signs, mathematical signs, emoji, bullets.
  case symbol
  /// A web or mail address, a hashtag or a handle: one token, whatever is in it.
  case address
}

/// How a token's letters are cased.
package enum TokenCase: UInt8, Sendable {
  /// No letter that has a case: digits, punctuation, Arabic, Han.
  case none
  /// All letters that have a case are lower case.
  case lower
  /// The first letter alone is upper case, in a word of two or more.
  case capitalised
  /// All letters are upper case; a single upper-case letter too.
  case upper
  /// Any other mixture, as in "iPhone" or "McCain".
  case mixed
}

/// A token: its bytes in the document and what it is interned as.
package struct Token: Sendable, Hashable {
  /// UTF-8 byte offsets into `Document.bytes`.
  package var start: Int32
  /// Where it ends: the offset behind its last byte.
  package var end: Int32
  /// What sort of token it is.
  package var kind: TokenKind
  /// How its letters are cased as written, before folding.
  package var letterCase: TokenCase = .none
  /// Whether white space or the start of a paragraph stands before it. "n't" of "don't" has none.
  package var spaceBefore = true
  /// The id of its case-folded form in the document's vocabulary. Folding is Unicode's, and writes the apostrophe as `'`,
  /// full-width forms as ASCII, and invisible format characters not at all.
  package var term: Int32
  /// The id of its stem in the same vocabulary; equal to `term` for what has no stem.
  package var stem: Int32

  /// The token's bytes.
  package var range: Range<Int> { Int(start)..<Int(end) }

  /// Whether its first letter is upper case.
  package var isCapitalised: Bool { letterCase == .capitalised || letterCase == .upper }
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
