internal import EventCodes
package import Foundation
internal import Model
package import Pipeline
package import Storage
internal import Stories

/// Reads what the pages show.
package struct BoardReader: Sendable {
  let store: Store
  let stories: StoryReader
  let now: Date

  /// A reader over a store as it stands now.
  package init(store: Store, stories: StoryReader, now: Date) {
    (self.store, self.stories, self.now) = (store, stories, now)
  }

  /// How the desk is doing, in a line.
  ///
  /// - Throws: `StorageError`.
  package func status() throws -> String {
    let health = try store.health(at: now)
    let open = try store.measures().openFirings
    var parts = [Facts.count(open, "open alert")]
    if !health.stoppedEndpoints.isEmpty {
      parts.append("\(Facts.count(health.stoppedEndpoints.count, "webhook")) stopped")
    }
    if health.givenUpCount > 0 { parts.append("\(health.givenUpCount) deliveries given up") }
    if health.waitingCount > 0 { parts.append("\(health.waitingCount) deliveries wait") }
    return parts.joined(separator: " · ")
  }
}

/// What the board says of itself: a thing that is looked at and how it is.
package struct BoardCheck: Sendable {
  /// What was looked at, in a few words.
  package var name: String
  /// True where nothing needs a hand.
  package var isWell: Bool
  /// How it is, in a sentence.
  package var words: String

  /// Makes a check.
  package init(name: String, isWell: Bool, words: String) {
    (self.name, self.isWell, self.words) = (name, isWell, words)
  }
}

/// A line of the board on something that is kept going: a webhook, a watch.
package struct BoardSubject: Sendable {
  /// A webhook's name, or a watch's title, else its name.
  package var name: String
  /// A webhook's scheme, host and port, without what may be its secret; a watch's whole address.
  package var origin: String
  /// True where nothing needs a hand.
  package var isWell: Bool
  /// How it stands, in a word or two.
  package var state: String
  /// Why it stands so, or what came of it lately; empty for nothing to say.
  package var remark: String

  /// Makes a line.
  package init(name: String, origin: String, isWell: Bool, state: String, remark: String) {
    (self.name, self.origin, self.isWell, self.state, self.remark) = (name, origin, isWell, state, remark)
  }

  var values: [String: Any] {
    ["name": name, "origin": origin, "state": state, "remark": remark, "kind": isWell ? "well" : "trouble"]
  }
}

/// What the board shows of a day and more, and what is gathered over many rows for it.
package struct Outlook: Sendable {
  fileprivate var digest: [DigestEntry]
  fileprivate var rising: [RisingDyad]
  fileprivate var eventChart: String
}

/// A pair whose index rises, drawn.
private struct RisingDyad {
  var pair: String
  var words: String
  var chart: String

  var values: [String: Any] { ["pair": pair, "words": words, "chart": chart] }
}

/// All at one look.
extension BoardReader {
  private static let alertsMax = 30
  private static let digestMax = 12
  private static let eventsMax = 30
  /// Those that are background or denied are left out.
  private static let eventsLookedAt = 200
  private static let storiesMax = 15
  private static let chartDays = 14
  private static let risingMax = 6
  private static let dyadsLookedAt = 12
  private static let risingDays = 60
  private static let recentSeconds = 7.0 * 86_400

  /// The board.
  ///
  /// - Parameters:
  ///   - frame: what stands around it.
  ///   - mayAct: whether whoever looks may acknowledge and resolve.
  ///   - checks: how the service is.
  ///   - watches: what is looked at for new articles.
  ///   - outlook: what was gathered, now or some seconds ago.
  /// - Returns: the page.
  /// - Throws: `StorageError`.
  /// - Complexity: by index in what is shown.
  package func board(
    in frame: PageFrame,
    mayAct: Bool,
    checks: [BoardCheck],
    watches: [BoardSubject],
    outlook: Outlook
  ) throws -> String {
    let alerts = try openAlerts(mayAct: mayAct)
    let (digest, rising) = (outlook.digest.map(Self.digestLine), outlook.rising.map(\.values))
    let events = try latestEvents()
    let stories = try storyLines()
    let webhooks = try store.outbox.endpoints().map(Self.webhook)
    return PageTemplates.page(
      .board,
      [
        "alerts": alerts, "openCount": "\(try store.measures().openFirings)",
        "digest": digest, "hasDigest": !digest.isEmpty, "rising": rising, "hasRising": !rising.isEmpty,
        "eventChart": outlook.eventChart, "events": events, "hasEvents": !events.isEmpty,
        "stories": stories, "hasStories": !stories.isEmpty,
        "checks": checks.map { check -> [String: Any] in
          [
            "name": check.name, "words": check.words, "mark": check.isWell ? "ok" : "no",
            "kind": check.isWell ? "well" : "trouble",
          ]
        },
        "webhooks": webhooks.map(\.values), "hasWebhooks": !webhooks.isEmpty,
        "watches": watches.map(\.values), "hasWatches": !watches.isEmpty,
      ],
      in: frame
    )
  }

  /// Gathers what the board shows of a day and more.
  ///
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the articles of the last two weeks, and in the events of the busiest pairs.
  package func outlook() throws -> Outlook {
    Outlook(
      digest: Array(
        try stories.digest(after: now.addingTimeInterval(-86_400), until: now).prefix(Self.digestMax)
      ),
      rising: try risingDyads(),
      eventChart: try eventChart()
    )
  }

