internal import Foundation
internal import Postgres

/// Signs of life of those who work on a store on a server. What one took that shows none any more, others take.
///
/// Each shows two: a row that is good for a while, which outlives a connection that is cut, and its presence on a connection, of
/// which the server knows at once when it ends. Whoever was killed is known by the second within seconds; a machine that was cut
/// off, whose connections look alive for long, by the first.
///
/// Times are the server's alone: the clocks of hosts differ.
struct WorkerSigns {
  /// A sign is given anew once it is so old: long before it ends.
  private static let renewalMilliseconds: Int64 = 10_000
  /// How long a sign is good for, as claimers ask for it.
  private static let signMilliseconds = 60_000
  /// A sign that is younger stands for itself: a connection that was cut is made anew within that time.
  private static let graceMilliseconds = 5_000
  /// The server's time, in milliseconds since 1970.
  static let now = milliseconds("clock_timestamp()")

  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Shows a sign that is good for so long; none of a second or more ends it. A sign of a moment ago stands as it is: whoever
  /// finds nothing to do then writes nothing, and waits for no disk.
  ///
  /// - Returns: the server's time; nil where it was not asked.
  func show(of owner: String, seconds: Double) throws -> Date? {
    guard seconds > 0 else {
      if case .postgres(let connection) = database { try connection.end(presenceOf: owner) }
      try database.execute(sql: "DELETE FROM worker WHERE owner = ?", arguments: [owner])
      return nil
    }
    let length = Int64(seconds * 1_000)
    let (time, until) = try showPresence(of: owner)
    guard until.map({ $0 - time < length - Self.renewalMilliseconds }) ?? true else {
      return Date(milliseconds: time)
    }
    try database.execute(
      sql: """
        INSERT INTO worker (owner, until) VALUES (?, \(Self.now) + ?)
        ON CONFLICT (owner) DO UPDATE SET until = excluded.until
        """,
      arguments: [owner, length]
    )
    try database.execute(
      sql: """
        DELETE FROM worker WHERE owner IN
          (SELECT owner FROM worker WHERE until < \(Self.now) \(database.dialect.passingOver))
        """
    )
    return Date(milliseconds: time)
  }

  /// Shows that an owner is there as long as its connection is.
  ///
  /// - Returns: the server's time, and until when a sign of the owner is good; nil where there is none.
  @discardableResult
  func showPresence(of owner: String) throws -> (time: Int64, until: Int64?) {
    if case .postgres(let connection) = database { try connection.show(presenceOf: owner) }
    let row = try StoredRow.fetchOne(
      database,
      sql: "SELECT \(Self.now) AS time, (SELECT until FROM worker WHERE owner = ?) AS until",
      arguments: [owner]
    )
    guard let row else { throw ForeignValue() }
    return (try row["time"], try row["until"])
  }

  /// Holds for an owner, other than whoever asks, of whom there is no sign.
  static func isGone(_ owner: String, besides asking: String) -> String {
    """
    (\(owner) <> \(asking) AND NOT EXISTS (SELECT 1 FROM worker WHERE worker.owner = \(owner) AND until >= \(now)
      AND (until >= \(now) + \(signMilliseconds - graceMilliseconds)
        OR NOT \(hasLeft("worker.owner", shownAt: "until - \(signMilliseconds)")))))
    """
  }

  /// Holds for an owner that no connection bears, though the server has run since the owner showed itself: a restart ends the
  /// connections of all.
  static func hasLeft(_ owner: String, shownAt shown: String) -> String {
    "(\(shown) > \(milliseconds("pg_postmaster_start_time()")) AND NOT \(PostgresConnection.isPresent(owner)))"
  }

  private static func milliseconds(_ moment: String) -> String {
    "CAST(extract(epoch FROM \(moment)) * 1000 AS BIGINT)"
  }
}

extension Store {
  /// Who works on a store now, as they name themselves: those who deliver, and those who ask hosts. One process may do both,
  /// under two names. Of a file these are who has its leases, which a process that was killed may still have.
  ///
  /// - Throws: `StorageError`.
  package func workers() throws(StorageError) -> [String] {
    let now = Date().milliseconds
    return try read { database in
      switch database.dialect {
      case .sqlite:
        try String.fetchAll(
          database,
          sql: """
            SELECT owner FROM watch_lease WHERE until > ?1 UNION SELECT owner FROM delivery_lease WHERE until > ?1
            ORDER BY owner
            """,
          arguments: [now]
        )
      case .postgres:
        try String.fetchAll(
          database,
          sql: """
            SELECT owner FROM worker AS known WHERE NOT \(WorkerSigns.isGone("known.owner", besides: "''"))
            UNION SELECT owner FROM host_claim WHERE NOT \(Self.isFree("host_claim"))
            ORDER BY owner
            """
        )
      }
    }
  }
}
