internal import Foundation
internal import GRDB
package import Model

/// What the delivery worker asks: one transaction a call, so that a crash between two leaves nothing half written.
extension Store {
  /// Gives the deliveries that are due, with their attempts recorded as open, if the claimer has or can take the lease.
  ///
  /// - Throws: `StorageError`; then nothing is claimed.
  package func claimDeliveries(_ claim: DeliveryClaim) throws(StorageError) -> DeliveryWork {
    try write { database in
      let claiming = Claiming(database: database, claim: claim)
      if let other = try claiming.takeLease() { return other }
      try claiming.closeAbandoned()
      return try claiming.work()
    }
  }

  /// Closes an attempt by a decision made from the endpoint's present condition.
  ///
  /// - Returns: what was written; nil if the attempt is not open or not the owner's any more.
  /// - Throws: `StorageError`; then nothing is written.
  package func closeAttempt(
    _ claimed: ClaimedDelivery,
    owner: String,
    deciding: (EndpointCondition) -> AttemptClosing
  ) throws(StorageError) -> AttemptClosing? {
    try write { database in
      let number = claimed.delivery.number
      let isOpen = try Bool.fetchOne(
        database,
        sql: "SELECT 1 FROM attempt WHERE delivery_id = ? AND number = ? AND owner = ? AND outcome = 'open'",
        arguments: [number, claimed.attemptNumber, owner]
      )
      guard isOpen != nil else { return nil }
      let endpoint = try Row.fetchOne(
        database,
        sql:
          "SELECT endpoint.* FROM endpoint JOIN delivery ON endpoint.id = endpoint_id WHERE delivery.id = ?",
        arguments: [number]
      )
      let condition = try endpoint.map { try EndpointColumns.endpoint($0).condition }
      let closing = deciding(condition ?? claimed.endpoint.condition)
      try AttemptColumns.close(closing, database)
      try AttemptColumns.settle(closing, endpoint: endpoint?["id"], database)
      return closing
    }
  }
}

/// One claim within its transaction.
private struct Claiming {
  let database: Database
  let claim: DeliveryClaim

  /// Takes, keeps or gives back the lease.
  ///
  /// - Returns: the answer where another process has it.
  func takeLease() throws -> DeliveryWork? {
    if let row = try Row.fetchOne(database, sql: "SELECT owner, until FROM delivery_lease") {
      let until = Date(milliseconds: row["until"])
      if row["owner"] != claim.owner, until > claim.now {
        return .leasedByAnother(owner: row["owner"], until: until)
      }
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO delivery_lease (id, owner, until) VALUES (1, ?, ?)",
      arguments: [claim.owner, claim.leaseUntil.milliseconds]
    )
    return nil
  }

  /// What a crash left open may have arrived: it is tried again, with the same id.
  func closeAbandoned() throws {
    let abandoned = "outcome = 'open' AND (owner <> ? OR started_at < ?)"
    let arguments: StatementArguments = [claim.owner, claim.abandonedBefore.milliseconds]
    try database.execute(
      sql: """
        UPDATE delivery SET state = 'pending', next_attempt_at = ?, reason = 'an attempt was cut off: tried again'
        WHERE state = 'trying' AND id IN (SELECT delivery_id FROM attempt WHERE \(abandoned))
        """,
      arguments: [claim.now.milliseconds] + arguments
    )
    try database.execute(
      sql: """
        UPDATE attempt SET outcome = 'unknown outcome', reason = 'cut off: the process that made it has ended'
        WHERE \(abandoned)
        """,
      arguments: arguments
    )
  }

  func work() throws -> DeliveryWork {
    var claimed: [ClaimedDelivery] = []
    var nextDue: Date?
    var atWork = try openAttempts()
    for queue in try EndpointQueue.all(database) {
      let origin = queue.endpoint.url.origin
      guard let opensAt = try opening(of: queue, origin: origin) else { continue }
      let waiting = try queue.pending(database)
      let due = opensAt > claim.now ? [] : waiting.filter { ($0.nextAttemptAt ?? claim.now) <= claim.now }
      let isProbe = queue.endpoint.condition.state == .paused
      let places = min(
        isProbe || queue.endpoint.isStrictlyOrdered
          ? 1 - atWork.endpoints[queue.number, default: 0]
          : claim.perEndpointLimit - atWork.endpoints[queue.number, default: 0],
        claim.perOriginLimit - atWork.origins[origin, default: 0],
        claim.limit - claimed.count
      )
      // Strict order: what is not the oldest waits, whatever its own time.
      let eligible = queue.endpoint.isStrictlyOrdered && due.first?.number != waiting.first?.number ? [] : due
      for delivery in eligible.prefix(max(0, places)) {
        claimed.append(try open(delivery, queue.endpoint, isProbe: isProbe))
        atWork.endpoints[queue.number, default: 0] += 1
        atWork.origins[origin, default: 0] += 1
      }
      let moments = waiting.compactMap { delivery in
        let moment = max(delivery.nextAttemptAt ?? claim.now, opensAt)
        return moment > claim.now ? moment : nil
      }
      nextDue = (moments + [nextDue].compactMap { $0 }).min()
    }
    return .claimed(claimed, nextDue: nextDue)
  }

