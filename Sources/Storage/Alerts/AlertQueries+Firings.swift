package import Foundation
package import Model

/// Which firings a listing shows.
package struct FiringQuery: Sendable {
  /// Fired at this time or later.
  package var since: Date?
  /// Only of this rule, by name.
  package var rule: String?
  /// Only of at least this severity.
  package var minimumSeverity: Double?
  /// Only those that are not resolved.
  package var isOpen = false
  /// Only those older than this number.
  package var before: Int64?
  /// How many at most.
  package var limit = 50

  /// Every firing, newest first, at most 50.
  package init() {}
}

/// Firings: what fired, what it rests on, what was held back.
extension AlertQueries {
  /// The firings of a query, newest first.
  package func firings(_ query: FiringQuery) throws(StorageError) -> [FiringLine] {
    try read { database in
      let filter = query.filter
      let sql = "\(FiringLine.columns(database.dialect)) \(filter.clause) ORDER BY id DESC LIMIT ?"
      return try legible(
        query.limit,
        .firing,
        fetch: { try StoredRow.fetchAll(database, sql: sql, arguments: filter.arguments(limit: $0)) },
        FiringLine.init
      )
    }
  }

  /// How many firings fit a query, whatever its limit; at most one more than `Limits.countedRows`.
  package func count(_ query: FiringQuery) throws(StorageError) -> Int {
    try read { try query.filter.count(of: "firing", $0) }
  }

  /// The firings later than one, in the order in which they came.
  ///
  /// - Complexity: by index; where there are none, one look.
  package func firings(after number: Int64, limit: Int) throws(StorageError) -> [FiringLine] {
    try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: "\(FiringLine.columns(database.dialect)) WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [number, limit]
      )
      return try legible(rows, .firing, FiringLine.init)
    }
  }

  /// The firings of some numbers, newest first.
  package func firings(numbered numbers: [Int64]) throws(StorageError) -> [FiringLine] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql:
          "\(FiringLine.columns(database.dialect)) WHERE id IN (\(databaseQuestionMarks(count: numbers.count))) ORDER BY id DESC",
        arguments: StatementArguments(numbers)
      ).map(FiringLine.init)
    }
  }

  /// The articles that some firings rest on, and the events of them, in the order of their numbers.
  package func evidence(
    ofFirings numbers: [Int64]
  ) throws(StorageError) -> [Int64: (articles: Set<Int64>, events: [RecordID])] {
    guard !numbers.isEmpty else { return [:] }
    return try read { database in
      var evidence: [Int64: (articles: Set<Int64>, events: [RecordID])] = [:]
      for row in try StoredRow.fetchAll(
        database,
        sql: """
          SELECT firing_id, article_id, event_id FROM firing_source
          WHERE firing_id IN (\(databaseQuestionMarks(count: numbers.count))) ORDER BY event_id
          """,
        arguments: StatementArguments(numbers)
      ) {
        let firing: Int64 = try row["firing_id"]
        evidence[firing, default: ([], [])].articles.insert(try row["article_id"])
        if let event = try row["event_id"] as Int64? {
          evidence[firing, default: ([], [])].events.append(RecordID(.event, event))
        }
      }
      return evidence
    }
  }

  /// The number of the latest firing; 0 before the first.
  package func lastFiring() throws(StorageError) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM firing") ?? 0 }
  }

  /// What made each firing of a time and later fire, the newest first, at most `Limits.listedRows`.
  package func firingOccasions(since moment: Date) throws(StorageError) -> [FiringOccasion] {
    try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT firing.id, rule_name, article_id, event_id FROM firing JOIN firing_source ON firing_id = firing.id
          WHERE fired_at >= ? ORDER BY firing.id DESC, \(FiringSource.order(database.dialect)) LIMIT ?
          """,
        arguments: [moment.milliseconds, Limits.listedRows]
      )
      var seen = Set<Int64>()
      return try rows.filter { seen.insert(try $0["id"]).inserted }.map { row in
        FiringOccasion(
          firing: RecordID(.firing, try row["id"]),
          rule: try row["rule_name"],
          article: try row["article_id"],
          event: try row["event_id"]
        )
      }
    }
  }

  /// A firing with its sources and deliveries; nil where there is none of that number.
  package func firing(_ number: Int64) throws(StorageError) -> StoredFiring? {
    try read { database in
      let row = try StoredRow.fetchOne(
        database,
        sql: "\(FiringLine.columns(database.dialect)) WHERE id = ?",
        arguments: [number]
      )
      guard let row else { return nil }
      let sources = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT article.title, site, url, published, withdrawn_at, firing_source.* FROM firing_source
          JOIN article ON article.id = article_id WHERE firing_id = ? ORDER BY \(FiringSource.order(database.dialect))
          """,
        arguments: [number]
      )
      let deliveries = try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM delivery WHERE firing_id = ? ORDER BY id",
        arguments: [number]
      )
      return StoredFiring(
        line: try FiringLine(row),
        condition: try row["condition"],
        story: (try row["story_id"] as Int64?).map { RecordID(.story, $0) },
        act: try row["act_stem"],
        actDay: CalendarDay(daysSinceEpoch: try row["act_day"]),
        reason: try row["reason"],
        updatedAt: (try row["updated_at"] as Int64?).map(Date.init(milliseconds:)),
        acknowledgement: try FiringNote(row, "acknowledged"),
        resolution: try FiringNote(row, "resolved"),
        sources: try legible(sources, .article, idIn: "article_id", FiringSource.init),
        deliveries: try deliveries.map(DeliveryColumns.delivery)
      )
    }
  }
}

