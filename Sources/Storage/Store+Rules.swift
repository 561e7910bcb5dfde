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
    try write { database in
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
          arguments: [rule, row["id"] as Int64]
        )
      }
    }
  }

  /// All rules, by name.
  package func rules() throws(StorageError) -> [StoredRule] { try read(StoredRule.all) }

  /// Removes a rule; its firings stay, under its name.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name.
  package func removeRule(named name: String) throws(StorageError) {
    try write { database in
      try database.execute(sql: "DELETE FROM rule WHERE name = ?", arguments: [name])
      guard database.changesCount == 1 else { throw StorageError.conflict(.noSuchRule(name)) }
    }
  }
}

extension StoredRule {
  static func all(_ database: Database) throws -> [StoredRule] {
    let endpoints = try Row.fetchAll(
      database,
      sql: "SELECT rule_id, name FROM rule_endpoint JOIN endpoint ON endpoint.id = endpoint_id ORDER BY name"
    )
    let byRule = Dictionary(grouping: endpoints) { $0["rule_id"] as Int64 }
    let sql = """
      SELECT rule.*, (SELECT count(*) FROM firing WHERE rule_id = rule.id) AS firing_count FROM rule ORDER BY name
      """
    return try Row.fetchAll(database, sql: sql).map { row in
      StoredRule(
        number: row["id"],
        name: row["name"],
        text: row["text"],
        endpoints: (byRule[row["id"]] ?? []).map { $0["name"] },
        createdAt: Date(milliseconds: row["created_at"]),
        firingCount: row["firing_count"]
      )
    }
  }
}
