package import Model

/// A text decoded, split and tokenised once, for all who need it: summary, events, stories and search.
///
/// It owns the bytes and flat arrays over them; a class, since all stages hold it. Paragraphs end at newlines; a sentence never crosses a paragraph.
package final class Document: Sendable {
  /// The text as UTF-8.
  package let bytes: [UInt8]
  /// A BCP 47 primary language subtag such as `en`, or `und` where unknown.
  package let language: String
  /// Byte ranges of the paragraphs that hold more than white space.
  package let paragraphs: [Range<Int>]
  /// The sentences in reading order.
  package let sentences: [Sentence]
  /// The tokens in reading order; white space is none.
  package let tokens: [Token]
  /// The folded forms and stems that the ids in `tokens` stand for.
  package let vocabulary: Vocabulary
  /// What the data of the language says of it.
  package let profile: LanguageProfile
  /// What the data says of each term, by term id.
  let roles: [WordRoles]

  /// A longer text is cut, at the end of a character: no article has more, and offsets fit 32 bits with room to spare.
  package static let bytesMax = 256 << 20

  /// Analyses a text.
  ///
  /// - Parameters:
  ///   - text: plain text, paragraphs parted by newlines.
  ///   - language: a BCP 47 tag; only its primary subtag is used.
  ///   - withStems: false where nobody will compare words: every token's stem is then its term.
  /// - Complexity: linear in the length of the text.
  package init(_ text: String, language: String = "en", withStems: Bool = true) {
    var text = text
    bytes = text.withUTF8 { Array(UnsafeBufferPointer(rebasing: $0[..<Self.characterEnd($0)])) }
    self.language = language.split { $0 == "-" || $0 == "_" }.first.map { $0.lowercased() } ?? "und"
    profile = LanguageProfile.of(self.language)
    let analysis = TextAnalysis(bytes: bytes, profile: profile, withStems: withStems)
    roles = analysis.roles
    paragraphs = analysis.paragraphs
    sentences = analysis.sentences
    tokens = analysis.tokens
    vocabulary = analysis.vocabulary
  }

  /// Whether a token is a function word of the language.
  package func isStopWord(_ token: Token) -> Bool { roles[Int(token.term)].contains(.stop) }

  /// Where a text is to be cut: at its end, or before the character that crosses `bytesMax`.
  private static func characterEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard bytes.count > bytesMax else { return bytes.count }
    var end = bytesMax
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
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
  /// The headline; nil where the article has none.
  package let title: Document?
  /// The text, without the headline.
  package let body: Document
  /// The day of publication, from which "Monday" is read.
  package let published: CalendarDay?
  /// The names that the outlet files it under, in lower case: its section, then the folders of its address.
  package let sectionWords: [String]

  /// Puts an analysed article together.
  package init(title: Document?, body: Document, published: CalendarDay?, sectionWords: [String] = []) {
    self.title = title
    self.body = body
    self.published = published
    self.sectionWords = sectionWords
  }

  /// Analyses an article in its own language, without stems where nobody will compare words.
  package init(_ article: Article, withStems: Bool = true) {
    let language = article.language ?? "en"
    self.init(
      title: article.title.map { Document($0, language: language, withStems: withStems) },
      body: Document(article.text, language: language, withStems: withStems),
      published: article.published,
      sectionWords: Self.sectionWords(of: article)
    )
  }

  /// More folders than this hold no section.
  private static let foldersMax = 6

  private static func sectionWords(of article: Article) -> [String] {
    let folders = article.url?.split(separator: "/").dropFirst(2).dropLast().prefix(foldersMax) ?? []
    return ([article.section].compactMap(\.self) + folders.map(String.init)).map { $0.lowercased() }
  }
}
