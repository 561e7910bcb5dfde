package import Foundation
internal import Model

/// What may be dropped once it is old. Articles, events, stories, firings with their evidence and verdicts are none of it.
package enum RetentionKind: String, Sendable, CaseIterable {
  /// What rules decided about articles without an alert coming of it.
  case decisions
  /// Of messages that are settled: what was sent word by word, and all attempts but the last. That it was sent, to whom and
  /// what came of it stays.
  case messages
  /// Deliveries that tell of no firing: tests, drills, signs of life, troubles of other endpoints.
  case notices
  /// What rules remember of stories that nobody tells any more.
  case threads
}

/// How large the store is.
package struct StoreSizes: Sendable, Hashable {
  /// Of the file, without its log.
  package var bytes: Int64
  /// Rows that may be dropped once they are old, by kind.
  package var rows: [RetentionKind: Int]
  /// How many alerts are kept.
  package var firings: Int
}

extension Store {
  /// Drops rows of one kind that are older than a moment, the oldest first.
  ///
  /// - Parameters:
  ///   - kind: what may be dropped.
  ///   - moment: what is younger stays.
  ///   - now: when it is dropped.
  ///   - limit: at most so many, so that others can write meanwhile.
  /// - Returns: how many were dropped; fewer than `limit` where none is left.
  /// - Throws: `StorageError`; then nothing is dropped.
  /// - Complexity: linear in what is dropped.
  package func drop(
    _ kind: RetentionKind,
    before moment: Date,
    at now: Date,
    limit: Int
  ) throws(StorageError) -> Int {
    try commit { database in
      switch kind {
      case .messages: return try Self.dropMessages(before: moment, at: now, limit: limit, database)
      case .decisions, .notices, .threads:
        try database.execute(sql: kind.deletion, arguments: [moment.milliseconds, limit])
        return try database.changesCount()
      }
    }
  }

  private static func dropMessages(
    before moment: Date,
    at now: Date,
    limit: Int,
    _ database: Database
  ) throws -> Int {
    let numbers = try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM delivery WHERE body_dropped_at IS NULL AND state IN ('accepted', 'failed for good', 'dead')
        AND created_at < ? ORDER BY created_at LIMIT ?
        """,
      arguments: [moment.milliseconds, limit]
    )
    for number in numbers {
      try database.cachedStatement(sql: "UPDATE delivery SET body = ?, body_dropped_at = ? WHERE id = ?")
        .execute(arguments: [Data(), now.milliseconds, number])
      try database.cachedStatement(
        sql: """
          DELETE FROM attempt WHERE delivery_id = ?1
          AND number < (SELECT max(number) FROM attempt WHERE delivery_id = ?1)
          """
      ).execute(arguments: [number])
    }
    return numbers.count
  }

  /// How large the store is, by what may be dropped.
  ///
  /// - Complexity: counts rows by the smallest index.
  package func sizes() throws(StorageError) -> StoreSizes {
    try read { database in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
      return StoreSizes(
        bytes: try database.bytes(),
        rows: [
          .decisions: try count("SELECT count(*) FROM decision"),
          .messages: try count("SELECT count(*) FROM delivery"),
          .notices: try count("SELECT count(*) FROM delivery WHERE firing_id IS NULL"),
          .threads: try count("SELECT count(*) FROM alert_thread"),
        ],
        firings: try count("SELECT count(*) FROM firing")
      )
    }
  }

  /// How many bytes the tables take, without the log.
  package func bytes() throws(StorageError) -> Int64 { try read { try $0.bytes() } }

  /// How many articles came in a span of time, counted up to a limit.
  package func arrivalCount(
    after start: Date,
    through end: Date,
    limit: Int
  ) throws(StorageError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM (SELECT 1 FROM article WHERE arrived_at > ? AND arrived_at <= ? LIMIT ?) AS counted
          """,
        arguments: [start.milliseconds, end.milliseconds, limit]
      ) ?? 0
    }
  }

  /// What is kept under a name for the store as a whole; nil where nothing is.
  package func setting(_ name: String) throws(StorageError) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name]) }
  }

  /// Keeps a value under a name; nil forgets it.
  package func setSetting(_ name: String, to value: String?) throws(StorageError) {
    try commit { database in
      if let value {
        try database.execute(
          sql: """
            INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
          arguments: [name, value]
        )
      } else {
        try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
      }
    }
  }
}

extension RetentionKind {
  /// Deletes at most so many (the second argument) that are older than a moment (the first).
  fileprivate var deletion: String {
    switch self {
    // What still waits is changed when its time comes.
    case .decisions:
      """
      DELETE FROM decision WHERE id IN (
        SELECT id FROM decision WHERE firing_id IS NULL AND decided_at < ? AND outcome <> 'waiting'
        ORDER BY decided_at LIMIT ?)
      """
    case .notices:
      """
      DELETE FROM delivery WHERE id IN (
        SELECT id FROM delivery WHERE firing_id IS NULL AND state IN ('accepted', 'failed for good', 'dead')
        AND created_at < ? ORDER BY created_at LIMIT ?)
      """
    case .threads:
      """
      DELETE FROM alert_thread WHERE (rule_id, key) IN (
        SELECT rule_id, key FROM alert_thread WHERE NOT is_open AND wake_at IS NULL AND touched_at < ?
        ORDER BY touched_at LIMIT ?)
      """
    case .messages: ""
    }
  }
}
