package import Model

/// A text decoded, split and tokenised once, for all who need it: summary, events, stories and search.
///
/// It owns the bytes and flat arrays over them. Paragraphs end at newlines; a sentence never crosses a paragraph.
package struct Document: Sendable {
  /// The text as UTF-8.
  package let bytes: [UInt8]
  /// A BCP 47 primary language subtag such as `en`, or `und` where unknown.
  package let language: String
  /// Byte ranges of the paragraphs that hold more than white space.
  package let paragraphs: [Range<Int>]
  package let sentences: [Sentence]
  package let tokens: [Token]
  package let vocabulary: Vocabulary

  /// Analyses a text.
  ///
  /// - Parameters:
  ///   - text: plain text, paragraphs parted by newlines.
  ///   - language: a BCP 47 tag; only its primary subtag is used.
  /// - Complexity: linear in the length of the text.
  package init(_ text: String, language: String = "en") {
    var text = text
    bytes = text.withUTF8 { unsafe Array($0) }
    self.language = language.split(separator: "-").first.map { $0.lowercased() } ?? "und"
    var analysis = TextAnalysis(bytes: bytes, language: self.language)
    analysis.run()
    paragraphs = analysis.paragraphs
    sentences = analysis.sentences
    tokens = analysis.tokens
    vocabulary = analysis.vocabulary
  }

  /// The text of a byte range. The ends must lie between characters, as the ranges of this document do.
  package func text(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A sentence's text, verbatim.
  package func text(of sentence: Sentence) -> String { text(in: sentence.range) }

  /// A token's text, verbatim.
  package func text(of token: Token) -> String { text(in: token.range) }
}

/// An article's title and text, each analysed once, with what the stages need to know of the article.
package struct AnalysedArticle: Sendable {
  package let title: Document?
  package let body: Document
  /// The day of publication, from which "Monday" is read.
  package let published: CalendarDay?

  /// Puts an analysed article together.
  package init(title: Document?, body: Document, published: CalendarDay?) {
    self.title = title
    self.body = body
    self.published = published
  }

  /// Analyses an article in its own language.
  package init(_ article: Article) {
    let language = article.language ?? "en"
    self.init(
      title: article.title.map { Document($0, language: language) },
      body: Document(article.text, language: language),
      published: article.published
    )
  }
}
