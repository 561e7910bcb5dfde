package import Foundation
internal import GRDB
internal import Model

/// What is said of a change that can be taken back, and when it is made.
package struct UndoNote: Sendable, Hashable {
  /// Such as `alert remove border`.
  package var what: String
  /// When the change is made.
  package var at: Date

  /// Makes a note.
  package init(_ what: String, at now: Date) {
    self.what = what
    at = now
  }
}

/// A change that can be taken back.
package struct UndoStep: Sendable, Hashable {
  /// How a change is taken back.
  package enum Change: Sendable, Hashable, Codable {
    /// Some rows become what they were.
    case rows([RowSnapshot])
    /// Articles were taken out of a story into another one.
    case split(story: Int64, other: Int64)
    /// The articles of another story were put into a story.
    case merge(story: Int64, other: Int64, articles: [Int64])
  }

  /// Its row.
  package var number: Int64
  /// What was done.
  package var what: String
  /// How it is taken back.
  package var change: Change
  /// When it was done.
  package var madeAt: Date
}

/// Rows of a table as they were before a change: all that a column had one value in.
package struct RowSnapshot: Sendable, Hashable, Codable {
  /// A value as SQLite keeps it.
  enum Value: Sendable, Hashable, Codable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob(Data)
  }

  var table: String
  var column: String
  var value: Value
  var rows: [[String: Value]]
}

/// Which rows a change may touch.
enum RowScope {
  /// A rule's own row, and whom it notifies.
  case rule(Int64)
  /// All that a rule remembers.
  case memory(ofRule: Int64)
  case mark(RecordID)
  case silence(Int64)
  case definition(String)

  /// Tables with the column and the value that picks the rows; those that others refer to come first.
  fileprivate var tables: [(table: String, column: String, value: RowSnapshot.Value)] {
    switch self {
    case .rule(let number):
      [("rule", "id", .integer(number)), ("rule_endpoint", "rule_id", .integer(number))]
    case .memory(let number):
      [
        ("firing", "rule_id", .integer(number)), ("alert_thread", "rule_id", .integer(number)),
        ("decision", "rule_id", .integer(number)),
      ]
    case .mark(let subject): [("mark", "kind || number", .text(subject.description))]
    case .silence(let number): [("silence", "id", .integer(number))]
    case .definition(let name): [("definition", "name", .text(name))]
    }
  }
}

/// Changes that can be taken back, within one transaction.
package struct UndoFacet {
  /// As many changes are kept; nobody takes back more.
  private static let stepsMax = 100
  /// Rows of a rule's memory that are kept with its removal: what is beyond them is remembered by no one.
  private static let rowsMax = 100_000

  let database: Database

  /// Keeps what some rows are, before they are changed.
  func remember(_ note: UndoNote, _ scopes: [RowScope]) throws {
    let snapshots = try scopes.flatMap(\.tables).map { try snapshot($0.table, $0.column, $0.value) }
    try remember(note, .rows(snapshots))
  }

  /// Keeps how a change is taken back.
  package func remember(_ note: UndoNote, _ change: UndoStep.Change) throws {
    try database.execute(
      sql: "INSERT INTO undo_step (what, change, made_at) VALUES (?, ?, ?)",
      arguments: [note.what, try JSONColumn.encode(change), note.at.milliseconds]
    )
    try database.execute(
      sql: "DELETE FROM undo_step WHERE id <= ?",
      arguments: [database.lastInsertedRowID - Int64(Self.stepsMax)]
    )
  }

  /// The last change; nil where none is kept.
  package func last() throws -> UndoStep? {
    try StoredRow.fetchOne(database, sql: "SELECT * FROM undo_step ORDER BY id DESC LIMIT 1").map { row in
      UndoStep(
        number: try row["id"],
        what: try row["what"],
        change: try row.json(UndoStep.Change.self, "change"),
        madeAt: Date(milliseconds: try row["made_at"])
      )
    }
  }

  /// Forgets a change.
  package func forget(_ step: UndoStep) throws {
    try database.execute(sql: "DELETE FROM undo_step WHERE id = ?", arguments: [step.number])
  }

  /// Makes rows what they were: those that came since go, those that changed or went are as before.
  ///
  /// - Throws: where something that came since stands in their place.
  package func restore(_ snapshots: [RowSnapshot]) throws {
    for snapshot in snapshots.reversed() { try removeOthers(than: snapshot) }
    for snapshot in snapshots { try write(snapshot) }
  }

  private func snapshot(_ table: String, _ column: String, _ value: RowSnapshot.Value) throws -> RowSnapshot {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT * FROM \(table) WHERE \(column) = ? LIMIT \(Self.rowsMax)",
      arguments: [value.column]
    )
    return RowSnapshot(
      table: table,
      column: column,
      value: value,
      rows: rows.map { row in
        Dictionary(row.map { ($0.0, RowSnapshot.Value($0.1)) }) { first, _ in first }
      }
    )
  }

  private func key(of table: String) throws -> [String] { try database.primaryKey(table).columns }

  private func removeOthers(than snapshot: RowSnapshot) throws {
    let key = try key(of: snapshot.table)
    let kept = Set(snapshot.rows.map { row in key.map { row[$0] ?? .null } })
    let now = try Row.fetchAll(
      database,
      sql: "SELECT \(key.joined(separator: ", ")) FROM \(snapshot.table) WHERE \(snapshot.column) = ?",
      arguments: [snapshot.value.column]
    )
    let condition = key.map { "\($0) = ?" }.joined(separator: " AND ")
    for row in now {
      let values = key.map { RowSnapshot.Value(row[$0] as DatabaseValue) }
      guard !kept.contains(values) else { continue }
      try database.execute(
        sql: "DELETE FROM \(snapshot.table) WHERE \(condition)",
        arguments: StatementArguments(values.map(\.column))
      )
    }
  }

  private func write(_ snapshot: RowSnapshot) throws {
    let key = try key(of: snapshot.table)
    let known = Set(try database.columns(in: snapshot.table).map(\.name))
    for row in snapshot.rows {
      // What came of a firing since its rule went is no part of the change.
      if snapshot.table == "firing" {
        try database.execute(
          sql: "UPDATE firing SET rule_id = ? WHERE id = ?",
          arguments: [snapshot.value.column, (row["id"] ?? .null).column]
        )
        continue
      }
      let columns = row.keys.filter(known.contains).sorted()
      let others = columns.filter { !key.contains($0) }.map { "\($0) = excluded.\($0)" }
      let update = others.isEmpty ? "NOTHING" : "UPDATE SET \(others.joined(separator: ", "))"
      try database.execute(
        sql: """
          INSERT INTO \(snapshot.table) (\(columns.joined(separator: ", ")))
          VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
          ON CONFLICT (\(key.joined(separator: ", "))) DO \(update)
          """,
        arguments: StatementArguments(columns.map { (row[$0] ?? .null).column })
      )
    }
  }
}

extension RowSnapshot.Value {
  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(data)
    }
  }

  fileprivate var column: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let data): data.databaseValue
    }
  }
}
