package import Foundation
internal import GRDB
package import Model

extension Store {
  /// Queues a message about a firing for every endpoint that its rule notifies.
  ///
  /// Each call is one more occasion of the firing, so that each endpoint is told of it once.
  ///
  /// - Parameters:
  ///   - change: what happened to the firing.
  ///   - firing: its number.
  ///   - why: the reason in one sentence; nil for what its tests found.
  ///   - now: when it happened.
  ///   - due: when the deliveries are due: the system's time, whatever time a drill works at.
  ///   - render: makes the messages.
  /// - Returns: the deliveries; empty where the rule notifies nobody or is gone.
  /// - Throws: `StorageError`, or what `render` throws; then nothing is written.
  package func enqueue(
    _ change: AlertChange,
    ofFiring firing: Int64,
    why: String?,
    at now: Date,
    due: Date,
    render: @escaping MessageRendering
  ) throws(StorageError) -> [RecordID] {
    try write { database in
      try FiringMessages(database: database, now: now, due: due, render: render)
        .enqueue(change, ofFiring: firing, why: why)
    }
  }
}

/// Writes what endpoints are told of firings, within one transaction.
struct FiringMessages {
  let database: Database
  /// When the change came about.
  let now: Date
  /// When deliveries are due.
  let due: Date
  let render: MessageRendering

  /// Queues one message for each endpoint of the firing's rule.
  func enqueue(_ change: AlertChange, ofFiring firing: Int64, why: String?) throws -> [RecordID] {
    let row = try StoredRow.fetchOne(database, sql: "SELECT * FROM firing WHERE id = ?", arguments: [firing])
    guard let row, let rule: Int64 = try row["rule_id"] else { return [] }
    let endpoints = try StoredRow.fetchAll(
      database,
      sql:
        "SELECT endpoint.* FROM endpoint JOIN rule_endpoint ON endpoint.id = endpoint_id WHERE rule_id = ? ORDER BY id",
      arguments: [rule]
    )
    guard !endpoints.isEmpty else { return [] }
    let notice = try notice(change, row, why: why)
    let occasions = try Int.fetchOne(
      database,
      sql: "SELECT max(occasion) FROM delivery WHERE firing_id = ?",
      arguments: [firing]
    )
    return try endpoints.map { endpoint in
      try DeliveryColumns.enqueue(
        firing: firing,
        occasion: (occasions ?? 0) + 1,
        to: endpoint,
        at: due,
        database
      ) {
        try render(notice, $0, $1)
      }
    }
  }

  /// The firing with all it rests on by now: articles in the order in which they came, and the act that each tells.
  private func notice(_ change: AlertChange, _ firing: StoredRow, why: String?) throws -> AlertNotice {
    let number: Int64 = try firing["id"]
    let rows = try StoredRow.fetchAll(
      database,
      sql: """
        SELECT article.title, site, url, domain, published, summary, firing_source.* FROM firing_source
        JOIN article ON article.id = article_id WHERE firing_id = ? ORDER BY \(FiringSource.order)
        """,
      arguments: [number]
    )
    let findings = try rows.first.map { try $0.json([TestFinding].self, "findings") } ?? []
    return AlertNotice(
      change: change,
      firing: number,
      rule: try firing["rule_name"],
      condition: try firing["condition"],
      time: now,
      severity: try SeverityColumn.severity(firing),
      fingerprint: StableHash.hexadecimal([
        try firing["rule_name"], try firing["thread_key"], String(try firing["episode"] as Int),
      ]),
      events: try rows.compactMap(Self.event),
      sources: try Self.firstOfEachArticle(rows).map(Self.source),
      why: why ?? findings.filter(\.holds).map { "\($0.test): \($0.found)" }.joined(separator: "; ")
    )
  }

  private static func firstOfEachArticle(_ rows: [StoredRow]) throws -> [StoredRow] {
    var seen = Set<Int64>()
    return try rows.filter { seen.insert(try $0["article_id"]).inserted }
  }

  private static func event(_ row: StoredRow) throws -> NoticedEvent? {
    guard let event = try row.jsonIfAny(Event.self, "event") else { return nil }
    return NoticedEvent(
      number: try row["event_id"] ?? 0,
      article: try row["article_id"],
      event: event
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
      summary: try row.json(Summary.self, "summary").sentences.map(\.shown)
    )
  }
}
