package import Foundation

/// What a page turned out to be. Only an `article` is summarised as news and shown to rules.
package enum PageKind: String, Sendable, Codable, CaseIterable {
  /// A news article with a text of its own; what comes without markup is one, too.
  case article
  /// A notice that asks for consent to cookies or terms, in place of the article.
  case consentWall = "consent wall"
  /// The text is for subscribers: no more than a teaser came.
  case paywall
  /// The server answered as if there were a page, and the page says that there is none.
  case softNotFound = "soft 404"
  /// A check that the reader is no robot.
  case captcha
  /// A notice that the page shows nothing without scripts.
  case scriptRequired = "script required"
  /// A list of links to articles, such as a front page or a section.
  case index
  /// Neither a sentence nor enough text to be anything.
  case empty
}

/// What a paragraph is within its article.
package enum ParagraphKind: String, Sendable, Codable {
  /// A plain paragraph, and whatever no other kind fits.
  case text
  /// An `h1` to `h6` of a page.
  case heading
  /// Within a `blockquote` of a page.
  case quotation
  /// Within an `li` of a page, unless a quotation or a table holds it.
  case listItem = "list item"
  /// One row of a page's table.
  case table
}

/// One paragraph of an article: its kind and its bytes within the article's text.
package struct Paragraph: Sendable, Hashable, Codable {
  /// What it is.
  package var kind: ParagraphKind
  /// UTF-8 byte offsets into `Article.text`.
  package var range: Range<Int>

  /// Makes a paragraph.
  package init(kind: ParagraphKind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// A news article, found in a page or given as text.
package struct Article: Sendable, Hashable, Codable {
  /// Where it was asked for; nil for text that came without an address.
  package var requestedURL: String?
  /// The canonical address: what identifies the article.
  package var url: String?
  /// The outlet's name as the page gives it, or its registrable domain.
  package var site: String?
  /// The registrable domain (Public Suffix List): what identifies the publisher.
  package var domain: String?
  /// The headline; nil where the page has none.
  package var title: String?
  /// As the page names them, in order.
  package var authors: [String] = []
  /// The day of publication as the publisher wrote it.
  package var published: CalendarDay?
  /// The moment of publication, where the page gives a time.
  package var publishedAt: Date?
  /// When the page says that it was changed last.
  package var modifiedAt: Date?
  /// A BCP 47 language tag such as `en`; nil where unknown.
  package var language: String?
  /// The part of the outlet that files it.
  package var section: String?
  /// A wire agency or other source named in byline or credit.
  package var creditedSource: String?
  /// True where the page says that the text is for subscribers.
  package var isPaywalled = false
  /// What the page is.
  package var kind: PageKind = .article
  /// Plain text: paragraphs separated by one newline, without the headline.
  package var text: String
  /// The paragraphs of `text`, in order. Empty for text that came without markup.
  package var paragraphs: [Paragraph] = []
  /// Captions of pictures, kept apart from the text.
  package var captions: [String] = []

  /// An article of plain text; everything else is set where known.
  package init(text: String) { self.text = text }
}
