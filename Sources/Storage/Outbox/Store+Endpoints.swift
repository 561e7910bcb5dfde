package import Foundation
package import Model

/// Endpoints: where alerts go. Their secrets stand in the file as they are; the file is its owner's alone (0600).
extension OutboxQueries {
  /// All endpoints, by name.
  package func endpoints() throws(StorageError) -> [Endpoint] {
    try read { database in
      try StoredRow.fetchAll(database, sql: "SELECT * FROM endpoint ORDER BY name").map(
        EndpointColumns.endpoint
      )
    }
  }

  /// One endpoint.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name.
  package func endpoint(named name: String) throws(StorageError) -> Endpoint {
    try read { database in
      try EndpointColumns.endpoint(try EndpointColumns.row(named: name, database))
    }
  }
}

extension Store {
  /// Adds an endpoint.
  ///
  /// - Throws: `StorageError.conflict` for a name that is taken.
  package func addEndpoint(
    _ endpoint: Endpoint,
    at now: Date,
    remembering note: UndoNote? = nil
  ) throws(StorageError) {
    try commit { database in
      if let note { try UndoFacet(database: database).remember(note, .endpoint(endpoint.name)) }
      let columns = try EndpointColumns.values(endpoint)
      let names = columns.map(\.name) + ["created_at"]
      let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
      try database.execute(
        sql: """
          INSERT INTO endpoint (\(names.joined(separator: ", "))) VALUES (\(places)) ON CONFLICT (name) DO NOTHING
          """,
        arguments: StatementArguments(columns.map(\.value) + [now.milliseconds.databaseValue])
      )
      guard try database.changesCount() == 1 else {
        throw StorageError.conflict(.endpointNameTaken(endpoint.name))
      }
    }
  }

  /// Removes an endpoint that no rule notifies; what was still to be delivered to it is given up, for a reason in words.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name, or rules notify it.
  package func removeEndpoint(
    named name: String,
    reason: String,
    remembering note: UndoNote? = nil
  ) throws(StorageError) {
    try commit { database in
      let endpoint: Int64 = try EndpointColumns.row(named: name, database)["id"]
      if let note {
        // An attempt that is under way ends without its endpoint; where that comes back, it is made again.
        try database.execute(
          sql:
            "UPDATE delivery SET state = 'pending', next_attempt_at = ? WHERE state = 'trying' AND endpoint_id = ?",
          arguments: [note.at.milliseconds, endpoint]
        )
        try UndoFacet(database: database).remember(note, [.endpoint(endpoint)])
      }
      let rules = try String.fetchAll(
        database,
        sql: """
          SELECT rule.name FROM rule JOIN rule_endpoint ON rule.id = rule_id WHERE endpoint_id = ? ORDER BY rule.name
          """,
        arguments: [endpoint]
      )
      guard rules.isEmpty else { throw StorageError.conflict(.endpointInUse(name, rules: rules)) }
      try database.execute(
        sql: """
          UPDATE delivery SET state = 'failed for good', next_attempt_at = NULL, reason = ?
          WHERE state IN ('pending', 'trying') AND endpoint_id = ?
          """,
        arguments: [reason, endpoint]
      )
      try database.execute(sql: "DELETE FROM endpoint WHERE id = ?", arguments: [endpoint])
    }
  }
}

/// An endpoint as the columns of its row. Secrets are not `Codable`, so they are written and read here by hand.
enum EndpointColumns {
  /// The row of an endpoint, its name compared as names are: small and capital letters are one.
  ///
  /// - Throws: `StorageError.conflict` where there is none, with the names that there are.
  static func row(named name: String, _ database: Database) throws -> StoredRow {
    if let row = try StoredRow.fetchOne(
      database,
      sql: "SELECT * FROM endpoint WHERE name = ?",
      arguments: [name]
    ) {
      return row
    }
    let known = try String.fetchAll(database, sql: "SELECT name FROM endpoint ORDER BY name")
    throw StorageError.conflict(.noSuchEndpoint(name, known: known))
  }

  private struct Key: Codable {
    var key: String
    var retiresAt: Date?
  }

  static func values(_ endpoint: Endpoint) throws -> [(name: String, value: DatabaseValue)] {
    let keys = endpoint.signingKeys.map { Key(key: $0.key.revealed, retiresAt: $0.retiresAt) }
    let headers = endpoint.headers.map { HeaderField($0.name, $0.value.revealed) }
    return [
      ("name", endpoint.name.databaseValue),
      ("url", endpoint.url.revealed.databaseValue),
      ("format", endpoint.format.rawValue.databaseValue),
      ("signing_keys", try JSONColumn.encode(keys).databaseValue),
      ("headers", try JSONColumn.encode(headers).databaseValue),
      ("credential", (endpoint.credential?.revealed).databaseValue),
      ("template", endpoint.template.databaseValue),
      ("allowed_ranges", try JSONColumn.encode(endpoint.allowedRanges).databaseValue),
      ("certificate_file", endpoint.certificateAuthorityFile.databaseValue),
      ("is_strictly_ordered", endpoint.isStrictlyOrdered.databaseValue),
      ("attempts_per_minute_max", endpoint.attemptsPerMinuteMax.databaseValue),
      ("consent_origin", endpoint.consentOrigin.databaseValue),
      ("condition", try JSONColumn.encode(endpoint.condition).databaseValue),
    ]
  }

  static func endpoint(_ row: StoredRow) throws -> Endpoint {
    var endpoint = Endpoint(
      name: try row["name"],
      url: SecretURL(try row["url"]),
      format: try row.word(WebhookFormat.self, "format")
    )
    endpoint.signingKeys = try row.json([Key].self, "signing_keys").map {
      SigningKeyEntry(key: Secret($0.key), retiresAt: $0.retiresAt)
    }
    endpoint.headers = try row.json([HeaderField].self, "headers").map {
      EndpointHeader(name: $0.name, value: Secret($0.value))
    }
    endpoint.credential = (try row["credential"] as String?).map { Secret($0) }
    endpoint.template = try row["template"]
    endpoint.allowedRanges = try row.repeatedJSON([String].self, "allowed_ranges")
    endpoint.certificateAuthorityFile = try row["certificate_file"]
    endpoint.isStrictlyOrdered = try row["is_strictly_ordered"]
    endpoint.attemptsPerMinuteMax = try row["attempts_per_minute_max"]
    endpoint.consentOrigin = try row["consent_origin"]
    endpoint.condition = try row.repeatedJSON(EndpointCondition.self, "condition")
    return endpoint
  }
}
