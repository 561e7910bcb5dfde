internal import EventCodes
internal import Foundation
package import Model
internal import Pipeline
internal import Storage
internal import Stories

/// What a report is on.
package enum ReportSubject: Sendable, Hashable {
  /// The story of a number.
  case story(Int64)
  /// An actor, or what one does to another, over so many days.
  case series(SeriesSubject, days: Int)
  /// What the words of articles are about, over so many days.
  case topic(String, days: Int)
}

/// How a report is written.
package enum ReportForm: String, Sendable, CaseIterable {
  /// One page that needs no other file.
  case html
  /// Markdown, with the events as a table.
  case markdown
}

/// One page that stands by itself: headline, brief with sources, chart, events with their sentences, sources.
extension BoardReader {
  private static let reportEventsMax = 100
  private static let reportArticlesMax = 12
  private static let reportBriefWordsMax = 200

  /// A report.
  ///
  /// - Returns: nil where nothing is stored of its subject.
  /// - Throws: `StorageError`.
  package func report(on subject: ReportSubject, as form: ReportForm) throws -> String? {
    let values: [String: Any]?
    switch subject {
    case .story(let number): values = try StoryParts(number, of: self, links: .outward)?.values
    case .series(let series, let days): values = try seriesValues(series, days: days)
    case .topic(let words, let days): values = try topicValues(words, days: days)
    }
    guard var values else { return nil }
    let frame = PageFrame(title: values["title"] as? String ?? "", now: now)
    guard form == .markdown else {
      values["style"] = BoardAsset.style
      return PageTemplates.page(.report, values, in: frame)
    }
    return PageTemplates.page(.reportMarkdown, Self.forMarkdown(values), in: frame)
  }

  private func seriesValues(_ subject: SeriesSubject, days: Int) throws -> [String: Any]? {
    let timeline = try EventSeries(store: store, .asJudged)
      .timeline(of: subject, days: days, through: now.day)
    let start = timeline.days.first?.day ?? now.day
    let counted = try store.articles.countedEvents(of: subject, in: start...now.day, .asJudged)
    guard !counted.isEmpty else { return nil }
    let worst = counted.sorted { $0.event.event.severity.value > $1.event.event.severity.value }
    return try values(
      title: subject.title,
      days: days,
      events: worst.map(\.event),
      chart: (timeline.days.map(\.escalation), timeline.days.map(\.day), "Escalation index"),
      wrongCount: timeline.wrongCount
    )
  }

  private func topicValues(_ words: String, days: Int) throws -> [String: Any]? {
    var query = ArticleQuery()
    query.words = words
    query.since = now.addingTimeInterval(-Double(days) * 86_400)
    query.limit = 500
    let lines = try store.articles.lines(query)
    guard !lines.isEmpty else { return nil }
    let start = now.day.adding(days: 1 - days)
    var counts = Array(repeating: 0.0, count: days)
    for line in lines {
      let place = line.arrivedAt.day.daysSinceEpoch - start.daysSinceEpoch
      if counts.indices.contains(place) { counts[place] += 1 }
    }
    let severe = lines.sorted { ($0.severity ?? -1) > ($1.severity ?? -1) }.prefix(Self.reportArticlesMax)
    let told = try severe.compactMap { try article($0.id) }
    return try values(
      title: words,
      days: days,
      events: told.flatMap { $0.events.filter { $0.event.status.isCurrent } }
        .sorted { $0.event.severity.value > $1.event.severity.value },
      chart: (counts, counts.indices.map { start.adding(days: $0) }, "Articles by day of arrival"),
      told: told
    )
  }

