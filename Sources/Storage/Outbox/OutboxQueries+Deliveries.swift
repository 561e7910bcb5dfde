internal import Foundation
internal import Model

/// Deliveries: messages as they will be sent, and what came of them.
extension OutboxQueries {
  /// One delivery with its attempts; nil where there is none of that number.
  package func delivery(_ number: Int64) throws(StorageError) -> DeliveryHistory? {
    try read { database in
      let row = try StoredRow.fetchOne(
        database,
        sql: "SELECT * FROM delivery WHERE id = ?",
        arguments: [number]
      )
      guard let row else { return nil }
      let attempts = try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM attempt WHERE delivery_id = ? ORDER BY number",
        arguments: [number]
      )
      return DeliveryHistory(
        delivery: try DeliveryColumns.delivery(row),
        attempts: try attempts.map(DeliveryColumns.attempt)
      )
    }
  }
}

/// A delivery as the columns of its row.
enum DeliveryColumns {
  static func delivery(_ row: StoredRow) throws -> Delivery {
    var delivery = Delivery(
      number: try row["id"],
      endpoint: try row["endpoint_name"],
      firing: try row["firing_id"],
      sequence: try row["sequence"],
      message: WebhookMessage(
        id: try row["message_id"],
        type: try row["type"],
        contentType: try row["content_type"],
        headers: try row.json([HeaderField].self, "headers"),
        body: Array(try row["body"] as Data)
      ),
      createdAt: Date(milliseconds: try row["created_at"])
    )
    delivery.state = try row.word(DeliveryState.self, "state")
    delivery.nextAttemptAt = (try row["next_attempt_at"] as Int64?).map(Date.init(milliseconds:))
    delivery.attemptsMade = try row["attempts_made"]
    delivery.reason = try row["reason"]
    delivery.message.note = try row["note"]
    delivery.bodyDroppedAt = (try row["body_dropped_at"] as Int64?).map(Date.init(milliseconds:))
    return delivery
  }

  static func attempt(_ row: StoredRow) throws -> Attempt {
    Attempt(
      number: try row["number"],
      startedAt: Date(milliseconds: try row["started_at"]),
      durationSeconds: try row["duration_seconds"],
      outcome: try row.word(AttemptOutcome.self, "outcome"),
      status: try row["status"],
      bytesSent: try row["bytes_sent"],
      answer: try row["answer"],
      reason: try row["reason"]
    )
  }
}
