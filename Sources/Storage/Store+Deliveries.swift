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
  /// Renders and queues a message for an endpoint's row; `render` is given the endpoint and the message's sequence.
  static func enqueue(
    firing: Int64?,
    occasion: Int = 1,
    to row: StoredRow,
    at now: Date,
    _ database: Database,
    render: (Endpoint, Int64) throws -> WebhookMessage
  ) throws -> RecordID {
    let name: String = try row["name"]
    let number: Int64 = try row["id"]
    let sequence = (try row["last_sequence"] as Int64).addingReportingOverflow(1).partialValue
    try database.execute(
      sql: "UPDATE endpoint SET last_sequence = ? WHERE id = ?",
      arguments: [sequence, number]
    )
    let (message, isMade) = try certain(number, sequence) {
      try render(try EndpointColumns.endpoint(row), sequence)
    }
    try database.execute(
      sql: """
        INSERT INTO delivery (
          endpoint_id, endpoint_name, firing_id, occasion, sequence, message_id, type, content_type, headers, body,
          state, created_at, next_attempt_at, reason, note
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, name, firing, occasion, sequence, message.id, message.type, message.contentType,
        try JSONColumn.encode(message.headers), Data(message.body),
        (isMade ? DeliveryState.pending : .failedForGood).rawValue, now.milliseconds,
        isMade ? now.milliseconds : nil, isMade ? "queued" : message.note, message.note,
      ]
    )
    return RecordID(.delivery, database.lastInsertedRowID)
  }

  /// The message; where it cannot be made, an empty one whose note says so: that delivery alone fails.
  private static func certain(
    _ endpoint: Int64,
    _ sequence: Int64,
    _ render: () throws -> WebhookMessage
  ) throws -> (message: WebhookMessage, isMade: Bool) {
    do {
      return (try render(), true)
    } catch let error as DatabaseError {
      throw error
    } catch {
      var message = WebhookMessage(
        id: "msg_unmade_\(endpoint)_\(sequence)",
        type: "none",
        contentType: "none",
        body: []
      )
      message.note = "its message could not be made (\(type(of: error)))"
      return (message, false)
    }
  }

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
