package import Foundation

/// Signs of life that are sent although nothing happens.
package struct Heartbeat: Sendable, Hashable {
  /// From one to the next.
  package var everySeconds: Int
  /// Names of endpoints.
  package var endpoints: [String]
  /// When the next one is due.
  package var nextAt: Date
  /// When the last one was queued; nil for none.
  package var lastAt: Date?

  /// A heartbeat that has not been sent.
  package init(everySeconds: Int, endpoints: [String], nextAt: Date) {
    self.everySeconds = everySeconds
    self.endpoints = endpoints
    self.nextAt = nextAt
  }
}

/// The heartbeat.
extension AlertQueries {
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
}

extension Store {
  /// Sets the heartbeat, or ends it with nil.
  ///
  /// - Throws: `StorageError.conflict` for an endpoint that is not there.
  package func setHeartbeat(
    _ heartbeat: Heartbeat?,
    remembering note: UndoNote? = nil
  ) throws(StorageError) {
    try commit { database in
      if let note { try UndoFacet(database: database).remember(note, [.heartbeat]) }
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
}
