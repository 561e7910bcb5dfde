internal import Foundation
internal import Model

/// One claim within its transaction.
struct DeliveryClaiming {
  let database: Database
  let claim: DeliveryClaim

  /// Takes, keeps or gives back the lease.
  ///
  /// - Returns: the answer where another process has it.
  func takeLease() throws -> DeliveryWork? {
    if let row = try StoredRow.fetchOne(database, sql: "SELECT owner, until FROM delivery_lease") {
      let (owner, until): (String, Date) = (try row["owner"], Date(milliseconds: try row["until"]))
      // A lease that ends later than one taken now would was taken by a clock that was wrong.
      let isRunning = until > claim.now && until <= max(claim.leaseUntil, claim.now + Self.leaseSecondsMax)
      if owner != claim.owner, owner != claim.endedOwner, isRunning {
        return .leasedByAnother(owner: owner, until: until)
      }
      // One that was taken a moment ago stands as it is: a claim that finds nothing then writes nothing, and waits for no disk.
      let age = claim.leaseUntil.timeIntervalSince(until)
      if owner == claim.owner, isRunning, (0..<Self.renewalSeconds).contains(age) { return nil }
    }
    try database.execute(
      sql: """
        INSERT INTO delivery_lease (id, owner, until) VALUES (1, ?, ?)
        ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, until = excluded.until
        """,
      arguments: [claim.owner, claim.leaseUntil.milliseconds]
    )
    return nil
  }

  /// No process asks for a longer lease, nor for one that much longer than another's.
  private static let leaseSecondsMax = 120.0
  /// A lease is written anew once it is so old: long before it ends.
  private static let renewalSeconds = 10.0

  /// Takes back what a clock that was ahead has put off.
  func rightClocks() throws {
    try database.execute(
      sql: """
        UPDATE delivery SET next_attempt_at = ?, reason = ?
        WHERE id IN (SELECT id FROM delivery
          WHERE state IN ('pending', 'trying') AND next_attempt_at > ? \(database.dialect.passingOver))
        """,
      arguments: [
        claim.now.milliseconds, claim.reasons.putOff, (claim.now + claim.longestWaits.attempt).milliseconds,
      ]
    )
    try database.execute(
      sql: """
        DELETE FROM host_hold WHERE origin IN
          (SELECT origin FROM host_hold WHERE until > ? \(database.dialect.passingOver))
        """,
      arguments: [(claim.now + claim.longestWaits.hostHold).milliseconds]
    )
  }

  /// What a crash left open may have arrived: it is tried again, with the same id.
  func closeAbandoned() throws {
    let isLeft =
      switch database.dialect {
      case .sqlite: "owner <> ?1 OR started_at < ?2"
      // When others began is told by clocks that may be wrong: they close what they made, or are gone.
      case .postgres:
        "\(WorkerSigns.isGone("attempt.owner", besides: "?1")) OR attempt.owner = ?1 AND started_at < ?2"
      }
    let left = try StoredRow.fetchAll(
      database,
      sql: """
        SELECT delivery_id, number FROM attempt WHERE outcome = 'open' AND (\(isLeft))
        \(database.dialect.passingOver)
        """,
      arguments: [claim.owner, claim.abandonedBefore.milliseconds]
    )
    for row in left {
      let (delivery, number): (Int64, Int) = (try row["delivery_id"], try row["number"])
      try database.execute(
        sql: """
          UPDATE delivery SET state = 'pending', next_attempt_at = ?, reason = ? WHERE id = ? AND state = 'trying'
          """,
        arguments: [claim.now.milliseconds, claim.reasons.triedAgain, delivery]
      )
      try database.execute(
        sql: """
          UPDATE attempt SET outcome = 'unknown outcome', reason = ? WHERE delivery_id = ? AND number = ?
          """,
        arguments: [claim.reasons.cutOff, delivery, number]
      )
    }
  }

  /// Whether a claimer waits for others at a host, or goes on to the next.
  enum Patience { case passingOver, waiting }

  func work(_ patience: Patience) throws -> (work: DeliveryWork, hasPassedOver: Bool) {
    var claimed: [ClaimedDelivery] = []
    let queues = try EndpointQueue.all(database).map { ($0, origin: $0.endpoint.url.origin) }
    let busy = try hold(Set(queues.map { $0.origin }), patience)
    // Counted once the hosts are held: nobody begins anything at them from here on.
    var atWork = try openAttempts()
    var moments = (busy.isEmpty ? [] : [claim.now]) + (try lookAtOthers())
    for (queue, origin) in queues where !busy.contains(origin) {
      guard var opensAt = try opening(of: queue, origin: origin) else { continue }
      let rate = try queue.rate(at: claim.now, database)
      if let nextPlace = rate.nextPlaceAt { opensAt = max(opensAt, nextPlace) }
      let isProbe = queue.endpoint.condition.state == .paused
      let places = min(
        rate.places,
        (isProbe || queue.endpoint.isStrictlyOrdered ? 1 : claim.perEndpointLimit)
          - atWork.endpoints[queue.number, default: 0],
        claim.perOriginLimit - atWork.origins[origin, default: 0],
        claim.limit - claimed.count
      )
      if opensAt <= claim.now, places > 0 {
        for delivery in try queue.due(at: claim.now, limit: places, database) {
          claimed.append(try open(delivery, queue.endpoint, isProbe: isProbe))
          atWork.endpoints[queue.number, default: 0] += 1
          atWork.origins[origin, default: 0] += 1
        }
      }
      // What is due and finds no place is looked at when an attempt ends.
      if let moment = try queue.nextDue(after: claim.now, opensAt: opensAt, database) {
        moments.append(moment)
      }
    }
    return (.claimed(claimed, nextDue: moments.min()), !busy.isEmpty)
  }