  /// From when on an endpoint may be sent to: now, at its probe, when its host's wish ends; nil for never.
  private func opening(of queue: EndpointQueue, origin: String) throws -> Date? {
    let condition = queue.endpoint.condition
    var moments = [claim.now]
    switch condition.state {
    case .active: break
    case .paused:
      guard let probeAt = condition.probeAt else { return nil }
      moments.append(probeAt)
    case .disabled: return nil
    }
    let hold = try Int64.fetchOne(
      database,
      sql: "SELECT until FROM host_hold WHERE origin = ?",
      arguments: [origin]
    )
    moments += [hold.map(Date.init(milliseconds:)), condition.heldUntil].compactMap { $0 }
    return moments.max()
  }

  /// How many attempts are open, by endpoint and by origin.
  private func openAttempts() throws -> (endpoints: [Int64: Int], origins: [String: Int]) {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT endpoint.id, endpoint.url, count(*) AS open FROM attempt JOIN delivery ON delivery.id = delivery_id
        JOIN endpoint ON endpoint.id = endpoint_id WHERE outcome = 'open' GROUP BY endpoint.id
        """
    )
    var counts: (endpoints: [Int64: Int], origins: [String: Int]) = ([:], [:])
    for row in rows {
      counts.endpoints[row["id"], default: 0] += row["open"] as Int
      counts.origins[SecretURL(row["url"]).origin, default: 0] += row["open"] as Int
    }
    return counts
  }

  /// Records an attempt before it is made.
  private func open(_ delivery: Delivery, _ endpoint: Endpoint, isProbe: Bool) throws -> ClaimedDelivery {
    let last = try Int.fetchOne(
      database,
      sql: "SELECT max(number) FROM attempt WHERE delivery_id = ?",
      arguments: [delivery.number]
    )
    let number = (last ?? 0) + 1
    try database.execute(
      sql: """
        INSERT INTO attempt (delivery_id, number, owner, started_at, outcome, reason) VALUES (?, ?, ?, ?, 'open', '')
        """,
      arguments: [delivery.number, number, claim.owner, claim.now.milliseconds]
    )
    try database.execute(
      sql: "UPDATE delivery SET state = 'trying', next_attempt_at = NULL WHERE id = ?",
      arguments: [delivery.number]
    )
    var trying = delivery
    trying.state = .trying
    trying.nextAttemptAt = nil
    return ClaimedDelivery(delivery: trying, endpoint: endpoint, attemptNumber: number, isProbe: isProbe)
  }
}

/// An endpoint with deliveries that wait.
private struct EndpointQueue {
  let number: Int64
  let endpoint: Endpoint

  /// Of one endpoint not more are looked at in one claim; the rest come with the next.
  private static let pendingMax = 256

  static func all(_ database: Database) throws -> [EndpointQueue] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM endpoint WHERE id IN (SELECT endpoint_id FROM delivery WHERE state = 'pending') ORDER BY id
        """
    ).map { EndpointQueue(number: $0["id"], endpoint: try EndpointColumns.endpoint($0)) }
  }

  /// The oldest message first where order counts, else the one that has been due for longest.
  func pending(_ database: Database) throws -> [Delivery] {
    let order = endpoint.isStrictlyOrdered ? "sequence" : "next_attempt_at, sequence"
    return try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM delivery WHERE endpoint_id = ? AND state = 'pending' ORDER BY \(order) LIMIT \(Self.pendingMax)
        """,
      arguments: [number]
    ).map(DeliveryColumns.delivery)
  }
}

/// The end of an attempt as it is written.
private enum AttemptColumns {
  static func close(_ closing: AttemptClosing, _ database: Database) throws {
    let attempt = closing.attempt
    try database.execute(
      sql: """
        UPDATE attempt SET started_at = ?, duration_seconds = ?, outcome = ?, status = ?, bytes_sent = ?, answer = ?,
          reason = ? WHERE delivery_id = ? AND number = ?
        """,
      arguments: [
        attempt.startedAt.milliseconds, attempt.durationSeconds, attempt.outcome.rawValue, attempt.status,
        attempt.bytesSent, attempt.answer, attempt.reason, closing.delivery, attempt.number,
      ]
    )
  }

  /// The delivery goes on as decided, unless its endpoint was removed meanwhile and nothing arrived.
  static func settle(_ closing: AttemptClosing, endpoint: Int64?, _ database: Database) throws {
    if endpoint != nil || closing.state == .accepted {
      try database.execute(
        sql: "UPDATE delivery SET state = ?, next_attempt_at = ?, attempts_made = ?, reason = ? WHERE id = ?",
        arguments: [
          closing.state.rawValue, closing.nextAttemptAt?.milliseconds, closing.attemptsMade,
          closing.attempt.reason,
          closing.delivery,
        ]
      )
    }
    try database.execute(
      sql: "UPDATE endpoint SET condition = ? WHERE id = ?",
      arguments: [try JSONColumn.encode(closing.condition), endpoint]
    )
    if let hold = closing.hostHold {
      try database.execute(
        sql: "INSERT OR REPLACE INTO host_hold (origin, until) VALUES (?, ?)",
        arguments: [hold.origin, hold.until.milliseconds]
      )
    }
  }
}
