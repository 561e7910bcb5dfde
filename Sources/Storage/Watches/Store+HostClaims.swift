internal import Foundation

/// Which process asks which hosts, where several work on a store on a server: a host is asked by one at a time, so that the
/// manners which it wants are kept.
extension Store {
  /// Claims hosts, or keeps claims.
  ///
  /// - Parameters:
  ///   - hosts: which are wanted.
  ///   - owner: by whom.
  ///   - seconds: for how long, by the server's clock.
  /// - Returns: those that are the owner's now; in a file all, since there a lease says who asks.
  /// - Throws: `StorageError`.
  package func claimHosts(
    _ hosts: Set<String>,
    owner: String,
    seconds: Double
  ) throws(StorageError) -> Set<String> {
    guard isOnServer, !hosts.isEmpty else { return hosts }
    // Whoever wants the same hosts wants them in the same order.
    return try commit(in: .claims) { database in
      let now = WorkerSigns.now
      try clock.hear(Date(milliseconds: WorkerSigns(database).showPresence(of: owner).time))
      let claimed = try String.fetchAll(
        database,
        sql: """
          INSERT INTO host_claim (host, owner, until)
          SELECT host, ?2, \(now) + ?3 FROM json_array_elements_text(CAST(CAST(?1 AS TEXT) AS JSON)) AS wanted (host)
          ON CONFLICT (host) DO UPDATE SET owner = excluded.owner, until = excluded.until
            WHERE host_claim.owner = excluded.owner OR \(Self.isFree("host_claim"))
          RETURNING host
          """,
        arguments: [try JSONColumn.encode(hosts.sorted()), owner, Int(seconds * 1_000)]
      )
      return Set(claimed)
    }
  }

  /// Holds for a claim that ended, or whose claimer did. One that its claimer may still go by stands.
  static func isFree(_ claim: String) -> String {
    """
    (\(claim).until < \(WorkerSigns.now) OR \(claim).until < \(WorkerSigns.now) + \(hostGraceMilliseconds)
      AND \(WorkerSigns.hasLeft("\(claim).owner", shownAt: "\(claim).until - \(hostClaimMilliseconds)")))
    """
  }

  /// How long services claim a host for.
  private static let hostClaimMilliseconds = 60_000
  /// What is left of it when the end of its claimer counts: they go by it for 20 s, and then renew it.
  private static let hostGraceMilliseconds = 35_000

  /// Gives hosts of an owner back.
  ///
  /// - Throws: `StorageError`.
  package func endHostClaims(of hosts: Set<String>, owner: String) throws(StorageError) {
    guard isOnServer, !hosts.isEmpty else { return }
    let theirs = "AND host IN (SELECT json_array_elements_text(CAST(CAST(? AS TEXT) AS JSON)))"
    try commit(in: .claims) { database in
      try Self.endClaims(theirs, [owner, try JSONColumn.encode(hosts.sorted())], database)
    }
  }

  /// Shows those who work on a store on a server that an owner does, whether or not it asks any host.
  ///
  /// - Throws: `StorageError`.
  package func showWatching(owner: String, seconds: Double) throws(StorageError) {
    guard isOnServer else { return }
    try commit(in: .claims) { database in
      _ = try WorkerSigns(database).show(of: owner, seconds: seconds)
    }
  }

  /// Gives all hosts of an owner back, who works no more.
  ///
  /// - Throws: `StorageError`.
  package func endWatching(owner: String) throws(StorageError) {
    guard isOnServer else { return }
    try commit(in: .claims) { database in
      try Self.endClaims("", [owner], database)
      _ = try WorkerSigns(database).show(of: owner, seconds: 0)
    }
  }

  /// Those of an owner that a further condition holds for.
  private static func endClaims(
    _ condition: String,
    _ arguments: StatementArguments,
    _ database: Database
  ) throws {
    try database.execute(
      sql: """
        DELETE FROM host_claim WHERE host IN
          (SELECT host FROM host_claim WHERE owner = ? \(condition) ORDER BY host \(database.dialect.holding))
        """,
      arguments: arguments
    )
  }
}