  /// Keeps other claimers from hosts to the end of the transaction: their bounds hold over all claimers.
  ///
  /// - Returns: the hosts at which another one is claiming.
  private func hold(_ origins: Set<String>, _ patience: Patience) throws -> Set<String> {
    // Whoever gives his lease back takes nothing.
    guard database.dialect == .postgres, claim.limit > 0 else { return [] }
    let lock = "hashtextextended(current_schema() || ' to ' || CAST(? AS TEXT), 0)"
    switch patience {
    case .waiting:
      // In one order, so that no two wait for one another.
      for origin in origins.sorted() {
        try database.execute(sql: "SELECT pg_advisory_xact_lock(\(lock))", arguments: [origin])
      }
      return []
    case .passingOver:
      let attempt = try database.cachedStatement(sql: "SELECT pg_try_advisory_xact_lock(\(lock))")
      let order = origins.sorted()
      let answers = try Bool.fetchAll(attempt, each: order.map { [$0] })
      return Set(zip(order, answers).filter { $0.1 != [true] }.map { $0.0 })
    }
  }

  /// When to look whether others still show signs of life: soon, while they have attempts at work.
  private func lookAtOthers() throws -> [Date] {
    guard database.dialect == .postgres, claim.limit > 0 else { return [] }
    let isWatched = try Bool.fetchOne(
      database,
      sql: "SELECT 1 FROM attempt WHERE outcome = 'open' AND owner <> ? LIMIT 1",
      arguments: [claim.owner]
    )
    return isWatched == nil ? [] : [claim.now + Self.secondsBetweenLooksAtOthers]
  }

  private static let secondsBetweenLooksAtOthers = 2.0

  /// From when on an endpoint may be sent to: now, at its probe, when its host's wish ends; nil for never.
  private func opening(of queue: EndpointQueue, origin: String) throws -> Date? {
    let opening = queue.endpoint.condition.opening
    guard opening < .distantFuture else { return nil }
    var moments = [claim.now]
    // A probe that is further ahead than any was set by a clock that was wrong.
    if opening <= claim.now + claim.longestWaits.probe { moments.append(opening) }
    let hold = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT until FROM host_hold WHERE origin = ?"),
      arguments: [origin]
    )
    if let hold { moments.append(Date(milliseconds: hold)) }
    return moments.max()
  }

  /// How many attempts are open, by endpoint and by origin.
  private func openAttempts() throws -> (endpoints: [Int64: Int], origins: [String: Int]) {
    let rows = try StoredRow.fetchAll(
      database,
      sql: """
        SELECT endpoint.id, endpoint.url, count(*) AS open FROM attempt JOIN delivery ON delivery.id = delivery_id
        JOIN endpoint ON endpoint.id = endpoint_id WHERE outcome = 'open' GROUP BY endpoint.id
        """
    )
    var counts: (endpoints: [Int64: Int], origins: [String: Int]) = ([:], [:])
    for row in rows {
      let (endpoint, open): (Int64, Int) = (try row["id"], try row["open"])
      counts.endpoints[endpoint, default: 0] += open
      counts.origins[SecretURL(try row["url"]).origin, default: 0] += open
    }
    return counts
  }

  /// Records an attempt before it is made.
  private func open(_ delivery: Delivery, _ endpoint: Endpoint, isProbe: Bool) throws -> ClaimedDelivery {
    let last = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT max(number) FROM attempt WHERE delivery_id = ?"),
      arguments: [delivery.number]
    )
    let number = (last ?? 0) + 1
    try database.cachedStatement(
      sql: """
        INSERT INTO attempt (delivery_id, number, owner, started_at, outcome, reason) VALUES (?, ?, ?, ?, 'open', '')
        """
    ).execute(arguments: [delivery.number, number, claim.owner, claim.now.milliseconds])
    try database.cachedStatement(
      sql: "UPDATE delivery SET state = 'trying', next_attempt_at = NULL WHERE id = ?"
    ).execute(arguments: [delivery.number])
    var trying = delivery
    trying.state = .trying
    trying.nextAttemptAt = nil
    return ClaimedDelivery(delivery: trying, endpoint: endpoint, attemptNumber: number, isProbe: isProbe)
  }
}
