internal import EventCodes
package import Model
package import Pipeline

/// `analyse`: articles in; text, summaries and events out.
package struct AnalyseExchange: Sendable {
  private let jobs: Int
  private let parts: AnalysisParts
  private let wish: SummaryWish

  /// - Parameters:
  ///   - jobs: how many lines are worked on at once.
  ///   - parts: what the answers hold.
  ///   - wish: the budget of the summaries, and what they should be about.
  package init(jobs: Int, parts: AnalysisParts, wish: SummaryWish) {
    self.jobs = jobs
    self.parts = parts
    self.wish = wish
  }

  /// Answers every line; returns how many could not be.
  ///
  /// - Throws: `ExchangeError` where reading or writing fails.
  package func run(_ source: LineSource, to sink: LineSink) throws(ExchangeError) -> Int {
    let (analyser, parts, wish) = (Analyser(), parts, wish)
    return try LineExchange<ArticleRequest>(jobs: jobs).run(
      source,
      to: sink,
      work: { request throws(LineError) in
        analyser.analyse(try request.article(analyser), parts: parts, wish: wish)
      },
      answer: { AnalyseAnswer(analysis: $0, parts: parts) }
    )
  }
}

/// An article's answer: the fields of the parts that were wanted, absent values as null.
struct AnalyseAnswer: Encodable {
  let analysis: ArticleAnalysis
  let parts: AnalysisParts

  private enum Key: String, CodingKey {
    case url, site, title, author, date, language, kind, text, summary, genre, domain, escalatory, severity,
      events
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if parts.contains(.extract) { try encodeArticle(&container) }
    if let summary = analysis.summary {
      try container.encode(summary.sentences.map(\.text), forKey: .summary)
    }
    if let coding = analysis.coding {
      try container.encode(coding.character?.genre, forKey: .genre)
      try container.encode(coding.character?.domain, forKey: .domain)
      // Where events are not coded nobody knows: null is not false.
      try container.encode(coding.isCoded ? coding.isEscalatory : nil, forKey: .escalatory)
      try container.encode(coding.severity, forKey: .severity)
      try container.encode(coding.events.map(EventAnswer.init), forKey: .events)
    }
  }

  private func encodeArticle(_ container: inout KeyedEncodingContainer<Key>) throws {
    let article = analysis.article
    try container.encode(article.url, forKey: .url)
    try container.encode(article.site, forKey: .site)
    try container.encode(article.title, forKey: .title)
    try container.encode(article.authors, forKey: .author)
    try container.encode(article.published, forKey: .date)
    try container.encode(article.language, forKey: .language)
    try container.encode(article.text, forKey: .text)
    if article.kind != .article { try container.encode(article.kind, forKey: .kind) }
  }
}

/// An event as other programs read it.
package struct EventAnswer: Encodable {
  private let event: Event

  /// The answer for an event.
  package init(_ event: Event) { self.event = event }

  private enum Key: String, CodingKey {
    case actor, code, action, category, goldstein, target, status, trigger, sentence, `in`, offset, date,
      severity
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(event.actor, forKey: .actor)
    try container.encode(event.code, forKey: .code)
    try container.encode(event.code.phrase, forKey: .action)
    try container.encode(event.category, forKey: .category)
    try container.encode(event.goldstein, forKey: .goldstein)
    try container.encode(event.target, forKey: .target)
    try container.encode(event.status, forKey: .status)
    try container.encode(event.trigger, forKey: .trigger)
    try container.encode(event.sentence, forKey: .sentence)
    try container.encode(event.part, forKey: .in)
    try container.encode([event.offset.lowerBound, event.offset.upperBound], forKey: .offset)
    try container.encode(event.date, forKey: .date)
    try container.encode(event.severity.value, forKey: .severity)
  }
}
