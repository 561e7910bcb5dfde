package import Foundation
internal import Model

/// Rules: a name, a text, and the endpoints that are notified.
extension AlertQueries {
  /// All rules, by name.
  package func rules() throws(StorageError) -> [StoredRule] {
    try read { try StoredRule.all($0, countingFirings: true) }
  }

  /// All rules, by name, with 0 for how often each has fired: what evaluations compare asks nothing that grows.
  package func ruleTexts() throws(StorageError) -> [StoredRule] {
    try read { try StoredRule.all($0, countingFirings: false) }
  }
}

extension Store {
  /// Adds a rule with its endpoints, all or nothing.
  ///
  /// - Parameters:
  ///   - name: unique, letters of either case.
  ///   - text: condition and clauses, valid.
  ///   - endpoints: names of endpoints that are there.
  ///   - now: when it is added.
  ///   - note: with which it can be taken back; nil for what is not to be.
  /// - Throws: `StorageError.conflict` for a name that is taken or an endpoint that is missing.
  package func addRule(
    name: String,
    text: String,
    endpoints: [String],
    at now: Date,
    remembering note: UndoNote? = nil
  ) throws(StorageError) {
    try commit { database in
      let number = try database.insert(
        sql: "INSERT INTO rule (name, text, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
        arguments: [name, text, now.milliseconds]
      )
      guard let number else { throw StorageError.conflict(.ruleNameTaken(name)) }
      if let note { try UndoFacet(database: database).rememberAbsence(note, of: .rule(number)) }
      try Self.notify(endpoints, of: number, database)
    }
  }

  private static func notify(_ endpoints: [String], of rule: Int64, _ database: Database) throws {
    for endpoint in endpoints {
      let row = try EndpointColumns.row(named: endpoint, database)
      try database.execute(
        sql: "INSERT INTO rule_endpoint VALUES (?, ?)",
        arguments: [rule, try row["id"] as Int64]
      )
    }
  }

  /// Gives a rule another text and other endpoints; what it remembers of stories stays.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name, or an endpoint is missing.
  package func changeRule(
    named name: String,
    text: String,
    endpoints: [String],
    remembering note: UndoNote
  ) throws(StorageError) {
    try changeRule(named: name, remembering: note) { rule, database in
      try database.execute(sql: "UPDATE rule SET text = ? WHERE id = ?", arguments: [text, rule])
      try database.execute(sql: "DELETE FROM rule_endpoint WHERE rule_id = ?", arguments: [rule])
      try Self.notify(endpoints, of: rule, database)
    }
  }

  /// Gives a rule another name; its firings keep the one under which they fired.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name, or the other is taken.
  package func renameRule(
    named name: String,
    to other: String,
    remembering note: UndoNote
  ) throws(StorageError) {
    try changeRule(named: name, remembering: note) { rule, database in
      let taken = try Int64.fetchOne(
        database,
        sql: "SELECT id FROM rule WHERE name = ? AND id <> ?",
        arguments: [other, rule]
      )
      guard taken == nil else { throw StorageError.conflict(.ruleNameTaken(other)) }
      try database.execute(sql: "UPDATE rule SET name = ? WHERE id = ?", arguments: [other, rule])
    }
  }

  /// Lets a rule see nothing from a moment on, or see what comes again.
  ///
  /// - Throws: `StorageError.conflict` where there is none of that name.
  package func setRule(
    named name: String,
    disabledAt moment: Date?,
    remembering note: UndoNote
  ) throws(StorageError) {
    try changeRule(named: name, remembering: note) { rule, database in
      try database.execute(
        sql: "UPDATE rule SET disabled_at = ? WHERE id = ?",
        arguments: [moment?.milliseconds, rule]
      )
    }
  }

  private func changeRule(
    named name: String,
    remembering note: UndoNote,
    _ change: (_ rule: Int64, Database) throws -> Void
  ) throws(StorageError) {
    try commit { database in
      let rule = try Int64.fetchOne(database, sql: "SELECT id FROM rule WHERE name = ?", arguments: [name])
      guard let rule else { throw StorageError.conflict(.noSuchRule(name)) }
      try UndoFacet(database: database).remember(note, [.rule(rule)])
      try change(rule, database)
    }
  }

  /// Removes a rule; its firings stay, under its name.
  ///
  /// - Parameters:
  ///   - name: the rule's.
  ///   - note: with which it can be taken back, memory and all; nil for what is not to be.
  /// - Throws: `StorageError.conflict` where there is none of that name.
  package func removeRule(named name: String, remembering note: UndoNote? = nil) throws(StorageError) {
    try commit { database in
      let rule = try Int64.fetchOne(database, sql: "SELECT id FROM rule WHERE name = ?", arguments: [name])
      if let note, let rule {
        try UndoFacet(database: database).remember(note, [.rule(rule), .memory(ofRule: rule)])
      }
      try database.execute(sql: "DELETE FROM rule WHERE name = ?", arguments: [name])
      guard try database.changesCount() == 1 else { throw StorageError.conflict(.noSuchRule(name)) }
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
        firingCount: try row["firing_count"],
        disabledAt: (try row["disabled_at"] as Int64?).map(Date.init(milliseconds:))
      )
    }
  }
}
