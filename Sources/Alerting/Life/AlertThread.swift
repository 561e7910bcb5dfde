package import Foundation
package import Model

/// Reports of one story, or of one act where no story is known.
package struct AlertMatter: Sendable, Hashable, Codable {
  /// The newest ones are kept: of a story that hundreds tell, sources are known long since.
  static let reportsMax = 400

  /// The story of the first report; nil where none was known.
  package var story: Int64?
  /// The act of the first report, which tells sameness where no story is known.
  package var act: ActKey
  /// In the order in which they came, each article once.
  package var reports: [AlertReport]
  /// Since when enough publishers tell it; nil while they do not.
  package var qualifiedAt: Date?
  /// When it was to be told by its time and was held back: then only a further report tries again.
  package var heldAt: Date?
  /// True once an alert told of it.
  package var isTold = false
  /// Independent sources of all its reports, as of the last one.
  package var sourceCount = 0

  init(_ report: AlertReport) {
    story = report.story
    act = report.act
    reports = [report]
  }

  /// Whether a report is of this story; without a story on either side, of this act.
  func isOf(_ report: AlertReport) -> Bool {
    if let story, let other = report.story { return story == other }
    return act.stem == report.act.stem
      && abs(act.day.daysSinceEpoch - report.act.day.daysSinceEpoch) <= act.windowDays
  }

  mutating func add(_ report: AlertReport) {
    if reports.count == Self.reportsMax { reports.remove(at: 1) }
    reports.append(report)
  }

  /// From here on it may be told, if enough publishers still tell it.
  func dueAt(_ rule: RuleText) -> Date? {
    guard !isTold, heldAt == nil else { return nil }
    return qualifiedAt.map { $0.addingTimeInterval(Double(rule.holdSeconds ?? 0)) }
  }
}

/// What an alert told when it last did.
package struct ToldState: Sendable, Hashable, Codable {
  /// When the alert fired, or last told of news.
  package var at: Date
  /// The worst of all reports told; nil where events are not coded.
  package var severity: Double?
  /// CAMEO roots of all reports told.
  package var codes: Set<String>
  /// Articles and independent sources of all matters told.
  package var articles: Int
  /// Independent publishers, added up over the matters told.
  package var sources: Int
}

/// One alert of a thread, from its firing to its end.
package struct AlertEpisode: Sendable, Hashable, Codable {
  /// Counts the thread's alerts from 1.
  package var number: Int
  /// When it fired.
  package var firedAt: Date
  /// What it told when it fired, or when it last told of news.
  package var told: ToldState
  /// When the latest report came.
  package var lastReportAt: Date
  /// When an analyst said that it was seen, which ends `repeat`; nil for never.
  package var acknowledgedAt: Date?
  /// When it ended, by time, by its rule or by an analyst; nil while it is open.
  package var resolvedAt: Date?

  /// True while further reports join it in place of firing anew.
  package var isOpen: Bool { resolvedAt == nil }
}

/// All that one rule remembers of one story, or of one group of stories. It is stored after each step, so that a restart
/// goes on where it stood.
package struct AlertThread: Sendable, Hashable, Codable {
  /// A group of more stories forgets the oldest told ones.
  static let mattersMax = 200
  /// Threads of one rule that are asked whether they hold another back or end, the latest: an analyst with more open alerts
  /// of one rule has other troubles.
  package static let toldMax = 1_000

  /// The rule's row.
  package var rule: Int64
  /// Unique for the rule.
  package var key: String
  /// The stories that it knows, in the order in which they came; several only where the rule has a group.
  package var matters: [AlertMatter] = []
  /// The latest alert; nil before the first.
  package var episode: AlertEpisode?
  /// Until when the group's first story waits for others; nil while none waits.
  package var groupWaitsUntil: Date?
  /// How often it had alerted before it was forgotten and began anew; nil for never.
  package var formerEpisodes: Int?

  /// A thread without reports.
  package init(rule: Int64, key: String) {
    self.rule = rule
    self.key = key
  }

  /// When it has to be looked at although nothing arrives; nil for never.
  package func wakeAt(_ rule: RuleText) -> Date? {
    let due = matters.compactMap { $0.dueAt(rule) }.min()
    let told = due.map { max($0, groupWaitsUntil ?? $0) }
    return [told, quietEnd(rule)].compactMap { $0 }.min()
  }

  /// When `until quiet for` ends the open alert.
  func quietEnd(_ rule: RuleText) -> Date? {
    guard case .quiet(let seconds) = rule.until, let episode, episode.isOpen else { return nil }
    return episode.lastReportAt.addingTimeInterval(Double(seconds))
  }

  /// The newest report of all matters.
  package var newestReport: AlertReport? {
    matters.compactMap(\.reports.last).max { ($0.arrivedAt, $0.article) < ($1.arrivedAt, $1.article) }
  }

  mutating func forgetOldMatters() {
    while matters.count > Self.mattersMax {
      matters.remove(at: matters.firstIndex(where: \.isTold) ?? 0)
    }
  }
}
