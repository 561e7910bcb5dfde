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

  /// What waits to be delivered.
  package func waitingDeliveries() throws(StorageError) -> WaitingDeliveries {
    try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT endpoint_name, count(*) AS waiting, min(next_attempt_at) AS next FROM delivery
          WHERE state IN ('pending', 'trying') GROUP BY endpoint_name ORDER BY endpoint_name
          """
      )
      // Each command asks, and mostly nothing waits.
      let holds = rows.isEmpty ? [:] : try Self.endpointHolds(database)
      var waiting = WaitingDeliveries()
      for row in rows {
        let endpoint: String = try row["endpoint_name"]
        waiting.count += try row["waiting"] as Int
        waiting.endpoints.append(endpoint)
        let hold = holds[endpoint] ?? .distantPast
        if hold == .distantFuture { waiting.stopped.insert(endpoint) }
        guard hold < .distantFuture, let next = try row["next"] as Int64? else { continue }
        waiting.next = min(waiting.next ?? .distantFuture, max(Date(milliseconds: next), hold))
      }
      return waiting
    }
  }

  /// Until when nothing is sent to endpoints that failed for long, or whose hosts asked to be left alone, by name: the distant
  /// future where somebody has to resume one. Others are left out.
  package func endpointHolds() throws(StorageError) -> [String: Date] { try read(Self.endpointHolds) }

  private static func endpointHolds(_ database: Database) throws -> [String: Date] {
    let holds = try StoredRow.fetchAll(database, sql: "SELECT origin, until FROM host_hold")
    let byOrigin = try Dictionary(
      holds.map { row -> (String, Date) in (try row["origin"], Date(milliseconds: try row["until"])) }
    ) { first, _ in first }
    let endpoints = try StoredRow.fetchAll(database, sql: "SELECT name, url, condition FROM endpoint")
    return try endpoints.reduce(into: [:]) { held, row in
      let condition = try row.repeatedJSON(EndpointCondition.self, "condition")
      let wanted = byOrigin[SecretURL(try row["url"]).origin]
      let hold = max(wanted ?? .distantPast, condition.opening)
      if hold > .distantPast { held[try row["name"]] = hold }
    }
  }
}

/// What waits to be delivered.
package struct WaitingDeliveries: Sendable, Hashable {
  /// How many.
  package var count: Int
  /// When the next attempt is due; nil for never, as things stand.
  package var next: Date?
  /// To whom, by name.
  package var endpoints: [String]
  /// Those of them that are not sent to until somebody resumes them.
  package var stopped: Set<String>

  /// Nothing, unless it is said.
  package init(count: Int = 0, next: Date? = nil, endpoints: [String] = [], stopped: Set<String> = []) {
    (self.count, self.next, self.endpoints, self.stopped) = (count, next, endpoints, stopped)
  }
}
