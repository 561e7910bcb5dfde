internal import Foundation
internal import Model

/// Which rows a change may touch.
enum RowScope {
  /// A rule's own row, and whom it notifies.
  case rule(Int64)
  /// All that a rule remembers.
  case memory(ofRule: Int64)
  case mark(RecordID)
  case silence(Int64)
  case definition(String)
  /// An endpoint, and what is on its way to it.
  case endpoint(Int64)
  /// Some columns of an endpoint: what came of its deliveries since is no part of the change.
  case columns([String], ofEndpoint: Int64)
  /// A watch with its tags and items.
  case watch(Int64)
  /// Whether a watch is asked for, and when.
  case course(ofWatch: Int64)
  case heartbeat
  case digestSchedule

  /// Some rows, of which only some columns are kept where these are named.
  fileprivate typealias Rows = (
    table: String, column: String, value: RowSnapshot.Value, columns: [String]?
  )

  /// The rows that a change may touch; those that others refer to come first.
  fileprivate var tables: [Rows] {
    switch self {
    case .rule(let number):
      [("rule", "id", .integer(number), nil), ("rule_endpoint", "rule_id", .integer(number), nil)]
    case .memory(let number):
      [
        ("firing", "rule_id", .integer(number), nil), ("alert_thread", "rule_id", .integer(number), nil),
        ("decision", "rule_id", .integer(number), nil),
      ]
    case .mark(let subject): [("mark", "kind || number", .text(subject.description), nil)]
    case .silence(let number): [("silence", "id", .integer(number), nil)]
    case .definition(let name): [("definition", "name", .text(name), nil)]
    case .endpoint(let number):
      [
        ("endpoint", "id", .integer(number), nil),
        (
          "delivery", "endpoint_id", .integer(number), ["endpoint_id", "state", "next_attempt_at", "reason"]
        ),
      ]
    case .columns(let columns, let number): [("endpoint", "id", .integer(number), columns)]
    case .watch(let number):
      [
        ("watch", "id", .integer(number), nil), ("watch_tag", "watch_id", .integer(number), nil),
        ("watch_item", "watch_id", .integer(number), nil),
      ]
    case .course(let number): [("watch", "id", .integer(number), ["state", "next_poll_at"])]
    case .heartbeat: [("heartbeat", "id", .integer(1), nil)]
    case .digestSchedule: [("digest_schedule", "id", .integer(1), nil)]
    }
  }
}

