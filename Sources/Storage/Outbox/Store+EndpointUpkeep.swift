package import Foundation
package import Model

/// Which deliveries are wanted.
package struct DeliveryQuery: Sendable {
  /// Only those that failed for good, or whose attempts are used up.
  package var isFailed = false
  /// Only those to this endpoint.
  package var endpoint: String?
  /// Only those queued at this moment or later.
  package var since: Date?
  /// Only those older than this number.
  package var before: Int64?
  /// How many at most.
  package var limit: Int

  /// All deliveries, at most so many.
  package init(limit: Int = 50) { self.limit = limit }
}

/// What an analyst does with endpoints and deliveries that are there.
extension OutboxQueries {
  /// The newest deliveries first.
  package func deliveries(_ query: DeliveryQuery = DeliveryQuery()) throws(StorageError) -> [Delivery] {
    try read { database in
      let filter = Self.filter(query)
      return try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM delivery \(filter.clause) ORDER BY id DESC LIMIT ?",
        arguments: filter.arguments(limit: query.limit)
      ).map(DeliveryColumns.delivery)
    }
  }

  /// Those of some deliveries whose message carries a note.
  package func notedDeliveries(_ ids: [RecordID]) throws(StorageError) -> [Delivery] {
    guard !ids.isEmpty else { return [] }
    return try read { database in
      try ids.prefix(Limits.listedRows).compactMap { id in
        try StoredRow.fetchOne(
          database,
          sql: "SELECT * FROM delivery WHERE id = ? AND note IS NOT NULL",
          arguments: [id.number]
        ).map(DeliveryColumns.delivery)
      }
    }
  }

  /// How many deliveries fit a query, whatever its limit; at most one more than `Limits.countedRows`.
  package func count(_ query: DeliveryQuery) throws(StorageError) -> Int {
    try read { try Self.filter(query).count(of: "delivery", $0) }
  }

  private static func filter(_ query: DeliveryQuery) -> SQLFilter {
    var filter = SQLFilter()
    if query.isFailed { filter.add("state IN ('failed for good', 'dead')") }
    filter.add("endpoint_name = ? COLLATE NOCASE", query.endpoint)
    filter.add("created_at >= ?", query.since?.milliseconds)
    filter.add("id < ?", query.before)
    return filter
  }
}

extension Store {
  /// Changes an endpoint in one transaction: its keys, its state.
  ///
  /// - Parameters:
  ///   - name: the endpoint's.
  ///   - note: with which what is changed can be taken back; nil for what is not to be.
  ///   - change: makes the endpoint what it will be.
  /// - Throws: `StorageError.conflict` where there is none of that name.
  package func changeEndpoint(
    named name: String,
    remembering note: UndoNote? = nil,
    _ change: @escaping (inout Endpoint) -> Void
  ) throws(StorageError) {
    try commit { database in
      let row = try EndpointColumns.row(named: name, database)
      var endpoint = try EndpointColumns.endpoint(row)
      let before = try EndpointColumns.values(endpoint)
      change(&endpoint)
      let columns = try EndpointColumns.values(endpoint)
      let changed = zip(before, columns).filter { $0.value != $1.value }.map { $1.name }
      if let note, !changed.isEmpty {
        try UndoFacet(database: database).remember(note, [.columns(changed, ofEndpoint: try row["id"])])
      }
      let places = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
      try database.execute(
        sql: "UPDATE endpoint SET \(places) WHERE id = ?",
        arguments: StatementArguments(columns.map(\.value) + [(try row["id"] as Int64).databaseValue])
      )
    }
  }

  /// Makes deliveries due again, with the same message and id, and their whole schedule before them.
  ///
  /// - Parameters:
  ///   - numbers: which ones; those under way or waiting, and those whose message is not kept, are left as they are.
  ///   - now: when they are due.
  ///   - reason: why, in words.
  /// - Returns: those that will be sent again.
  /// - Throws: `StorageError` where the database fails.
  package func replay(
    _ numbers: [Int64],
    at now: Date,
    reason: String
  ) throws(StorageError) -> [RecordID] {
    try commit { database in
      try numbers.compactMap { number in
        try database.execute(
          sql: """
            UPDATE delivery SET state = 'pending', next_attempt_at = ?, attempts_made = 0, reason = ?
            WHERE id = ? AND endpoint_id IS NOT NULL AND body_dropped_at IS NULL
            AND state IN ('accepted', 'failed for good', 'dead')
            """,
          arguments: [now.milliseconds, reason, number]
        )
        return try database.changesCount() == 1 ? RecordID(.delivery, number) : nil
      }
    }
  }
}