extension FiringQuery {
  fileprivate var filter: SQLFilter {
    var filter = SQLFilter()
    filter.add("fired_at >= ?", since?.milliseconds)
    filter.add("rule_name = ? COLLATE NOCASE", rule)
    filter.add("severity >= ?", minimumSeverity)
    filter.add("id < ?", before)
    if isOpen { filter.add("resolved_at IS NULL") }
    return filter
  }
}

extension FiringLine {
  /// A firing with its gravest source: what it is as severe as, and not what it began with.
  fileprivate static func columns(_ dialect: SQLDialect) -> String {
    let gravest =
      "WHERE firing_id = firing.id ORDER BY \(dialect.severity(ofEvent: "event")) DESC NULLS LAST, added_at, article_id, event_number LIMIT 1"
    return """
      SELECT firing.*,
        (SELECT count(DISTINCT article_id) FROM firing_source WHERE firing_id = firing.id) AS source_count,
        (SELECT event FROM firing_source \(gravest)) AS event,
        (SELECT event_id FROM firing_source \(gravest)) AS event_id,
        (SELECT title FROM firing_source JOIN article ON article.id = article_id \(gravest)) AS title,
        (SELECT count(*) FROM delivery WHERE firing_id = firing.id) AS deliveries,
        (SELECT count(*) FROM delivery WHERE firing_id = firing.id AND state = 'accepted') AS accepted
      FROM firing
      """
  }

  fileprivate init(_ row: StoredRow) throws {
    self.init(
      id: RecordID(.firing, try row["id"]),
      rule: try row["rule_name"],
      firedAt: Date(milliseconds: try row["fired_at"]),
      severity: try SeverityColumn.severity(row),
      sourceCount: try row["source_count"],
      state: try Self.state(row),
      who: try Self.who(row),
      story: (try row["story_id"] as Int64?).map { RecordID(.story, $0) },
      eventID: (try row["event_id"] as Int64?).map { RecordID(.event, $0) },
      event: try row.jsonIfAny(Event.self, "event"),
      title: try row["title"],
      accepted: try row["accepted"],
      deliveries: try row["deliveries"]
    )
  }
}

extension FiringLine {
  private static func state(_ row: StoredRow) throws -> FiringState {
    if try !row.isEmpty("resolved_at") { return .resolved }
    return try row.isEmpty("acknowledged_at") ? .open : .acknowledged
  }

  private static func who(_ row: StoredRow) throws -> String? {
    switch try state(row) {
    case .open: nil
    case .acknowledged: try row["acknowledged_by"]
    case .resolved: try row["resolved_by"]
    }
  }
}

extension FiringNote {
  fileprivate init?(_ row: StoredRow, _ kind: String) throws {
    guard let moment = try row["\(kind)_at"] as Int64? else { return nil }
    self.init(at: Date(milliseconds: moment), note: try row["\(kind)_note"] ?? "")
    who = try row["\(kind)_by"]
  }
}

extension FiringSource {
  /// In the order in which they came, of one article the worst event first.
  static func order(_ dialect: SQLDialect) -> String {
    "added_at, article_id, \(dialect.severity(ofEvent: "event")) DESC NULLS LAST, event_number"
  }

  fileprivate init(_ row: StoredRow) throws {
    self.init(
      article: RecordID(.article, try row["article_id"]),
      title: try row["title"],
      site: try row["site"],
      url: try row["url"],
      published: (try row["published"] as String?).flatMap { CalendarDay($0) },
      eventID: (try row["event_id"] as Int64?).map { RecordID(.event, $0) },
      event: try row.jsonIfAny(Event.self, "event"),
      findings: try row.repeatedJSON([TestFinding].self, "findings"),
      addedAt: Date(milliseconds: try row["added_at"]),
      withdrawnAt: (try row["withdrawn_at"] as Int64?).map(Date.init(milliseconds:))
    )
  }
}
