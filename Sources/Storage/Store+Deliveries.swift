package import Foundation
internal import GRDB
package import Model

/// Deliveries: messages as they will be sent, and what came of them.
extension Store {
  /// Queues a message that tells of no firing, as `webhook test` does.
  ///
  /// - Throws: `StorageError.conflict` where there is no such endpoint.
  package func enqueueTest(
    _ notice: AlertNotice,
    to endpoint: String,
    at now: Date,
    render: @escaping MessageRendering
  ) throws(StorageError) -> RecordID {
    try write { database in
      let row = try EndpointColumns.row(named: endpoint, database)
      return try DeliveryColumns.enqueue(firing: nil, to: row, at: now, database) {
        try render(notice, $0, $1)
      }
    }
  }

  /// One delivery with its attempts; nil where there is none of that number.
  package func delivery(_ number: Int64) throws(StorageError) -> DeliveryHistory? {
    try read { database in
      let row = try Row.fetchOne(database, sql: "SELECT * FROM delivery WHERE id = ?", arguments: [number])
      guard let row else { return nil }
      let attempts = try Row.fetchAll(
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
  /// Renders and queues a message for an endpoint's row; `render` is given the endpoint and the message's sequence.
  static func enqueue(
    firing: Int64?,
    occasion: Int = 1,
    to row: Row,
    at now: Date,
    _ database: Database,
    render: (Endpoint, Int64) throws -> WebhookMessage
  ) throws -> RecordID {
    let endpoint = try EndpointColumns.endpoint(row)
    let number: Int64 = row["id"]
    let sequence: Int64 = row["last_sequence"] + 1
    try database.execute(
      sql: "UPDATE endpoint SET last_sequence = ? WHERE id = ?",
      arguments: [sequence, number]
    )
    let message = try render(endpoint, sequence)
    try database.execute(
      sql: """
        INSERT INTO delivery (
          endpoint_id, endpoint_name, firing_id, occasion, sequence, message_id, type, content_type, headers, body,
          state, created_at, next_attempt_at, reason
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, 'queued')
        """,
      arguments: [
        number, endpoint.name, firing, occasion, sequence, message.id, message.type, message.contentType,
        try JSONColumn.encode(message.headers), Data(message.body), now.milliseconds, now.milliseconds,
      ]
    )
    return RecordID(.delivery, database.lastInsertedRowID)
  }

  static func delivery(_ row: Row) throws -> Delivery {
    guard let state = DeliveryState(rawValue: row["state"]) else {
      throw DatabaseError(message: "delivery \(row["id"] as Int64) has an unknown state")
    }
    var delivery = Delivery(
      number: row["id"],
      endpoint: row["endpoint_name"],
      firing: row["firing_id"],
      sequence: row["sequence"],
      message: WebhookMessage(
        id: row["message_id"],
        type: row["type"],
        contentType: row["content_type"],
        headers: try JSONColumn.decode([HeaderField].self, row["headers"]),
        body: Array(row["body"] as Data)
      ),
      createdAt: Date(milliseconds: row["created_at"])
    )
    delivery.state = state
    delivery.nextAttemptAt = (row["next_attempt_at"] as Int64?).map(Date.init(milliseconds:))
    delivery.attemptsMade = row["attempts_made"]
    delivery.reason = row["reason"]
    return delivery
  }

  static func attempt(_ row: Row) throws -> Attempt {
    guard let outcome = AttemptOutcome(rawValue: row["outcome"]) else {
      throw DatabaseError(
        message: "an attempt of delivery \(row["delivery_id"] as Int64) has an unknown outcome"
      )
    }
    return Attempt(
      number: row["number"],
      startedAt: Date(milliseconds: row["started_at"]),
      durationSeconds: row["duration_seconds"],
      outcome: outcome,
      status: row["status"],
      bytesSent: row["bytes_sent"],
      answer: row["answer"],
      reason: row["reason"]
    )
  }
}