  private func openAlerts(mayAct: Bool) throws -> [[String: Any]] {
    var query = FiringQuery()
    query.isOpen = true
    query.limit = Self.alertsMax
    return try store.alerts.firings(query).map { line in
      let firing = try store.unlessDamaged(line.id) { () throws(StorageError) in
        try store.alerts.firing(line.id.number)
      }
      let source = firing?.sources.first
      let tests = source?.findings.map(Facts.test) ?? []
      return Facts.severity(line.severity).merging(
        [
          "id": line.id.description, "title": line.title ?? "(no title)", "rule": line.rule,
          "state": line.state.rawValue, "fired": line.firedAt.formatted(.iso8601),
          "firedShown": line.firedAt.shown,
          "sources": Facts.count(line.sourceCount, "article"),
          "delivered": line.deliveries == 0
            ? "nobody is notified" : "\(line.accepted) of \(line.deliveries) delivered",
          "event": Facts.optional(line.event?.words),
          "why": tests.isEmpty ? [[String: Any]]() : [["tests": tests, "id": line.id.description]],
          "mayAct": mayAct, "isOpen": line.state == .open,
        ]
      ) { $1 }
    }
  }

  private static func digestLine(_ entry: DigestEntry) -> [String: Any] {
    Facts.severity(entry.severity).merging(
      [
        "id": entry.story.id.description,
        "title": (entry.isNew ? entry.story.title : entry.opener.title) ?? "(no title)",
        "kind": entry.isNew ? "new" : "development",
        "counts": Facts.count(entry.sourceCount, "source"), "news": entry.news.map(\.words),
      ]
    ) { $1 }
  }

  /// Pairs whose latest day stands out, or whose index has risen over the week, the greatest rise first.
  private func risingDyads() throws -> [RisingDyad] {
    let busy = try store.articles.busyDyads(
      since: now.addingTimeInterval(-Self.recentSeconds),
      limit: Self.dyadsLookedAt
    )
    let series = EventSeries(store: store, .asJudged)
    let lines = try busy.map { dyad in
      let subject = SeriesSubject.dyad(actor: dyad.actor, target: dyad.target)
      return (dyad, try series.timeline(of: subject, days: Self.risingDays, through: now.day))
    }
    let rises = lines.compactMap { dyad, timeline -> (rise: Double, dyad: RisingDyad)? in
      let index = timeline.days.map(\.escalation)
      guard let last = index.last, index.count > 7 else { return nil }
      let rise = last - index[index.count - 8]
      guard rise > 0 else { return nil }
      let pair = "\(dyad.actor) → \(dyad.target)"
      let words =
        "index \(Facts.number(last)), \(Facts.number(rise)) more than a week ago"
        + Facts.leftOut(timeline.wrongCount)
      let label = "Daily escalation index of \(pair) over \(Self.risingDays) days: \(words)"
      let chart = Charts.bars(
        index,
        from: timeline.days.first?.day.description ?? "",
        to: now.day.description,
        label: label
      )
      return (rise, RisingDyad(pair: pair, words: words, chart: chart))
    }
    return rises.sorted { $0.rise > $1.rise }.prefix(Self.risingMax).map(\.dyad)
  }

  private func latestEvents() throws -> [[String: Any]] {
    var query = EventQuery()
    query.limit = Self.eventsLookedAt
    let events = try store.articles.events(query).filter { $0.event.status.isCurrent }.prefix(Self.eventsMax)
    let verdicts = try verdicts(on: events)
    return events.map { Facts.event($0.event, article: $0.articleID, verdict: verdicts[$0.id]) }
  }

  /// An article; nil where it is gone, or damaged.
  func article(_ id: RecordID) throws -> StoredArticle? {
    try store.unlessDamaged(id) { () throws(StorageError) in try store.articles.article(id.number) }
  }

  /// What analysts say of events, of those of which they say anything: `wrong: it was a rehearsal`.
  func verdicts(on events: some Sequence<StoredEvent>) throws -> [RecordID: String] {
    try store.alerts.marked(events.map(\.id)).mapValues { mark in
      (mark.isRight ? "right" : "wrong") + (mark.note.isEmpty ? "" : ": \(mark.note)")
    }
  }

  private func eventChart() throws -> String {
    let start = now.day.adding(days: 1 - Self.chartDays)
    let moment = Date(timeIntervalSince1970: Double(start.daysSinceEpoch) * 86_400)
    var counts: [CalendarDay: [SeverityBand: Int]] = [:]
    for count in try store.articles.eventCounts(since: moment) {
      counts[count.day, default: [:]][Severity.band(of: count.severity), default: 0] += count.count
    }
    guard !counts.isEmpty else { return "" }
    let days = (0..<Self.chartDays).map { place in
      let day = start.adding(days: place)
      return (day: day, counts: counts[day] ?? [:])
    }
    return Charts.bands(
      days,
      label: "Events of the last \(Self.chartDays) days by day of arrival and severity"
    )
  }

  private func storyLines() throws -> [[String: Any]] {
    var query = StoryQuery()
    query.limit = Self.storiesMax
    let found = try store.stories.lines(query)
    let sources = try stories.sources(ofStories: found.map(\.id.number))
    return found.map { story in
      let count = sources[story.id.number]?.count ?? 0
      return Facts.severity(story.severity).merging(
        [
          "id": story.id.description, "title": story.title ?? "(no title)",
          "counts":
            "\(Facts.count(story.articleCount, "article")) from \(Facts.count(count, "independent source"))",
          "last": "last told \(story.lastAt.shown)",
        ]
      ) { $1 }
    }
  }

  private static func webhook(_ endpoint: Endpoint) -> BoardSubject {
    let condition = endpoint.condition
    let failures =
      condition.consecutiveFailures == 0 ? "" : "\(condition.consecutiveFailures) failures in a row"
    return BoardSubject(
      name: endpoint.name,
      origin: endpoint.url.origin,
      isWell: condition.state == .active && condition.consecutiveFailures == 0,
      state: condition.state.rawValue,
      remark: condition.reason ?? failures
    )
  }
}
