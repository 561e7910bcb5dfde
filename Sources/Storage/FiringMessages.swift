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
    let row = try Row.fetchOne(database, sql: "SELECT * FROM firing WHERE id = ?", arguments: [firing])
    guard let row, let rule = row["rule_id"] as Int64? else { return [] }
    let endpoints = try Row.fetchAll(
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
  private func notice(_ change: AlertChange, _ firing: Row, why: String?) throws -> AlertNotice {
    let number: Int64 = firing["id"]
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT article.title, site, url, domain, published, summary, firing_source.* FROM firing_source
        JOIN article ON article.id = article_id WHERE firing_id = ? ORDER BY added_at, article_id, json_extract(event, '$.severity.value') DESC, event_number
        """,
      arguments: [number]
    )
    let findings = try rows.first.map { try JSONColumn.decode([TestFinding].self, $0["findings"]) } ?? []
    return AlertNotice(
      change: change,
      firing: number,
      rule: firing["rule_name"],
      condition: firing["condition"],
      time: now,
      severity: SeverityColumn.severity(firing),
      fingerprint: StableHash.hexadecimal([
        firing["rule_name"], firing["thread_key"], String(firing["episode"] as Int),
      ]),
      events: try rows.compactMap(Self.event),
      sources: try Self.firstOfEachArticle(rows).map(Self.source),
      why: why ?? findings.filter(\.holds).map { "\($0.test): \($0.found)" }.joined(separator: "; ")
    )
  }

  private static func firstOfEachArticle(_ rows: [Row]) -> [Row] {
    var seen = Set<Int64>()
    return rows.filter { seen.insert($0["article_id"]).inserted }
  }

  private static func event(_ row: Row) throws -> NoticedEvent? {
    guard let text = row["event"] as String? else { return nil }
    return NoticedEvent(
      number: row["event_id"] ?? 0,
      article: row["article_id"],
      event: try JSONColumn.decode(Event.self, text)
    )
  }

  private static func source(_ row: Row) throws -> NoticedSource {
    NoticedSource(
      number: row["article_id"],
      url: row["url"],
      title: row["title"],
      site: row["site"],
      domain: row["domain"],
      published: (row["published"] as String?).flatMap { CalendarDay($0) },
      summary: try JSONColumn.decode(Summary.self, row["summary"]).sentences.map(\.shown)
    )
  }
}
