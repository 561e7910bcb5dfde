package import Actors
internal import Escalation
package import Extraction
internal import Language
package import Model
package import Stories
internal import Summarization
package import Text

/// What is wanted of an article; the rest is not computed.
package struct AnalysisParts: OptionSet, Sendable {
  /// The parts as bits.
  package let rawValue: Int

  /// The parts of some bits; bits of no part mean nothing.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Title, text and metadata of a page.
  package static let extract = AnalysisParts(rawValue: 1)
  /// Which sentences tell the whole.
  package static let summary = AnalysisParts(rawValue: 2)
  /// Who did what to whom.
  package static let events = AnalysisParts(rawValue: 4)
  /// All but the story, which only what is stored needs.
  package static let all: AnalysisParts = [.extract, .summary, .events]
  /// What the article is put into its story by; needs events, and codes them where they were not wanted.
  package static let story = AnalysisParts(rawValue: 8)
}

/// What a reader wants of a summary.
package struct SummaryWish: Sendable, Hashable {
  /// How long it may be.
  package var budget: SummaryBudget
  /// Words that the summary should be about; nil for the article's own point.
  package var about: String?

  /// Makes a wish; without anything, the standard budget.
  package init(budget: SummaryBudget = .standard, about: String? = nil) {
    self.budget = budget
    self.about = about
  }
}

/// An article with what was wanted of it.
package struct ArticleAnalysis: Sendable {
  /// With its language, where that could be told.
  package var article: Article
  /// The text, split and tokenised, with its language or `und`.
  package var document: Document
  /// Nil where it was not wanted.
  package var summary: Summary?
  /// Nil where it was not wanted.
  package var coding: EventCoding?
  /// Nil where it was not wanted, and for a page that is no article.
  package var story: StoryProfile?
}

/// The stages between a page and what is told of it: extraction, language, text analysis, events, summary.
///
/// Plain functions over values: the same input gives the same output, on any thread.
package struct Analyser: Sendable {
  private let identifier = LanguageIdentifier()
  private let coder: EventCoder
  private let summarizer = Summarizer()

  /// Makes an analyser; the tables of the program are loaded once in the life of a process.
  ///
  /// - Parameter actors: whom the event coder knows.
  package init(actors: ActorTable = .standard) { coder = EventCoder(actors: actors) }

  /// Finds the article in a page.
  ///
  /// - Parameters:
  ///   - html: the page as it came.
  ///   - url: where it came from; relative links are read from there.
  ///   - charset: the encoding that its server named.
  /// - Returns: the article, and what was kept and dropped by which rule.
  /// - Throws: `ExtractionError` for what is no HTML page.
  package func extract(
    html: [UInt8],
    url: String?,
    charset: String? = nil
  ) throws(ExtractionError) -> ExtractedPage {
    var page = try Extractor().extract(html: html, url: url, charset: charset)
    page.article = page.article.bounded
    if let language = identifier.contradicted(page.article) {
      let claim = page.article.language ?? ""
      page.article.language = language
      let verdict = ExtractionDecision(
        .chosen,
        rule: "the text is in another language than its page says",
        excerpt: "language: \(language), not \(claim)"
      )
      page.decisions.insert(verdict, at: 0)
    }
    return page
  }

  /// Analyses an article in one pass over its text.
  ///
  /// A page that is no article (`Article.kind`) is never summarised as news and has no events.
  ///
  /// - Complexity: linear in the text for language, tokens and events; for the summary, sentences times chosen sentences.
  package func analyse(
    _ article: Article,
    parts: AnalysisParts = .all,
    wish: SummaryWish = SummaryWish()
  ) -> ArticleAnalysis {
    let article = identifier.identified(article.bounded)
    guard !parts.isDisjoint(with: [.summary, .events, .story]) else {
      return ArticleAnalysis(article: article, document: Document(""))
    }
    let analysed = AnalysedArticle(article, withStems: !parts.isDisjoint(with: [.summary, .story]))
    guard article.kind == .article else {
      return ArticleAnalysis(
        article: article,
        document: analysed.body,
        summary: parts.contains(.summary) ? Summary(sentences: [], scored: []) : nil,
        coding: parts.contains(.events) ? .noArticle(article.kind) : nil
      )
    }
    let coding = parts.isDisjoint(with: [.events, .story]) ? nil : coder.code(analysed)
    let events = coding?.events ?? []
    return ArticleAnalysis(
      article: article,
      document: analysed.body,
      summary: parts.contains(.summary) ? summarise(analysed, events: events, wish: wish) : nil,
      coding: parts.contains(.events) ? coding : nil,
      story: parts.contains(.story) ? StoryProfile(article: analysed, events: events) : nil
    )
  }

  /// Summarises a stored article anew, for another wish.
  package func summarise(_ article: Article, events: [Event], wish: SummaryWish) -> Summary {
    summarise(AnalysedArticle(article), events: events, wish: wish)
  }

  private func summarise(_ article: AnalysedArticle, events: [Event], wish: SummaryWish) -> Summary {
    let told = events.compactMap { event in
      event.sentenceIndex.map { EventSentence(index: $0, severity: event.severity.value) }
    }
    return summarizer.summarise(article, budget: wish.budget, about: wish.about, events: told)
  }
}

extension EventCoding {
  /// The coding of a page that is no article.
  static func noArticle(_ kind: PageKind) -> EventCoding {
    .notCoded("no events are coded: the page is no article (\(kind.rawValue))")
  }
}
