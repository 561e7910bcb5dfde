internal import Foundation
internal import Model

/// An endpoint with deliveries that wait.
struct EndpointQueue {
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
      ) AND next_attempt_at <= ? LIMIT ? \(database.dialect.passingOver)
      """
      : """
      SELECT * FROM delivery WHERE endpoint_id = ? AND state = 'pending' AND next_attempt_at <= ?
      ORDER BY next_attempt_at, sequence LIMIT ? \(database.dialect.passingOver)
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
