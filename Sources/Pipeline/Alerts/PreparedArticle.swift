package import Actors
package import Alerting
package import Foundation
internal import Model
package import Storage
internal import Stories
internal import Text

/// An article with all that rules may ask about it, read before a transaction begins.
package struct PreparedArticle: Sendable {
  /// The article as it is stored, with its events.
  package var stored: EvaluatedArticle
  /// What conditions ask of it.
  package var facts: AlertArticle
  /// The events of its present reading, in the order of the text.
  package var events: [StoredEvent] { stored.events }
  /// When the form of it that is looked at arrived.
  package var arrivedAt: Date
  /// True where rules have seen an earlier form of it.
  package var isRevision: Bool
  /// The story that it was told as, from which a second look took it out; nil where none did.
  package var partedFrom: Int64?
  /// Articles of its story that count as one source each; nil where no story is known.
  package var sourceGroups: [[Int64]]?
  /// The article that its text is a copy of.
  package var copyOf: Int64?
  /// The past of actors and pairs, as far as it was known when the article came.
  package var series: any SeriesSource

  /// The contexts that a silence looks at: of each event named, or of the article.
  func contexts(of events: [Int64], rule: String) -> [EvaluationContext] {
    let named = self.events.filter { events.contains($0.id.number) }.map(\.event)
    let all: [Event?] = named.isEmpty ? [nil] : named
    return all.map { EvaluationContext(facts, event: $0, series: series, rule: rule) }
  }
}

/// Reads what rules need of articles.
package struct ArticlePreparation: Sendable {
  private let store: Store
  private let stories: StoryReader
  private let actors: ActorTable

  /// A reader over a store; `actors` are those by whose names a text tells where it happens.
  package init(store: Store, actors: ActorTable) {
    self.store = store
    self.actors = actors
    stories = StoryReader(store: store)
  }

  /// An article as it stood when it arrived, or at a later moment.
  ///
  /// - Parameters:
  ///   - stored: the article.
  ///   - arrivedAt: when this form of it arrived.
  ///   - isRevision: true where rules have seen an earlier form.
  ///   - moment: what of its story had arrived by then counts; nil for `arrivedAt`.
  /// - Returns: all that rules may ask about it.
  /// - Throws: `StorageError`.
  package func prepare(
    _ stored: EvaluatedArticle,
    arrivedAt: Date,
    isRevision: Bool = false,
    asOf moment: Date? = nil
  ) throws -> PreparedArticle {
    try complete(bare(stored, arrivedAt: arrivedAt, isRevision: isRevision), asOf: moment)
  }

  /// An article without its story: enough to tell which rules can match it at all.
  func bare(_ stored: EvaluatedArticle, arrivedAt: Date, isRevision: Bool = false) -> PreparedArticle {
    var article = AlertArticle(stored.article, arrivedAt: stored.arrivedAt, severity: stored.severity)
    article.character = stored.character
    (article.tags, article.watches) = (stored.tags, stored.watches)
    let (text, actors) = (stored.article, actors)
    article.place = { Self.place(of: text, actors) }
    return PreparedArticle(
      stored: stored,
      facts: article,
      arrivedAt: arrivedAt,
      isRevision: isRevision,
      sourceGroups: nil,
      copyOf: nil,
      series: StoredSeries(store: store, knownAt: arrivedAt)
    )
  }

  /// The same with its story, as it was when this form of it arrived, or at a later moment.
  func complete(_ bare: PreparedArticle, asOf moment: Date? = nil) throws -> PreparedArticle {
    let moment = moment ?? bare.arrivedAt
    var article = bare
    let facts = try stories.facts(ofArticle: bare.stored.id.number, asOf: moment)
    article.facts.story = facts.map { AlertStory($0, at: moment) }
    article.sourceGroups = facts?.sources.map(\.articles)
    article.copyOf = facts?.membership.copyOf?.number
    article.series = StoredSeries(store: store, knownAt: moment)
    return article
  }

  /// A stored article; nil where it is gone.
  func article(_ number: Int64) throws -> EvaluatedArticle? {
    try store.articles.evaluatedArticles([number]).first
  }

  /// The country that an article's events happen in, by its dateline or its first sentences.
  private static func place(of article: Article, _ actors: ActorTable) -> String? {
    let analysed = AnalysedArticle(article, withStems: false)
    return actors.place(of: analysed.body, title: analysed.title)
  }
}

extension AlertStory {
  /// A story as it stood at a moment.
  fileprivate init(_ facts: StoryFacts, at moment: Date) {
    self.init(
      number: facts.membership.story.number,
      firstSeenAt: facts.firstSeen,
      articleCount: facts.articleCount,
      sourceCount: facts.sources.count,
      growth: facts.growth(within: 86_400, at: moment)
    )
  }
}

/// Series over stored events, as far as they were known at a moment.
private struct StoredSeries: SeriesSource {
  private let series: EventSeries
  private let knownAt: Date

  init(store: Store, knownAt: Date) {
    series = EventSeries(store: store)
    self.knownAt = knownAt
  }

  func value(
    of function: SeriesFunction,
    _ subject: SeriesSubject,
    days: Int?,
    through day: CalendarDay
  ) throws -> Double {
    switch function {
    case .count:
      return Double(try series.count(of: subject, within: days ?? 1, through: day, knownAt: knownAt))
    case .maxSeverity:
      return try series.maxSeverity(of: subject, within: days ?? 1, through: day, knownAt: knownAt)
    case .index:
      return try series.index(of: subject, through: day, knownAt: knownAt).days.last?.escalation ?? 0
    case .rise:
      let chance = try series.change(of: subject, through: day, knownAt: knownAt)?.chance ?? 1
      return min(1 / max(chance, .leastNormalMagnitude), SeriesFunction.rise.range.upperBound)
    }
  }
}
