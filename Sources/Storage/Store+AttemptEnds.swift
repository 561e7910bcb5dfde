internal import Foundation
internal import GRDB
package import Model

/// How attempts ended.
extension Store {
  /// Closes attempts in one transaction, each by a decision made from its endpoint's condition at that point of it.
  ///
  /// - Returns: what was written, in the order of `ends`; nil where the attempt is not open or not the owner's any more.
  /// - Throws: `StorageError`; then nothing is written.
  package func closeAttempts(
    _ ends: [AttemptEnd],
    owner: String
  ) throws(StorageError) -> [AttemptClosing?] {
    try write { database in try ends.map { try Self.close($0, owner: owner, database) } }
  }

  private static func close(_ end: AttemptEnd, owner: String, _ database: Database) throws -> AttemptClosing?
  {
    let number = end.claimed.delivery.number
    let isOpen = try Bool.fetchOne(
      database.cachedStatement(
        sql: "SELECT 1 FROM attempt WHERE delivery_id = ? AND number = ? AND owner = ? AND outcome = 'open'"
      ),
      arguments: [number, end.claimed.attemptNumber, owner]
    )
    guard isOpen != nil else { return nil }
    let endpoint = try StoredRow.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT endpoint.id, endpoint.condition FROM endpoint JOIN delivery ON endpoint.id = endpoint_id
          WHERE delivery.id = ?
          """
      ),
      arguments: [number]
    )
    let condition = try endpoint.map { try $0.json(EndpointCondition.self, "condition") }
    let present = condition ?? end.claimed.endpoint.condition
    let closing = end.deciding(present)
    try write(closing.attempt, of: number, database)
    try settle(closing, endpoint: endpoint?["id"], database)
    if closing.condition != present { try write(closing.condition, of: endpoint?["id"], database) }
    if let hold = closing.hostHold { try write(hold, database) }
    return closing
  }

  private static func write(_ attempt: Attempt, of delivery: Int64, _ database: Database) throws {
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
  private static func settle(_ closing: AttemptClosing, endpoint: Int64?, _ database: Database) throws {
    guard endpoint != nil || closing.state == .accepted else { return }
    try database.cachedStatement(
      sql: "UPDATE delivery SET state = ?, next_attempt_at = ?, attempts_made = ?, reason = ? WHERE id = ?"
    ).execute(arguments: [
      closing.state.rawValue, closing.nextAttemptAt?.milliseconds, closing.attemptsMade,
      closing.attempt.reason, closing.delivery,
    ])
  }

  private static func write(_ condition: EndpointCondition, of endpoint: Int64?, _ database: Database) throws
  {
    try database.execute(
      sql: "UPDATE endpoint SET condition = ? WHERE id = ?",
      arguments: [try JSONColumn.encode(condition), endpoint]
    )
  }

  private static func write(_ hold: HostHold, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO host_hold (origin, until) VALUES (?, ?)",
      arguments: [hold.origin, hold.until.milliseconds]
    )
  }
}
