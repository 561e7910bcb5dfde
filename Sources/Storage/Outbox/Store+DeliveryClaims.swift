package import Foundation
internal import GRDB
package import Model

/// What a deliverer takes to do: one transaction a claim, so that a crash leaves nothing half taken.
extension Store {
  /// Gives the deliveries that are due, with their attempts recorded as open, if the claimer has or can take the lease.
  ///
  /// - Throws: `StorageError`; then nothing is claimed.
  /// - Complexity: linear in the endpoints with something waiting and in what is given; how much waits does not count.
  package func claimDeliveries(_ claim: DeliveryClaim) throws(StorageError) -> DeliveryWork {
    try commit { database in
      let claiming = Claiming(database: database, claim: claim)
      if let other = try claiming.takeLease() { return other }
      try claiming.rightClocks()
      try claiming.closeAbandoned()
      return try claiming.work()
    }
  }
}

extension Store {
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

/// One claim within its transaction.
private struct Claiming {
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
      sql: "INSERT OR REPLACE INTO delivery_lease (id, owner, until) VALUES (1, ?, ?)",
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
        WHERE state IN ('pending', 'trying') AND next_attempt_at > ?
        """,
      arguments: [
        claim.now.milliseconds, claim.reasons.putOff, (claim.now + claim.longestWaits.attempt).milliseconds,
      ]
    )
    try database.execute(
      sql: "DELETE FROM host_hold WHERE until > ?",
      arguments: [(claim.now + claim.longestWaits.hostHold).milliseconds]
    )
  }

  /// What a crash left open may have arrived: it is tried again, with the same id.
  func closeAbandoned() throws {
    let abandoned = "outcome = 'open' AND (owner <> ? OR started_at < ?)"
    let arguments: StatementArguments = [claim.owner, claim.abandonedBefore.milliseconds]
    try database.execute(
      sql: """
        UPDATE delivery SET state = 'pending', next_attempt_at = ?, reason = ?
        WHERE state = 'trying' AND id IN (SELECT delivery_id FROM attempt WHERE \(abandoned))
        """,
      arguments: [claim.now.milliseconds, claim.reasons.triedAgain] + arguments
    )
    try database.execute(
      sql: """
        UPDATE attempt SET outcome = 'unknown outcome', reason = ?
        WHERE \(abandoned)
        """,
      arguments: [claim.reasons.cutOff] + arguments
    )
  }

  func work() throws -> DeliveryWork {
    var claimed: [ClaimedDelivery] = []
    var moments: [Date] = []
    var atWork = try openAttempts()
    for queue in try EndpointQueue.all(database) {
      let origin = queue.endpoint.url.origin
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
    return .claimed(claimed, nextDue: moments.min())
  }

  /// From when on an endpoint may be sent to: now, at its probe, when its host's wish ends; nil for never.
  private func opening(of queue: EndpointQueue, origin: String) throws -> Date? {
    let condition = queue.endpoint.condition
    var moments = [claim.now]
    switch condition.state {
    case .active: break
    case .paused:
      guard let probeAt = condition.probeAt else { return nil }
      moments.append(probeAt > claim.now + claim.longestWaits.probe ? claim.now : probeAt)
    case .disabled: return nil
    }
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

/// An endpoint with deliveries that wait.
private struct EndpointQueue {
  let number: Int64
  let endpoint: Endpoint

  static func all(_ database: Database) throws -> [EndpointQueue] {
    try StoredRow.fetchAll(
      database,
      sql: """
        SELECT * FROM endpoint
        WHERE EXISTS (SELECT 1 FROM delivery WHERE endpoint_id = endpoint.id AND state = 'pending') ORDER BY id
        """
    ).map { EndpointQueue(number: try $0["id"], endpoint: try EndpointColumns.endpoint($0)) }
  }

  /// How many attempts the endpoint's rate leaves in this minute and, where it is none, when the oldest is a minute old.
  func rate(at now: Date, _ database: Database) throws -> (places: Int, nextPlaceAt: Date?) {
    guard let most = endpoint.attemptsPerMinuteMax else { return (.max, nil) }
    let starts = try Int64.fetchAll(
      database,
      sql: """
        SELECT started_at FROM attempt JOIN delivery ON delivery.id = delivery_id
        WHERE endpoint_id = ? AND started_at > ? AND started_at <= ? ORDER BY started_at DESC LIMIT ?
        """,
      arguments: [number, (now - 60).milliseconds, now.milliseconds, most]
    )
    guard starts.count == most, let oldest = starts.last else { return (most - starts.count, nil) }
    return (0, Date(milliseconds: oldest) + 60)
  }

  /// Those that have been due for longest; in strict order only the oldest message, once it is due.
  func due(at now: Date, limit: Int, _ database: Database) throws -> [Delivery] {
    let sql =
      endpoint.isStrictlyOrdered
      ? """
      SELECT * FROM delivery WHERE id = (
        SELECT id FROM delivery WHERE endpoint_id = ? AND state = 'pending' ORDER BY sequence LIMIT 1
      ) AND next_attempt_at <= ? LIMIT ?
      """
      : """
      SELECT * FROM delivery WHERE endpoint_id = ? AND state = 'pending' AND next_attempt_at <= ?
      ORDER BY next_attempt_at, sequence LIMIT ?
      """
    return try StoredRow.fetchAll(
      database.cachedStatement(sql: sql),
      arguments: [number, now.milliseconds, limit]
    ).map(DeliveryColumns.delivery)
  }

  /// When something falls due after now: never before the endpoint opens; nil where nothing does.
  func nextDue(after now: Date, opensAt: Date, _ database: Database) throws -> Date? {
    let sql = """
      SELECT next_attempt_at FROM delivery WHERE endpoint_id = ? AND state = 'pending' AND next_attempt_at > ?
      ORDER BY \(endpoint.isStrictlyOrdered ? "sequence" : "next_attempt_at") LIMIT 1
      """
    // What waits for the endpoint to open may have been due for long.
    let past = opensAt > now ? Date.distantPast : now
    return try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: [number, past.milliseconds])
      .map { max(Date(milliseconds: $0), opensAt) }
  }
}
