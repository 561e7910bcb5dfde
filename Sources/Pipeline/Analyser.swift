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
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Title, text and metadata of a page.
  package static let extract = AnalysisParts(rawValue: 1)
  package static let summary = AnalysisParts(rawValue: 2)
  package static let events = AnalysisParts(rawValue: 4)
  package static let all: AnalysisParts = [.extract, .summary, .events]
  /// What the article is put into its story by; needs events, and codes them where they were not wanted.
  package static let story = AnalysisParts(rawValue: 8)
}

/// What a reader wants of a summary.
package struct SummaryWish: Sendable, Hashable {
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
  private let briefer = Briefer()

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
    if let language = contradicted(page.article) {
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

  /// The language of a page's text where that is sure and the page names another: templates name one for all articles.
  private func contradicted(_ article: Article) -> String? {
    guard let claim = article.language?.prefix(while: { $0 != "-" }).lowercased() else { return nil }
    if CyrillicLetters.tells(claim), let found = CyrillicLetters.language(of: article.text), found != claim {
      return found
    }
    guard
      article.text.utf8.count >= Self.contradictionBytesMin
        || Self.isInAnotherScript(article.text, claim: claim),
      let found = identifyLanguage(of: article), found != claim
    else { return nil }
    return Self.nearLanguages.contains { $0.contains(found) && $0.contains(claim) } ? nil : found
  }

  /// A shorter text contradicts no page in its own script.
  private static let contradictionBytesMin = 200
  private static let otherScriptBytesMin = 60
  /// Languages of the Latin script whose letters are nearly all of ASCII.
  private static let plainLanguages: Set<String> = [
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "fi", "id", "ms", "tl", "sw",
  ]

  private static func isInAnotherScript(_ text: String, claim: String) -> Bool {
    guard plainLanguages.contains(claim), text.utf8.count >= otherScriptBytesMin else { return false }
    return text.utf8.count { $0 >= 0x80 } * 2 > text.utf8.count
  }

  /// Languages that are taken for each other, or go by either code.
  private static let nearLanguages: [Set<String>] = [
    ["no", "nb", "nn", "da"], ["hr", "sr", "bs", "sh", "me", "cnr"], ["id", "ms", "in"], ["cs", "sk"],
    ["es", "gl", "ca", "pt", "ast"],
    ["zh", "yue", "zht"], ["fa", "prs", "ps"], ["uk", "ru", "be"], ["bg", "mk"], ["hi", "mr", "ne"],
    ["nl", "af"], ["tl", "fil"],
    ["he", "iw"], ["sw", "rw"], ["tr", "az"], ["ro", "mo"], ["et", "fi"],
  ]

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
    let article = identified(article.bounded)
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

  /// Sums up several articles on one matter in at most `wordsMax` words.
  package func brief(_ articles: [Article], wordsMax: Int) -> Brief {
    briefer.brief(articles.map { AnalysedArticle(identified($0)) }, words: wordsMax)
  }

  private func summarise(_ article: AnalysedArticle, events: [Event], wish: SummaryWish) -> Summary {
    let told = events.compactMap { event in
      event.sentenceIndex.map { EventSentence(index: $0, severity: event.severity.value) }
    }
    return summarizer.summarise(article, budget: wish.budget, about: wish.about, events: told)
  }

  /// The article with its language, where it had none and it can be told.
  private func identified(_ article: Article) -> Article {
    var article = article
    if article.language == nil { article.language = identifyLanguage(of: article) }
    return article
  }

  /// The language of the text, or of the title where there is no text.
  private func identifyLanguage(of article: Article) -> String? {
    let sample = article.text.isEmpty ? article.title ?? "" : article.text
    return identifier.identify(Array(sample.utf8.prefix(Self.languageSampleBytes)), claimed: nil)
  }

  /// A paragraph tells a language as well as the whole does, and costs an eighth of it.
  private static let languageSampleBytes = 512
}

extension EventCoding {
  /// The coding of a page that is no article.
  static func noArticle(_ kind: PageKind) -> EventCoding {
    .notCoded("no events are coded: the page is no article (\(kind.rawValue))")
  }
}
