package import Foundation

/// A set of actors under a name that an analyst chose.
package struct StoredDefinition: Sendable, Hashable {
  /// Unique, small and capital letters being one.
  package var name: String
  /// Names of actors or of other sets, as they were written.
  package var members: [String]

  /// Makes a definition.
  package init(name: String, members: [String]) {
    self.name = name
    self.members = members
  }
}

/// A silence in the store.
package struct StoredSilence: Sendable, Hashable {
  /// Its row, by which it is ended.
  package var number: Int64
  /// A condition that may ask for the rule too.
  package var matcher: String
  /// From when on it hides.
  package var startsAt: Date
  /// Until when.
  package var endsAt: Date
  /// Why; empty for no words.
  package var comment: String
}

/// Sets of actors.
extension AlertQueries {
  /// All definitions, by name.
  package func definitions() throws(StorageError) -> [StoredDefinition] {
    try read { database in
      try StoredRow.fetchAll(database, sql: "SELECT * FROM definition ORDER BY name").map { row in
        StoredDefinition(name: try row["name"], members: try row.json([String].self, "members"))
      }
    }
  }
}

extension Store {
  /// Keeps a definition, in the place of one of the same name.
  package func define(
    _ definition: StoredDefinition,
    remembering note: UndoNote? = nil
  ) throws(StorageError) {
    try commit { database in
      if let note { try UndoFacet(database: database).remember(note, [.definition(definition.name)]) }
      try database.execute(
        sql: """
          INSERT INTO definition (name, members) VALUES (?, ?)
          ON CONFLICT (name) DO UPDATE SET name = excluded.name, members = excluded.members
          """,
        arguments: [definition.name, try JSONColumn.encode(definition.members)]
      )
    }
  }

  /// Forgets a definition.
  ///
  /// - Returns: false where there was none of that name.
  package func undefine(_ name: String, remembering note: UndoNote? = nil) throws(StorageError) -> Bool {
    try commit { database in
      if let note { try UndoFacet(database: database).remember(note, [.definition(name)]) }
      try database.execute(sql: "DELETE FROM definition WHERE name = ?", arguments: [name])
      return try database.changesCount() == 1
    }
  }
}

/// Silences.
extension AlertQueries {
  /// The silences that end after a moment, the one that ends first before the others.
  package func silences(endingAfter moment: Date) throws(StorageError) -> [StoredSilence] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM silence WHERE ends_at > ? ORDER BY ends_at, id",
        arguments: [moment.milliseconds]
      ).map { row in
        StoredSilence(
          number: try row["id"],
          matcher: try row["matcher"],
          startsAt: Date(milliseconds: try row["starts_at"]),
          endsAt: Date(milliseconds: try row["ends_at"]),
          comment: try row["comment"]
        )
      }
    }
  }
}

extension Store {
  /// Adds a silence.
  ///
  /// - Returns: its number.
  package func addSilence(
    matcher: String,
    from start: Date,
    until end: Date,
    comment: String,
    remembering note: UndoNote? = nil
  ) throws(StorageError) -> Int64 {
    try commit { database in
      let number = try database.insertNew(
        sql: "INSERT INTO silence (matcher, starts_at, ends_at, comment) VALUES (?, ?, ?, ?)",
        arguments: [matcher, start.milliseconds, end.milliseconds, comment]
      )
      if let note { try UndoFacet(database: database).rememberAbsence(note, of: .silence(number)) }
      return number
    }
  }

  /// Ends a silence before its time.
  ///
  /// - Returns: false where there is none of that number that lasts longer.
  package func endSilence(
    _ number: Int64,
    at now: Date,
    remembering note: UndoNote? = nil
  ) throws(StorageError) -> Bool {
    try commit { database in
      let lasting = try Int64.fetchOne(
        database,
        sql: "SELECT id FROM silence WHERE id = ? AND ends_at > ?",
        arguments: [number, now.milliseconds]
      )
      // What changes nothing is not remembered as a change.
      guard lasting != nil else { return false }
      if let note { try UndoFacet(database: database).remember(note, [.silence(number)]) }
      try database.execute(
        sql: "UPDATE silence SET ends_at = ? WHERE id = ?",
        arguments: [now.milliseconds, number]
      )
      return true
    }
  }
}
