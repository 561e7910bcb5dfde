package import Foundation
internal import Model

/// How a store is doing: what an analyst has to see to.
package struct StoreHealth: Sendable, Hashable {
  /// Deliveries whose attempts are used up, or that failed for good.
  package var givenUpCount = 0
  /// Deliveries that wait, and since when the oldest does.
  package var waitingCount = 0
  /// When the oldest of them was queued; nil for none.
  package var waitingSince: Date?
  /// When a delivery was last accepted.
  package var lastAcceptedAt: Date?
  /// Endpoints that are paused or disabled, with the reason.
  package var stoppedEndpoints: [(name: String, reason: String)] { stopped.map { ($0.name, $0.reason) } }
  /// Hosts that asked to be left alone, and until when.
  package var heldHosts: [HeldHost] = []
  /// Articles and alerts that rules could not be shown.
  package var setAsideCount = 0
  /// Articles that no rule has seen yet.
  package var queuedCount = 0
  /// The newest moment that is written down of an arrival or an attempt.
  package var newestStamp: Date?

  fileprivate var stopped: [Stopped] = []

  fileprivate struct Stopped: Sendable, Hashable {
    var name: String
    var reason: String
  }

  /// A host, as scheme, name and port, and the moment until which it wants nothing.
  package struct HeldHost: Sendable, Hashable {
    /// Scheme, name and port.
    package var origin: String
    /// Until when nothing is sent there.
    package var until: Date
  }
}

extension Store {
  /// What an analyst has to see to.
  ///
  /// - Complexity: by indices, but for the count of what was given up.
  package func health(at now: Date) throws(StorageError) -> StoreHealth {
    try read { database in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
      func moment(_ sql: String) throws -> Date? {
        try Int64.fetchOne(database, sql: sql).map(Date.init(milliseconds:))
      }
      var health = StoreHealth()
      health.givenUpCount = try count(
        "SELECT count(*) FROM delivery WHERE state IN ('failed for good', 'dead')"
      )
      let waiting = "FROM delivery WHERE state IN ('pending', 'trying')"
      health.waitingCount = try count("SELECT count(*) \(waiting)")
      health.waitingSince = try moment("SELECT min(created_at) \(waiting)")
      health.lastAcceptedAt = try moment(
        "SELECT started_at FROM attempt WHERE outcome = 'accepted' ORDER BY started_at DESC LIMIT 1"
      )
      health.setAsideCount = try count(
        """
        SELECT (SELECT count(*) FROM evaluation WHERE set_aside_at IS NOT NULL)
          + (SELECT count(*) FROM alert_thread WHERE set_aside_at IS NOT NULL)
        """
      )
      health.queuedCount = try count("SELECT count(*) FROM evaluation WHERE set_aside_at IS NULL")
      let stamps = try [
        moment("SELECT max(arrived_at) FROM article"), moment("SELECT max(started_at) FROM attempt"),
      ]
      health.newestStamp = stamps.compactMap(\.self).max()
      health.heldHosts = try StoredRow.fetchAll(
        database,
        sql: "SELECT origin, until FROM host_hold WHERE until > ? ORDER BY origin",
        arguments: [now.milliseconds]
      ).map { StoreHealth.HeldHost(origin: try $0["origin"], until: Date(milliseconds: try $0["until"])) }
      health.stopped = try StoredRow.fetchAll(database, sql: "SELECT * FROM endpoint ORDER BY name")
        .map(EndpointColumns.endpoint).filter { $0.condition.state != .active }
        .map {
          StoreHealth.Stopped(name: $0.name, reason: $0.condition.reason ?? $0.condition.state.rawValue)
        }
      return health
    }
  }

  /// What SQLite finds wrong with the file: with its pages and indices, and with rows that refer to others. A server sees to
  /// its own pages and references, and is asked only which of its indices it could not finish.
  ///
  /// - Returns: at most 20 findings; empty for a whole file.
  /// - Throws: `StorageError` where it cannot even be looked at.
  /// - Complexity: reads the whole file.
  package func damage() throws(StorageError) -> [DamageFinding] {
    try read { database in
      if case .postgres = database { return try Self.unfinishedIndices(database) }
      let pages = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        .map(DamageFinding.file)
      let orphans = try StoredRow.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(
        20 - min(pages.count, 20)
      )
      .map { DamageFinding.orphan(table: try $0["table"], parent: try $0["parent"]) }
      return pages + orphans
    }
  }

  /// So many of the newest articles, stories and alerts are read for an examination.
  private static let examinedRows = 2_000

  /// What of the newest articles, their events, stories and alerts cannot be read.
  ///
  /// - Returns: each by its id.
  /// - Throws: `StorageError` where the store itself cannot be read.
  package func illegibleRows() throws(StorageError) -> [LeftOutRows.Row] {
    _ = leftOut.take()
    let numbers = try read { database in
      try Int64.fetchAll(
        database,
        sql: "SELECT id FROM article ORDER BY id DESC LIMIT \(Self.examinedRows)"
      )
    }
    for number in numbers {
      _ = try unlessDamaged(RecordID(.article, number)) { () throws(StorageError) in
        try articles.article(number)
      }
    }
    var (told, fired) = (StoryQuery(), FiringQuery())
    (told.limit, fired.limit) = (Self.examinedRows, Self.examinedRows)
    for story in try stories.lines(told) { _ = try stories.members(of: story.id.number) }
    for firing in try alerts.firings(fired) { _ = try alerts.firing(firing.id.number) }
    return leftOut.take()
  }

  private static func unfinishedIndices(_ database: Database) throws -> [DamageFinding] {
    try String.fetchAll(
      database,
      sql: """
        SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE NOT indisvalid AND relnamespace = CAST(current_schema() AS REGNAMESPACE) ORDER BY relname LIMIT 20
        """
    ).map(DamageFinding.unfinishedIndex)
  }
}

extension Store {
  /// What is cheap to count of what is stored: how many articles, and how many alerts that are not resolved.
  package func measures() throws(StorageError) -> (articles: Int, openFirings: Int) {
    try read { database in
      (
        try Int.fetchOne(database, sql: "SELECT count(*) FROM article") ?? 0,
        try Int.fetchOne(database, sql: "SELECT count(*) FROM firing WHERE resolved_at IS NULL") ?? 0
      )
    }
  }
}
