package import Foundation
internal import GRDB

/// What asking for a site's `/robots.txt` gave, as it is stored.
package struct StoredRobots: Sendable, Hashable {
  /// The kind of answer, in a word.
  package var answer: String
  package var bytes: [UInt8]
  package var reason: String?
  package var expiresAt: Date
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

extension Store {
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

  /// A host asks for rest; rests that are over are forgotten.
  package func keepRest(ofHost host: String, until moment: Date, at now: Date) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO host_memory (host, rests_until) VALUES (?, ?)",
        arguments: [host, moment.milliseconds]
      )
      try database.execute(
        sql: "DELETE FROM host_memory WHERE rests_until < ?",
        arguments: [now.milliseconds]
      )
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

  /// Keeps what a site's `/robots.txt` gave.
  package func keepRobots(_ robots: StoredRobots, ofOrigin origin: String) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO robots_memory (origin, answer, bytes, reason, expires_at, unreachable_since)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          origin, robots.answer, Data(robots.bytes), robots.reason, robots.expiresAt.milliseconds,
          robots.unreachableSince?.milliseconds,
        ]
      )
    }
  }
}
