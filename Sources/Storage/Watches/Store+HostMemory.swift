package import Foundation

/// What asking for a site's `/robots.txt` gave, as it is stored.
package struct StoredRobots: Sendable, Hashable {
  /// The kind of answer, in a word.
  package var answer: String
  /// The file as it came, an earlier file's bytes while the site is unreachable; empty where there is none.
  package var bytes: [UInt8]
  /// Why there is no file, in words; nil where there is one.
  package var reason: String?
  /// From when on it is asked for again.
  package var expiresAt: Date
  /// Since when the site has failed to answer; nil while it answers.
  package var unreachableSince: Date?

  /// Makes one.
  package init(answer: String, bytes: [UInt8], reason: String?, expiresAt: Date, unreachableSince: Date?) {
    self.answer = answer
    self.bytes = bytes
    self.reason = reason
    self.expiresAt = expiresAt
    self.unreachableSince = unreachableSince
  }
}

extension WatchQueries {
  /// Until when a host asked for rest; nil where it did not.
  package func rest(ofHost host: String) throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: "SELECT rests_until FROM host_memory WHERE host = ?",
        arguments: [host]
      ).map(Date.init(milliseconds:))
    }
  }

  /// The hosts that rest after a moment, by name and port, and until when.
  package func rests(after moment: Date) throws(StorageError) -> [(host: String, until: Date)] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: "SELECT host, rests_until FROM host_memory WHERE rests_until > ? ORDER BY host",
        arguments: [moment.milliseconds]
      ).map { (try $0["host"], Date(milliseconds: try $0["rests_until"])) }
    }
  }

  /// What a site's `/robots.txt` gave last; nil where it was not asked for.
  package func robots(ofOrigin origin: String) throws(StorageError) -> StoredRobots? {
    try read { database in
      try StoredRow.fetchOne(
        database,
        sql: "SELECT * FROM robots_memory WHERE origin = ?",
        arguments: [origin]
      ).map { row in
        StoredRobots(
          answer: try row["answer"],
          bytes: Array(try row["bytes"] as Data),
          reason: try row["reason"],
          expiresAt: Date(milliseconds: try row["expires_at"]),
          unreachableSince: (try row["unreachable_since"] as Int64?).map(Date.init(milliseconds:))
        )
      }
    }
  }
}

extension Store {
  /// A host asks for rest; rests that are over are forgotten.
  package func keepRest(ofHost host: String, until moment: Date, at now: Date) throws(StorageError) {
    try commit(in: .polls) { database in
      try database.execute(
        sql: """
          INSERT INTO host_memory (host, rests_until) VALUES (?, ?)
          ON CONFLICT (host) DO UPDATE SET rests_until = excluded.rests_until
          """,
        arguments: [host, moment.milliseconds]
      )
      try database.execute(
        sql: "DELETE FROM host_memory WHERE rests_until < ?",
        arguments: [now.milliseconds]
      )
    }
  }

  /// Keeps what a site's `/robots.txt` gave.
  package func keepRobots(_ robots: StoredRobots, ofOrigin origin: String) throws(StorageError) {
    try commit(in: .claims) { database in
      try database.execute(
        sql: """
          INSERT INTO robots_memory (origin, answer, bytes, reason, expires_at, unreachable_since)
          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET answer = excluded.answer, bytes = excluded.bytes,
            reason = excluded.reason, expires_at = excluded.expires_at, unreachable_since = excluded.unreachable_since
          """,
        arguments: [
          origin, robots.answer, Data(robots.bytes), robots.reason, robots.expiresAt.milliseconds,
          robots.unreachableSince?.milliseconds,
        ]
      )
    }
  }
}
