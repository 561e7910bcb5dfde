internal import Foundation
package import Model

/// A firing with what it rests on by a moment: what messages tell of it. Of an alert that thousands of articles tell the first
/// and the newest are read, and the others counted: no message shows more, and each of them makes one.
package struct FiringEvidence: Sendable {
  /// How many articles are read from the first on, and how many from the newest back.
  static let (firstArticles, newestArticles) = (20, 10)
  /// Its row.
  package var firing: Int64
  /// The rule's name.
  package var rule: String
  /// The rule's text when it fired.
  package var condition: String
  /// Nil where events are not coded.
  package var severity: Double?
  /// The same at every look: of the rule, the thread and its episode.
  package var fingerprint: String
  /// In the order in which they came, of one article the worst event first.
  package var events: [NoticedEvent]
  /// The articles in the order in which they came.
  package var sources: [NoticedSource]
  /// What the tests found in the first of them.
  package var findings: [TestFinding]
  /// Articles that it rests on beside those.
  package var otherSources: Int
  /// Events that it rests on beside those.
  package var otherEvents: Int
}

extension FiringEvidence {
  init(_ firing: StoredRow, sources rows: [StoredRow]) throws {
    var seen = Set<Int64>()
    let events = try rows.compactMap(Self.event)
    let sources = try rows.filter { seen.insert(try $0["article_id"]).inserted }.map(Self.source)
    self.init(
      firing: try firing["id"],
      rule: try firing["rule_name"],
      condition: try firing["condition"],
      severity: try SeverityColumn.severity(firing),
      fingerprint: StableHash.hexadecimal([
        try firing["rule_name"], try firing["thread_key"], String(try firing["episode"] as Int),
      ]),
      events: events,
      sources: sources,
      findings: try rows.first.map { try $0.repeatedJSON([TestFinding].self, "findings") } ?? [],
      otherSources: max(0, (try firing["article_count"] as Int) - sources.count),
      otherEvents: max(0, (try firing["event_count"] as Int) - events.count)
    )
  }

  private static func event(_ row: StoredRow) throws -> NoticedEvent? {
    guard try !row.isEmpty("event") else { return nil }
    return NoticedEvent(
      number: try row["event_id"] ?? 0,
      article: try row["article_id"],
      event: try row.repeatedJSON(Event.self, "event")
    )
  }

  private static func source(_ row: StoredRow) throws -> NoticedSource {
    NoticedSource(
      number: try row["article_id"],
      url: try row["url"],
      title: try row["title"],
      site: try row["site"],
      domain: try row["domain"],
      published: (try row["published"] as String?).flatMap { CalendarDay($0) },
      summary: try row.repeatedJSON(Summary.self, "summary").sentences.map(\.shown)
    )
  }
}
