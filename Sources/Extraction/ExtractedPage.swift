package import Model

/// What the extractor made of a page.
package struct ExtractedPage: Sendable {
  /// The article, or whatever the page is: its kind says so.
  package var article: Article
  /// What was kept and what was dropped, in the order of the page, each with the rule that decided.
  package var decisions: [ExtractionDecision]

  /// Makes a page.
  package init(article: Article, decisions: [ExtractionDecision]) {
    self.article = article
    self.decisions = decisions
  }
}

/// Why nothing was extracted.
package enum ExtractionError: Error, Sendable, Hashable {
  /// The bytes are of another kind, named in words such as `PDF document`.
  case notHTML(kind: String)
  /// The page is larger than the extractor takes.
  case tooLarge(bytes: Int, limit: Int)
}

extension ExtractionError {
  /// A short name for programs.
  package var code: String {
    switch self {
    case .notHTML: "not-html"
    case .tooLarge: "page-too-large"
    }
  }

  /// What is wrong, for people and for programs' logs.
  package var explanation: String {
    switch self {
    case .notHTML(let kind): "it is no web page but \(kind)"
    case .tooLarge(let bytes, let limit):
      "it has \(bytes / 1_000_000) MB, and at most \(limit / 1_000_000) MB are read"
    }
  }
}
