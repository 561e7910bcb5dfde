package import Foundation
package import Model

/// An endpoint as messages are addressed to it.
package struct Recipient: Sendable {
  /// Its row.
  package var number: Int64
  /// The endpoint's name.
  package var name: String
  /// Nil where what is stored of it is damaged: then no message can be made for it.
  package var endpoint: Endpoint?
}

/// A message on its way into the outbox.
package struct QueuedMessage: Sendable {
  /// As it will be sent at every attempt.
  package var message: WebhookMessage
  /// As `OutboxFacet.nextSequence` gave it.
  package var sequence: Int64
  /// The firing that it tells of; nil for none.
  package var firing: Int64?
  /// Counts what a firing was told of for, from 1.
  package var occasion: Int
  /// `pending`, or how it ended already.
  package var state: DeliveryState
  /// The reason for the state, in words.
  package var reason: String
  /// When it is queued and, while it is pending, due.
  package var at: Date

  /// Makes a message to be queued.
  package init(
    message: WebhookMessage,
    sequence: Int64,
    firing: Int64?,
    occasion: Int,
    state: DeliveryState,
    reason: String,
    at: Date
  ) {
    self.message = message
    self.sequence = sequence
    self.firing = firing
    self.occasion = occasion
    self.state = state
    self.reason = reason
    self.at = at
  }
}

/// Deliveries within one transaction: to whom, what, and how attempts ended.
package struct OutboxFacet {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// The endpoints that the rule of a firing notifies; none where the rule is gone.
  package func recipients(of firing: Int64) throws -> [Recipient] {
    try StoredRow.fetchAll(
      database,
      sql: """
        SELECT endpoint.* FROM firing JOIN rule_endpoint ON rule_endpoint.rule_id = firing.rule_id
        JOIN endpoint ON endpoint.id = endpoint_id WHERE firing.id = ? ORDER BY endpoint.id
        """,
      arguments: [firing]
    ).map(Recipient.init)
  }

  /// The endpoints of some names, in their order; those that are not there are left out.
  package func recipients(named names: [String]) throws -> [Recipient] {
    try names.compactMap { name in
      try StoredRow.fetchOne(database, sql: "SELECT * FROM endpoint WHERE name = ?", arguments: [name])
        .map(Recipient.init)
    }
  }

  /// All endpoints, by name.
  package func recipients() throws -> [Recipient] {
    try StoredRow.fetchAll(database, sql: "SELECT * FROM endpoint ORDER BY name").map(Recipient.init)
  }

  /// The endpoint of a name.
  ///
  /// - Throws: `StorageError.conflict` where there is none.
  package func recipient(named name: String) throws -> Recipient {
    try Recipient(EndpointColumns.row(named: name, database))
  }

  /// How many deliveries to an endpoint wait.
  package func waitingCount(for name: String) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM delivery WHERE endpoint_name = ? AND state IN ('pending', 'trying')",
      arguments: [name]
    ) ?? 0
  }

  /// The number of the next message to an endpoint, which is taken by it.
  package func nextSequence(of recipient: Recipient) throws -> Int64 {
    // Rules and polls number messages side by side.
    try database.takeTurn(in: .messages)
    let last = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT last_sequence FROM endpoint WHERE id = ?"),
      arguments: [recipient.number]
    )
    let next = (last ?? 0).addingReportingOverflow(1).partialValue
    try database.cachedStatement(sql: "UPDATE endpoint SET last_sequence = ? WHERE id = ?")
      .execute(arguments: [next, recipient.number])
    return next
  }

  /// The next occasion on which a firing is told of.
  package func nextOccasion(of firing: Int64) throws -> Int {
    let last = try Int.fetchOne(
      database,
      sql: "SELECT max(occasion) FROM delivery WHERE firing_id = ?",
      arguments: [firing]
    )
    return (last ?? 0) + 1
  }

  /// Queues a message.
  package func enqueue(_ queued: QueuedMessage, for recipient: Recipient) throws -> RecordID {
    let message = queued.message
    if queued.state == .pending { try database.tell(.delivery) }
    let number = try database.insertNew(
      sql: """
        INSERT INTO delivery (
          endpoint_id, endpoint_name, firing_id, occasion, sequence, message_id, type, content_type, headers, body,
          state, created_at, next_attempt_at, reason, note
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        recipient.number, recipient.name, queued.firing, queued.occasion, queued.sequence, message.id,
        message.type,
        message.contentType, try JSONColumn.encode(message.headers), Data(message.body),
        queued.state.rawValue,
        queued.at.milliseconds, queued.state == .pending ? queued.at.milliseconds : nil, queued.reason,
        message.note,
      ]
    )
    return RecordID(.delivery, number)
  }
}

extension Recipient {
  fileprivate init(_ row: StoredRow) throws {
    number = try row["id"]
    name = try row["name"]
    do {
      endpoint = try EndpointColumns.endpoint(row)
    } catch is DamagedRow {
      endpoint = nil
    }
  }
}