  private func values(
    title: String,
    days: Int,
    events: [StoredEvent],
    chart: (values: [Double], days: [CalendarDay], title: String),
    told given: [StoredArticle]? = nil,
    wrongCount: Int = 0
  ) throws -> [String: Any] {
    var seen = Set<RecordID>()
    let order = events.map(\.articleID).filter { seen.insert($0).inserted }
    let told =
      try given ?? order.prefix(Self.reportArticlesMax).compactMap(article)
    let urls = Dictionary(told.map { ($0.id, $0.reading.article.url) }) { first, _ in first }
    let worst = events.map(\.event.severity.value).max()
    let verdicts = try verdicts(on: events.prefix(Self.reportEventsMax))
    let parts = [Self.briefFacts(of: told), Self.sourceFacts(of: told), Self.memberFacts(of: told)]
    return parts.reduce(into: Facts.severity(worst)) { $0.merge($1) { $1 } }.merging(
      [
        "id": "over \(days) days", "title": title,
        "counts":
          "\(Facts.count(events.count, "event")) in \(Facts.count(given?.count ?? seen.count, "article"))"
          + Facts.leftOut(wrongCount),
        "span": "\(chart.days.first?.description ?? "") to \(chart.days.last?.description ?? "")",
        "hasChart": true, "chartTitle": chart.title,
        "chart": Charts.bars(
          chart.values,
          from: chart.days.first?.description ?? "",
          to: chart.days.last?.description ?? "",
          label: "\(chart.title) of \(title) over \(days) days"
        ),
        "chartText": Charts.sparkline(chart.values),
        "events": events.prefix(Self.reportEventsMax).map { event in
          Facts.event(event.event, article: event.articleID, verdict: verdicts[event.id]).merging(
            PageLinks.outward.values(of: event.articleID, url: urls[event.articleID] ?? nil)
          ) { $1 }
        },
        "hasEvents": !events.isEmpty,
      ]
    ) { $1 }
  }

  /// What articles say together, and where they contradict one another.
  private static func briefFacts(of told: [StoredArticle]) -> [String: Any] {
    let brief = StoryBriefer().brief(told.map(\.reading.article), wordsMax: reportBriefWordsMax)
    return [
      "brief": brief.sentences.map { sentence -> [String: Any] in
        let labels = ([sentence.source] + sentence.alsoIn).map { told[$0.document].id.description }
        return ["text": sentence.shown, "sources": labels.joined(separator: ", ")]
      },
      "hasBrief": !brief.sentences.isEmpty,
      "disagreements": brief.disagreements.map { disagreement in
        let readings = disagreement.readings.map { "\($0.figure) (\(told[$0.source.document].id))" }
        return "\(disagreement.subject): \(readings.joined(separator: ", "))"
      },
      "hasDisagreements": !brief.disagreements.isEmpty,
    ]
  }

  /// Which outlets told how much.
  private static func sourceFacts(of told: [StoredArticle]) -> [String: Any] {
    let domains = Dictionary(grouping: told) {
      $0.reading.article.site ?? $0.reading.article.domain ?? "no outlet"
    }
    let sources = domains.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
      name,
      articles in
      "\(name) (\(articles.map(\.id.description).joined(separator: ", ")))"
    }
    return [
      "hasSources": !sources.isEmpty,
      "sourceWords":
        "\(Facts.count(domains.count, "outlet")) among the articles that were read for this report.",
      "sources": sources,
    ]
  }

  private static func memberFacts(of told: [StoredArticle]) -> [String: Any] {
    [
      "members": told.map { stored -> [String: Any] in
        let article = stored.reading.article
        return PageLinks.outward.values(of: stored.id, url: article.url).merging(
          [
            "id": stored.id.description, "title": article.title ?? "(no title)",
            "outlet": article.site ?? article.domain ?? "no outlet",
            "tie": article.published?.description ?? "undated", "news": [String](),
          ]
        ) { $1 }
      },
      "hasMembers": !told.isEmpty,
    ]
  }

  /// Text of pages as Markdown has it: nothing of it is read as markup, and no cell of a table is left.
  private static func forMarkdown(_ values: [String: Any]) -> [String: Any] {
    values.mapValues { value -> Any in
      switch value {
      case let text as String: escaped(text)
      case let texts as [String]: texts.map(escaped)
      case let rows as [[String: Any]]: rows.map(forMarkdown)
      default: value
      }
    }
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.replacing("\n", with: " ") {
      if "\\`*_[]<>|#".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}

extension SeriesSubject {
  /// `Russia → NATO`.
  fileprivate var title: String {
    switch self {
    case .actor(let name): name
    case .dyad(let actor, let target): "\(actor) → \(target)"
    case .pair(let left, let right): "\(left) and \(right)"
    case .person(let name): name
    }
  }
}