/// Changes that can be taken back, within one transaction.
package struct UndoFacet {
  /// As many changes of each are kept; nobody takes back more.
  private static let stepsMax = 100
  /// Rows of a rule's memory that are kept with its removal: what is beyond them is remembered by no one.
  private static let rowsMax = 100_000

  let database: Database

  /// Keeps what some rows are, before they are changed.
  func remember(_ note: UndoNote, _ scopes: [RowScope]) throws {
    let snapshots = try scopes.flatMap(\.tables).map(snapshot)
    try remember(note, .rows(snapshots))
  }

  /// Keeps that rows which a change has made were not there before it.
  func rememberAbsence(_ note: UndoNote, of scope: RowScope) throws {
    let snapshots = scope.tables.map {
      RowSnapshot(table: $0.table, column: $0.column, value: $0.value, rows: [])
    }
    try remember(note, .rows(snapshots))
  }

  /// Keeps how a change is taken back.
  package func remember(_ note: UndoNote, _ change: UndoStep.Change) throws {
    try AuditFacet(database: database).note(note.what, at: note.at)
    let who = Analyst.current?.name
    try database.execute(
      sql: "INSERT INTO undo_step (what, change, made_at, who) VALUES (?, ?, ?, ?)",
      arguments: [note.what, try JSONColumn.encode(change), note.at.milliseconds, who]
    )
    let whose = who == nil ? "who IS NULL" : "who = ?"
    try database.execute(
      sql: """
        DELETE FROM undo_step WHERE \(whose) AND id <=
          (SELECT id FROM undo_step WHERE \(whose) ORDER BY id DESC LIMIT 1 OFFSET \(Self.stepsMax))
        """,
      arguments: who.map { [$0, $0] } ?? []
    )
  }

  /// The last change.
  ///
  /// - Parameters:
  ///   - who: of whom; what nobody is known of is theirs too. Nil for anybody's.
  ///   - number: before the change of this number; nil for the last of all.
  /// - Returns: nil where none is kept.
  /// - Throws: where it cannot be read.
  package func last(of who: String?, before number: Int64? = nil) throws -> UndoStep? {
    let (end, order) = (number ?? .max, "ORDER BY id DESC LIMIT 1")
    guard let who else { return try steps("WHERE id < ?", [end], order).first }
    let theirs = try steps("WHERE who = ? AND id < ?", [who, end], order)
    let nobodys = try steps("WHERE who IS NULL AND id < ?", [end], order)
    return (theirs + nobodys).max { $0.number < $1.number }
  }

  /// What was done after a change to the rows that it touched, by others too; nil where nothing was.
  ///
  /// - Throws: where it cannot be read.
  /// - Complexity: linear in the changes that came after it, which are as many as are kept of each who acts.
  package func change(since step: UndoStep) throws -> UndoStep? {
    let touched = try rows(touchedBy: step)
    return try steps("WHERE id > ?", [step.number], "ORDER BY id").first {
      try !rows(touchedBy: $0).isDisjoint(with: touched)
    }
  }

  /// A webhook that was added is known by its name, and by its number in all that came of it.
  private func rows(touchedBy step: UndoStep) throws -> Set<TouchedRows> {
    guard case .endpoint(let name) = step.change else { return step.change.touched }
    let number = try Int64.fetchOne(
      database,
      sql: "SELECT id FROM endpoint WHERE name = ?",
      arguments: [name]
    )
    guard let number else { return step.change.touched }
    return step.change.touched.union([TouchedRows(table: "endpoint", column: "id", value: .integer(number))])
  }

  private func steps(
    _ condition: String,
    _ arguments: StatementArguments,
    _ order: String
  ) throws -> [UndoStep] {
    try StoredRow.fetchAll(
      database,
      sql: "SELECT * FROM undo_step \(condition) \(order)",
      arguments: arguments
    ).map { row in
      UndoStep(
        number: try row["id"],
        what: try row["what"],
        change: try row.json(UndoStep.Change.self, "change"),
        madeAt: Date(milliseconds: try row["made_at"]),
        who: try row["who"]
      )
    }
  }

  /// Forgets a change.
  ///
  /// - Returns: false where somebody else has taken it back meanwhile.
  package func forget(_ step: UndoStep) throws -> Bool {
    try database.execute(sql: "DELETE FROM undo_step WHERE id = ?", arguments: [step.number])
    return try database.changesCount() == 1
  }

  /// Makes rows what they were: those that came since go, those that changed or went are as before.
  ///
  /// - Throws: where something that came since stands in their place.
  package func restore(_ snapshots: [RowSnapshot]) throws {
    for snapshot in snapshots.reversed() where snapshot.isPart != true { try removeOthers(than: snapshot) }
    for snapshot in snapshots {
      if snapshot.isPart == true { try change(snapshot) } else { try write(snapshot) }
    }
  }

  private func snapshot(_ wanted: RowScope.Rows) throws -> RowSnapshot {
    let columns = try wanted.columns.map { try key(of: wanted.table) + $0 } ?? ["*"]
    let rows = try StoredRow.fetchAll(
      database,
      sql: """
        SELECT \(columns.joined(separator: ", ")) FROM \(wanted.table) WHERE \(wanted.column) = ?
        LIMIT \(Self.rowsMax)
        """,
      arguments: [wanted.value]
    )
    return RowSnapshot(
      table: wanted.table,
      column: wanted.column,
      value: wanted.value,
      rows: rows.map { row in
        Dictionary(row.columns.map { ($0.name, $0.value) }) { first, _ in first }
      },
      isPart: wanted.columns == nil ? nil : true
    )
  }

  /// Gives rows that are still there the columns that were kept of them.
  private func change(_ snapshot: RowSnapshot) throws {
    let key = try key(of: snapshot.table)
    for row in snapshot.rows {
      let columns = row.keys.filter { !key.contains($0) }.sorted()
      try database.execute(
        sql: """
          UPDATE \(snapshot.table) SET \(columns.map { "\($0) = ?" }.joined(separator: ", "))
          WHERE \(key.map { "\($0) = ?" }.joined(separator: " AND "))
          """,
        arguments: StatementArguments((columns + key).map { row[$0] ?? .null })
      )
    }
  }

  private func key(of table: String) throws -> [String] { try database.primaryKey(of: table) }

  private func removeOthers(than snapshot: RowSnapshot) throws {
    let key = try key(of: snapshot.table)
    let kept = Set(snapshot.rows.map { row in key.map { row[$0] ?? .null } })
    let now = try StoredRow.fetchAll(
      database,
      sql: "SELECT \(key.joined(separator: ", ")) FROM \(snapshot.table) WHERE \(snapshot.column) = ?",
      arguments: [snapshot.value]
    )
    let condition = key.map { "\($0) = ?" }.joined(separator: " AND ")
    for row in now {
      let values = try key.map { try row.value($0) }
      guard !kept.contains(values) else { continue }
      try database.execute(
        sql: "DELETE FROM \(snapshot.table) WHERE \(condition)",
        arguments: StatementArguments(values)
      )
    }
  }

  private func write(_ snapshot: RowSnapshot) throws {
    let key = try key(of: snapshot.table)
    let known = Set(try database.columns(of: snapshot.table))
    for row in snapshot.rows {
      // What came of a firing since its rule went is no part of the change.
      if snapshot.table == "firing" {
        try database.execute(
          sql: "UPDATE firing SET rule_id = ? WHERE id = ?",
          arguments: [snapshot.value, row["id"] ?? .null]
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
        arguments: StatementArguments(columns.map { row[$0] ?? .null })
      )
    }
  }
}
