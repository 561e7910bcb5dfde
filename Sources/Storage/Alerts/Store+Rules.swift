package import Foundation
internal import GRDB
internal import Model

/// Rules: a name, a text, and the endpoints that are notified.
extension Store {
  /// Adds a rule with its endpoints, all or nothing.
  ///
  /// - Parameters:
  ///   - name: unique, letters of either case.
  ///   - text: condition and clauses, valid.
  ///   - endpoints: names of endpoints that are there.
  ///   - now: when it is added.
  /// - Throws: `StorageError.conflict` for a name that is taken or an endpoint that is missing.
  package func addRule(
    name: String,
    text: String,
    endpoints: [String],
    at now: Date
  ) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql: "INSERT INTO rule (name, text, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
        arguments: [name, text, now.milliseconds]
      )
      guard database.changesCount == 1 else { throw StorageError.conflict(.ruleNameTaken(name)) }
      let rule = database.lastInsertedRowID
      for endpoint in endpoints {
        let row = try EndpointColumns.row(named: endpoint, database)
        try database.execute(
          sql: "INSERT INTO rule_endpoint VALUES (?, ?)",
          arguments: [rule, try row["id"] as Int64]
        )
      }
    }
  }

  /// All rules, by name.
  package func rules() throws(StorageError) -> [StoredRule] {
    try read { try StoredRule.all($0, countingFirings: true) }
  }

  /// All rules, by name, with 0 for how often each has fired: what evaluations compare asks nothing that grows.
  package func ruleTexts() throws(StorageError) -> [StoredRule] {
    try read { try StoredRule.all($0, countingFirings: false) }
  }

  /// Removes a rule; its firings stay, under its name.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name.
  package func removeRule(named name: String) throws(StorageError) {
    try commit { database in
      try database.execute(sql: "DELETE FROM rule WHERE name = ?", arguments: [name])
      guard database.changesCount == 1 else { throw StorageError.conflict(.noSuchRule(name)) }
    }
  }
}

extension StoredRule {
  static func all(_ database: Database, countingFirings: Bool) throws -> [StoredRule] {
    let endpoints = try StoredRow.fetchAll(
      database,
      sql: "SELECT rule_id, name FROM rule_endpoint JOIN endpoint ON endpoint.id = endpoint_id ORDER BY name"
    )
    let byRule = try Dictionary(grouping: endpoints) { try $0["rule_id"] as Int64 }
    let count = countingFirings ? "(SELECT count(*) FROM firing WHERE rule_id = rule.id)" : "0"
    let sql = "SELECT rule.*, \(count) AS firing_count FROM rule ORDER BY name"
    return try StoredRow.fetchAll(database, sql: sql).map { row in
      StoredRule(
        number: try row["id"],
        name: try row["name"],
        text: try row["text"],
        endpoints: try (byRule[try row["id"]] ?? []).map { try $0["name"] },
        createdAt: Date(milliseconds: try row["created_at"]),
        firingCount: try row["firing_count"]
      )
    }
  }
}
