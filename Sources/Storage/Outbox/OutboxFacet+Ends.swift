internal import Foundation
package import Model

/// How attempts ended.
extension OutboxFacet {
  /// The condition of an attempt's endpoint as it is now; as it was where the endpoint was removed meanwhile.
  ///
  /// - Returns: nil where the attempt is not open or not the owner's any more.
  package func condition(
    ofOpen claimed: ClaimedDelivery,
    owner: String
  ) throws -> EndpointCondition? {
    let isOpen = try Bool.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT 1 FROM attempt WHERE delivery_id = ? AND number = ? AND owner = ? AND outcome = 'open'
          \(database.dialect.holding)
          """
      ),
      arguments: [claimed.delivery.number, claimed.attemptNumber, owner]
    )
    guard isOpen != nil else { return nil }
    return try endpoint(of: claimed.delivery.number)?.condition ?? claimed.endpoint.condition
  }

  /// Closes an attempt, and lets its delivery and its endpoint go on as decided.
  package func close(_ closing: AttemptClosing) throws {
    let endpoint = try endpoint(of: closing.delivery)
    try write(closing.attempt, of: closing.delivery)
    try settle(closing, endpoint: endpoint?.number)
    if closing.condition != endpoint?.condition { try write(closing.condition, of: endpoint?.number) }
    if let hold = closing.hostHold { try write(hold) }
  }

  private func endpoint(of delivery: Int64) throws -> (number: Int64, condition: EndpointCondition)? {
    try StoredRow.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT endpoint.id, endpoint.condition FROM endpoint JOIN delivery ON endpoint.id = endpoint_id
          WHERE delivery.id = ?
          """
      ),
      arguments: [delivery]
    ).map { (try $0["id"], try $0.repeatedJSON(EndpointCondition.self, "condition")) }
  }

  private func write(_ attempt: Attempt, of delivery: Int64) throws {
    try database.cachedStatement(
      sql: """
        UPDATE attempt SET started_at = ?, duration_seconds = ?, outcome = ?, status = ?, bytes_sent = ?, answer = ?,
          reason = ? WHERE delivery_id = ? AND number = ?
        """
    ).execute(arguments: [
      attempt.startedAt.milliseconds, attempt.durationSeconds, attempt.outcome.rawValue, attempt.status,
      attempt.bytesSent, attempt.answer, attempt.reason, delivery, attempt.number,
    ])
  }

  /// The delivery goes on as decided, unless its endpoint was removed meanwhile and nothing arrived.
  private func settle(_ closing: AttemptClosing, endpoint: Int64?) throws {
    guard endpoint != nil || closing.state == .accepted else { return }
    try database.cachedStatement(
      sql: "UPDATE delivery SET state = ?, next_attempt_at = ?, attempts_made = ?, reason = ? WHERE id = ?"
    ).execute(arguments: [
      closing.state.rawValue, closing.nextAttemptAt?.milliseconds, closing.attemptsMade,
      closing.attempt.reason, closing.delivery,
    ])
  }

  private func write(_ condition: EndpointCondition, of endpoint: Int64?) throws {
    try database.takeTurn(in: .messages)
    try database.execute(
      sql: "UPDATE endpoint SET condition = ? WHERE id = ?",
      arguments: [try JSONColumn.encode(condition), endpoint]
    )
  }

  private func write(_ hold: HostHold) throws {
    try database.execute(
      sql: """
        INSERT INTO host_hold (origin, until) VALUES (?, ?) ON CONFLICT (origin) DO UPDATE SET until = excluded.until
        """,
      arguments: [hold.origin, hold.until.milliseconds]
    )
  }
}
