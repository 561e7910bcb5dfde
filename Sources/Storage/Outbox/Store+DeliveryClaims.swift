package import Foundation
package import Model

/// What a deliverer takes to do: one transaction a claim, so that a crash leaves nothing half taken.
extension Store {
  /// Gives the deliveries that are due, with their attempts recorded as open: in a file if the claimer has or can take the
  /// lease, on a server to any number of claimers, each of which keeps what it took while it shows signs of life.
  ///
  /// A loss of power may take the record of the attempts away; then their messages are sent once more, as after any attempt
  /// that was cut off.
  ///
  /// Several claimers on a server pass over the hosts at which another one is claiming right now; one that found nothing else
  /// waits for them.
  ///
  /// - Throws: `StorageError`; then nothing is claimed.
  /// - Complexity: linear in the endpoints with something waiting and in what is given; how much waits does not count.
  package func claimDeliveries(_ claim: DeliveryClaim) throws(StorageError) -> DeliveryWork {
    let (work, hasPassedOver) = try take(claim, .passingOver)
    guard hasPassedOver, case .claimed(let deliveries, _) = work, deliveries.isEmpty else { return work }
    return try take(claim, .waiting).work
  }

  private func take(
    _ claim: DeliveryClaim,
    _ patience: DeliveryClaiming.Patience
  ) throws(StorageError) -> (work: DeliveryWork, hasPassedOver: Bool) {
    try commit(lasting: .withNext, in: .claims) { database in
      let claiming = DeliveryClaiming(database: database, claim: claim)
      switch database.dialect {
      case .sqlite: if let other = try claiming.takeLease() { return (other, false) }
      case .postgres:
        try clock.hear(
          WorkerSigns(database).show(
            of: claim.owner,
            seconds: claim.leaseUntil.timeIntervalSince(claim.now)
          )
        )
      }
      try claiming.rightClocks()
      try claiming.closeAbandoned()
      return try claiming.work(patience)
    }
  }
}

extension OutboxQueries {
  /// How many deliveries wait whose time has come.
  package func dueDeliveryCount(at now: Date) throws(StorageError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM delivery WHERE state = 'pending' AND state IN ('pending', 'trying')
          AND next_attempt_at <= ?
          """,
        arguments: [now.milliseconds]
      ) ?? 0
    }
  }

  /// What waits to be delivered: how many, when the next attempt is due, and to whom.
  package func waitingDeliveries() throws(StorageError) -> (count: Int, next: Date?, endpoints: [String]) {
    try read { database in
      let holds = try Self.endpointHolds(database)
      let rows = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT endpoint_name, count(*) AS waiting, min(next_attempt_at) AS next FROM delivery
          WHERE state IN ('pending', 'trying') GROUP BY endpoint_name ORDER BY endpoint_name
          """
      )
      let moments: [Date] = try rows.compactMap { row in
        guard let next = try row["next"] as Int64? else { return nil }
        return max(Date(milliseconds: next), holds[try row["endpoint_name"]] ?? .distantPast)
      }
      return (
        try rows.reduce(0) { $0 + (try $1["waiting"] as Int) }, moments.min(),
        try rows.map { try $0["endpoint_name"] }
      )
    }
  }

  /// Until when nothing is sent to endpoints whose hosts asked to be left alone, by name; others are left out.
  package func endpointHolds() throws(StorageError) -> [String: Date] { try read(Self.endpointHolds) }

  private static func endpointHolds(_ database: Database) throws -> [String: Date] {
    let holds = try StoredRow.fetchAll(database, sql: "SELECT origin, until FROM host_hold")
    guard !holds.isEmpty else { return [:] }
    let byOrigin = try Dictionary(
      holds.map { row -> (String, Date) in (try row["origin"], Date(milliseconds: try row["until"])) }
    ) { first, _ in first }
    let endpoints = try StoredRow.fetchAll(database, sql: "SELECT name, url FROM endpoint")
    return try endpoints.reduce(into: [:]) { held, row in
      held[try row["name"]] = byOrigin[SecretURL(try row["url"]).origin]
    }
  }
}
