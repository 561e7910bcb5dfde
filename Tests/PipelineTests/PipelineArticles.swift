import Foundation
import Model
import Pipeline
import Storage
import StoreSupport
import Text

/// Stores made-up articles as `read` does.
struct Newsroom {
  let store: Store
  private let analyser = Analyser()
  private let filer = StoryFiler()
  let noon = Date(timeIntervalSince1970: 1_773_144_000)  // 2026-03-10T12:00:00Z

  init() throws { store = try StoreForTests.new() }

  /// Stores an article and gives its number.
  @discardableResult
  func publish(
    _ title: String,
    _ text: String,
    at domain: String,
    day: String = "2026-03-10",
    hours: Double = 0
  ) throws -> Int64 {
    var article = Article(text: text)
    article.title = title
    article.domain = domain
    article.site = domain
    article.language = "en"
    article.published = CalendarDay(day)
    let analysis = analyser.analyse(article, parts: [.all, .story])
    let reading = ArticleReading(
      article: analysis.article,
      provenance: Provenance(hops: [], byteCount: 0),
      sentences: analysis.document.sentences.map(\.range),
      summary: analysis.summary ?? Summary(sentences: [], scored: []),
      coding: analysis.coding
        ?? EventCoding(events: [], rejected: [], isEscalatory: false, verdict: "none")
    )
    let filing = analysis.story.map { filer.filing($0, of: analysis.article) }
    return try store.save(reading, filing, at: noon + hours * 3600).0.number
  }

  /// The story that an article belongs to.
  func story(of article: Int64) throws -> Int64? {
    try store.stories.membership(ofArticle: article)?.story.number
  }
}
