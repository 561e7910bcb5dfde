package import Foundation
internal import GRDB
package import Model

/// Signs of life that are sent although nothing happens.
package struct Heartbeat: Sendable, Hashable {
  package var everySeconds: Int
  /// Names of endpoints.
  package var endpoints: [String]
  package var nextAt: Date
  package var lastAt: Date?

  /// True at its time, and where that lies further ahead than it ever could: then a clock was wrong.
  func isDue(at now: Date) -> Bool {
    nextAt <= now || nextAt > now.addingTimeInterval(Double(everySeconds) + Self.toleranceSeconds)
  }

  /// Clocks are set by as much as this without anybody's mistake.
  private static let toleranceSeconds = 60.0

  /// A heartbeat that has not been sent.
  package init(everySeconds: Int, endpoints: [String], nextAt: Date) {
    self.everySeconds = everySeconds
    self.endpoints = endpoints
    self.nextAt = nextAt
  }
}

/// The heartbeat.
extension Store {
  /// The heartbeat; nil where none is wanted.
  package func heartbeat() throws(StorageError) -> Heartbeat? {
    try read { database in
      try StoredRow.fetchOne(database, sql: "SELECT * FROM heartbeat").map { row in
        var heartbeat = Heartbeat(
          everySeconds: try row["every_seconds"],
          endpoints: try row.json([String].self, "endpoints"),
          nextAt: Date(milliseconds: try row["next_at"])
        )
        heartbeat.lastAt = (try row["last_at"] as Int64?).map(Date.init(milliseconds:))
        return heartbeat
      }
    }
  }

  /// Sets the heartbeat, or ends it with nil.
  ///
  /// - Throws: `StorageError.conflict` for an endpoint that is not there.
  package func setHeartbeat(_ heartbeat: Heartbeat?) throws(StorageError) {
    try write { database in
      try database.execute(sql: "DELETE FROM heartbeat")
      guard let heartbeat else { return }
      for name in heartbeat.endpoints { _ = try EndpointColumns.row(named: name, database) }
      try database.execute(
        sql: "INSERT INTO heartbeat (id, every_seconds, endpoints, next_at) VALUES (1, ?, ?, ?)",
        arguments: [
          heartbeat.everySeconds, try JSONColumn.encode(heartbeat.endpoints), heartbeat.nextAt.milliseconds,
        ]
      )
    }
  }

  /// Queues the heartbeat where it is due: one, however many were missed.
  ///
  /// - Parameters:
  ///   - now: the time by which it is due, and that its message tells.
  ///   - due: when deliveries are due.
  ///   - render: makes the messages.
  /// - Returns: the deliveries; empty where it is not due.
  /// - Throws: `StorageError`, or what `render` throws; then nothing is written.
  package func beat(
    at now: Date,
    due: Date,
    render: @escaping MessageRendering
  ) throws(StorageError) -> [RecordID] {
    guard let heartbeat = try heartbeat(), heartbeat.isDue(at: now) else { return [] }
    return try write { database in
      try database.execute(
        sql: "UPDATE heartbeat SET next_at = ?, last_at = ? WHERE next_at = ?",
        arguments: [
          now.addingTimeInterval(Double(heartbeat.everySeconds)).milliseconds, now.milliseconds,
          heartbeat.nextAt.milliseconds,
        ]
      )
      // Another process was faster.
      guard database.changesCount == 1 else { return [] }
      let notice = try Self.notice(of: heartbeat, at: now, database)
      return try heartbeat.endpoints.compactMap { name in
        let row = try StoredRow.fetchOne(
          database,
          sql: "SELECT * FROM endpoint WHERE name = ?",
          arguments: [name]
        )
        return try row.map { row in
          try DeliveryColumns.enqueue(firing: nil, to: row, at: due, database) { try render(notice, $0, $1) }
        }
      }
    }
  }

  /// What a sign of life says: that rules are watched, and what came since the last one.
  private static func notice(
    of heartbeat: Heartbeat,
    at now: Date,
    _ database: Database
  ) throws -> AlertNotice {
    let last = heartbeat.lastAt.flatMap { $0 < now ? $0 : nil }
    let since = last ?? now.addingTimeInterval(-Double(heartbeat.everySeconds))
    let count = { (sql: String, arguments: StatementArguments) in
      try Int.fetchOne(database, sql: sql, arguments: arguments) ?? 0
    }
    let rules = try count("SELECT count(*) FROM rule", [])
    let articles = try count("SELECT count(*) FROM article WHERE arrived_at > ?", [since.milliseconds])
    let firings = try count("SELECT count(*) FROM firing WHERE fired_at > ?", [since.milliseconds])
    return AlertNotice(
      change: .heartbeat,
      firing: 0,
      rule: "heartbeat",
      condition: "",
      time: now,
      severity: 0,
      fingerprint: "heartbeat",
      events: [],
      sources: [],
      why:
        "\(rules) rules are watched; since the last sign of life \(articles) articles came and \(firings) alerts fired"
    )
  }
}
