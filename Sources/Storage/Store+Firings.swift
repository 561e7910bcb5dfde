package import Foundation
internal import GRDB
internal import Model

/// Which firings a listing shows.
package struct FiringQuery: Sendable {
  /// Fired at this time or later.
  package var since: Date?
  package var rule: String?
  package var minimumSeverity: Double?
  /// Only those that are not resolved.
  package var isOpen = false
  /// How many at most.
  package var limit = 50

  /// Every firing, newest first, at most 50.
  package init() {}
}

/// Firings: what fired, what it rests on, what was held back.
extension Store {
  /// The firings of a query, newest first.
  package func firings(_ query: FiringQuery) throws(StorageError) -> [FiringLine] {
    try read { database in
      var filter = SQLFilter()
      filter.add("fired_at >= ?", query.since?.milliseconds)
      filter.add("rule_name = ? COLLATE NOCASE", query.rule)
      filter.add("severity >= ?", query.minimumSeverity)
      if query.isOpen { filter.add("(resolved_at IS NULL) = ?", true) }
      return try Row.fetchAll(
        database,
        sql: "\(FiringLine.columns) \(filter.clause) ORDER BY id DESC LIMIT ?",
        arguments: filter.arguments(limit: query.limit)
      ).map(FiringLine.init)
    }
  }

  /// A firing with its sources and deliveries; nil where there is none of that number.
  package func firing(_ number: Int64) throws(StorageError) -> StoredFiring? {
    try read { database in
      let row = try Row.fetchOne(database, sql: "\(FiringLine.columns) WHERE id = ?", arguments: [number])
      guard let row else { return nil }
      let sources = try Row.fetchAll(
        database,
        sql: """
          SELECT article.title, site, url, published, firing_source.* FROM firing_source
          JOIN article ON article.id = article_id WHERE firing_id = ? ORDER BY added_at, article_id, json_extract(event, '$.severity.value') DESC, event_number
          """,
        arguments: [number]
      )
      let deliveries = try Row.fetchAll(
        database,
        sql: "SELECT * FROM delivery WHERE firing_id = ? ORDER BY id",
        arguments: [number]
      )
      return StoredFiring(
        line: try FiringLine(row),
        condition: row["condition"],
        story: (row["story_id"] as Int64?).map { RecordID(.story, $0) },
        act: row["act_stem"],
        actDay: CalendarDay(daysSinceEpoch: row["act_day"]),
        reason: row["reason"],
        updatedAt: (row["updated_at"] as Int64?).map(Date.init(milliseconds:)),
        acknowledgement: FiringNote(row, "acknowledged"),
        resolution: FiringNote(row, "resolved"),
        sources: try sources.map(FiringSource.init),
        deliveries: try deliveries.map(DeliveryColumns.delivery)
      )
    }
  }

  /// What rules decided about an article, in the rules' order.
  package func decisions(about article: Int64) throws(StorageError) -> [StoredDecision] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "\(StoredDecision.columns) WHERE article_id = ? ORDER BY rule.name, decision.id",
        arguments: [article]
      ).map(StoredDecision.init)
    }
  }

  /// What was held back, newest first.
  package func heldDecisions(since: Date?, limit: Int) throws(StorageError) -> [StoredDecision] {
    try read { database in
      var filter = SQLFilter()
      filter.add("decided_at >= ?", since?.milliseconds)
      filter.add("outcome LIKE ?", "held:%")
      return try Row.fetchAll(
        database,
        // One line for an article, however many of its events were held back for one reason.
        sql: """
          \(StoredDecision.columns) \(filter.clause) GROUP BY rule_id, article_id, outcome, reason
          ORDER BY decision.id DESC LIMIT ?
          """,
        arguments: filter.arguments(limit: limit)
      ).map(StoredDecision.init)
    }
  }
}

extension FiringLine {
  fileprivate static let columns = """
    SELECT firing.*,
      (SELECT count(DISTINCT article_id) FROM firing_source WHERE firing_id = firing.id) AS source_count,
      (SELECT event FROM firing_source WHERE firing_id = firing.id ORDER BY added_at, article_id LIMIT 1) AS event,
      (SELECT title FROM firing_source JOIN article ON article.id = article_id WHERE firing_id = firing.id
        ORDER BY added_at, article_id LIMIT 1) AS title,
      (SELECT count(*) FROM delivery WHERE firing_id = firing.id) AS deliveries,
      (SELECT count(*) FROM delivery WHERE firing_id = firing.id AND state = 'accepted') AS accepted
    FROM firing
    """

  fileprivate init(_ row: Row) throws {
    self.init(
      id: RecordID(.firing, row["id"]),
      rule: row["rule_name"],
      firedAt: Date(milliseconds: row["fired_at"]),
      severity: SeverityColumn.severity(row),
      sourceCount: row["source_count"],
      state: row["resolved_at"] != nil ? .resolved : row["acknowledged_at"] != nil ? .acknowledged : .open,
      event: try (row["event"] as String?).map { try JSONColumn.decode(Event.self, $0) },
      title: row["title"],
      accepted: row["accepted"],
      deliveries: row["deliveries"]
    )
  }
}

extension FiringNote {
  fileprivate init?(_ row: Row, _ kind: String) {
    guard let moment = row["\(kind)_at"] as Int64? else { return nil }
    self.init(at: Date(milliseconds: moment), note: row["\(kind)_note"] ?? "")
  }
}

extension FiringSource {
  fileprivate init(_ row: Row) throws {
    self.init(
      article: RecordID(.article, row["article_id"]),
      title: row["title"],
      site: row["site"],
      url: row["url"],
      published: (row["published"] as String?).flatMap { CalendarDay($0) },
      eventID: (row["event_id"] as Int64?).map { RecordID(.event, $0) },
      event: try (row["event"] as String?).map { try JSONColumn.decode(Event.self, $0) },
      findings: try JSONColumn.decode([TestFinding].self, row["findings"]),
      addedAt: Date(milliseconds: row["added_at"])
    )
  }
}

extension StoredDecision {
  fileprivate static let columns = """
    SELECT decision.*, rule.name, article.title FROM decision JOIN rule ON rule.id = rule_id
    JOIN article ON article.id = article_id
    """

  fileprivate init(_ row: Row) throws {
    guard let outcome = DecisionOutcome(rawValue: row["outcome"]) else {
      throw DatabaseError(message: "decision \(row["id"] as Int64) has an unknown outcome")
    }
    self.init(
      rule: row["name"],
      article: RecordID(.article, row["article_id"]),
      title: row["title"],
      eventID: (row["event_id"] as Int64?).map { RecordID(.event, $0) },
      firing: (row["firing_id"] as Int64?).map { RecordID(.firing, $0) },
      decision: RuleDecision(
        outcome,
        reason: row["reason"],
        findings: try JSONColumn.decode([TestFinding].self, row["findings"])
      ),
      decidedAt: Date(milliseconds: row["decided_at"])
    )
  }
}
