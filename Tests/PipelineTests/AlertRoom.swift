import Alerting
import Foundation
import Model
import Pipeline
import Storage
import StoreSupport

/// A desk in memory: articles arrive at moments of a virtual week, and rules see them as they do live.
final class AlertRoom {
  /// 2026-03-02 08:00 UTC, a Monday.
  static let start = Date(timeIntervalSince1970: 1_772_438_400)

  let store: Store

  /// A desk over a store's file; nil for one in memory, whose statements are heard.
  init(path: String? = nil, observing observe: (@Sendable (String) -> Void)? = nil) throws {
    store =
      try path.map { try Store(path: $0) }
      ?? (observe == nil ? StoreForTests.new() : Store(observing: observe))
    try store.addEndpoint(Endpoint(name: "ops", url: SecretURL("https://hooks.example/ops")), at: Self.start)
  }

  /// A moment, in minutes from the start.
  static func minute(_ minutes: Double) -> Date { start.addingTimeInterval(minutes * 60) }

  func rule(_ name: String, _ text: String) throws {
    var rule = try RuleText(text, names: .standard)
    rule.endpoints = []
    try store.addRule(name: name, text: rule.description, endpoints: ["ops"], at: Self.start)
  }

  /// An act as a report tells it.
  struct Act {
    var actor: String?
    var target: String?
    var code = "161"
    var severity = 5.0
    var status = EventStatus.realised

    init(
      _ actor: String? = "Russia",
      _ target: String? = "NATO",
      code: String = "161",
      severity: Double = 5,
      status: EventStatus = .realised
    ) {
      (self.actor, self.target, self.code, self.severity, self.status) = (
        actor, target, code, severity, status
      )
    }
  }

  /// How an article reads.
  struct Report {
    var url: String
    var title = "Russia suspends its mission"
    /// The matter it tells; reports of one matter are one story. Nil leaves it without a story.
    var story: String?
    var acts: [Act] = [Act()]
    var published: Date?
    var isCopy = false
    /// The articles that a second look takes out of the story once this one has come.
    var parts: [Int64] = []
    var kind = PageKind.article
    var language: String? = "en"

    init(_ url: String, story: String? = "mission", acts: [Act] = [Act()]) {
      (self.url, self.story, self.acts) = (url, story, acts)
    }

    func with(_ change: (inout Report) -> Void) -> Report {
      var report = self
      change(&report)
      return report
    }
  }

  /// An article arrives, without being looked at.
  @discardableResult
  func store(_ report: Report, at minutes: Double) throws -> RecordID {
    let arrival = Self.minute(minutes)
    let filing = report.story.map { Self.filing($0, isCopy: report.isCopy, parts: report.parts) }
    let (id, _) = try store.save(Self.reading(report, at: arrival), filing, at: arrival)
    return id
  }

  /// An article arrives, and rules see it.
  @discardableResult
  func arrive(_ report: Report, at minutes: Double) throws -> [FiringChange] {
    try store(report, at: minutes)
    return try pass(to: minutes)
  }

  /// Time passes.
  @discardableResult
  func pass(to minutes: Double) throws -> [FiringChange] {
    try RuleEvaluation(store: store).drain(at: Self.minute(minutes), due: Self.minute(minutes))
  }

  /// What endpoints were sent, oldest first, such as `fired f1`.
  func messages() throws -> [String] {
    try store.outbox.deliveries(DeliveryQuery(limit: 1_000)).reversed().map { delivery in
      let kind = delivery.message.type.split(separator: ".").last ?? ""
      return "\(kind) \(delivery.firing.map { "f\($0)" } ?? "-")"
    }
  }

  /// Outcome and reason of what a rule decided about an article.
  func outcome(_ article: Int64) throws -> DecisionOutcome? {
    try store.alerts.decisions(about: article).first?.decision.outcome
  }

  static func reading(_ report: Report, at arrival: Date) -> ArticleReading {
    var article = Article(text: "\(report.title). Told by \(report.url).")
    article.url = "https://\(report.url)"
    article.domain = report.url.split(separator: "/").first.map(String.init)
    article.site = article.domain
    article.title = report.title
    article.kind = report.kind
    article.language = report.language
    article.publishedAt = report.published ?? arrival
    article.published = CalendarDay(
      daysSinceEpoch: Int((article.publishedAt?.timeIntervalSince1970 ?? 0) / 86_400)
    )
    let events = report.acts.compactMap { event($0, on: article.published) }
    return ArticleReading(
      article: article,
      provenance: Provenance(hops: [], byteCount: 100),
      sentences: [],
      summary: Summary(sentences: [], scored: []),
      coding: EventCoding(events: events, rejected: [], isEscalatory: true, verdict: "test")
    )
  }

  private static func event(_ act: Act, on day: CalendarDay?) -> Event? {
    EventCode(rawValue: act.code).map { code in
      Event(
        actor: act.actor.map(Participant.init(name:)),
        target: act.target.map(Participant.init(name:)),
        code: code,
        category: .sanction,
        goldstein: -4,
        status: act.status,
        trigger: "suspends",
        part: .title,
        offset: 7..<15,
        sentence: "Russia suspends its mission.",
        sentenceIndex: nil,
        date: day.map(EventDate.day),
        severity: Severity(act.severity),
        grounds: EventGrounds(lexiconEntry: "suspend", frame: "active", status: "present")
      )
    }
  }

  /// Reports of one name are one story; a copy is tied to the story's first member.
  private static func filing(_ story: String, isCopy: Bool, parts: [Int64]) -> StoryFiling {
    let key = story.utf8.reduce(Int64(7)) { ($0 &* 31 &+ Int64($1)) & 0xFFFF_FFFF }
    return StoryFiling(
      keys: [StoryKeyColumn(hash: key, weight: 1)],
      profile: [],
      agency: nil,
      decide: { _, candidates, _ in
        FilingDecision(
          story: candidates.first?.number,
          state: "{}",
          tie: candidates.isEmpty ? .new : isCopy ? .copy : .same,
          nearest: candidates.first?.members.first?.article,
          news: [],
          grounds: [],
          profile: [],
          split: parts.isEmpty
            ? nil : FilingSplit(articles: parts, grounds: [StoryGround("other main act", 1, weight: -2)])
        )
      },
      revise: { _ in nil }
    )
  }
}

extension Store {
  /// Stores a reading and puts it into its story.
  func save(
    _ reading: ArticleReading,
    _ filing: StoryFiling? = nil,
    at now: Date
  ) throws(StorageError) -> (RecordID, SaveOutcome) {
    let (stored, outcome) = try ReadArticle(reading: reading, filing: filing).save(in: self, at: now)
    return (stored.id, outcome)
  }
}
