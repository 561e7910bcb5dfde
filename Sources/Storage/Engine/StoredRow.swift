internal import Foundation
internal import GRDB
internal import Postgres

/// A row as the store reads it: every value is checked where it is taken.
///
/// GRDB's own rows end the program where a value is of another type than the column's, and print the whole row, keys
/// included. A file may be damaged, or changed by hand; what is read from it is foreign text like any other.
struct StoredRow {
  private enum Content {
    /// With the names of the statement's columns, in order.
    case sqlite(GRDB.Row, columns: [String])
    case postgres(PostgresResult, row: Int)
  }

  private let content: Content

  init(_ row: GRDB.Row, columns: [String]) { content = .sqlite(row, columns: columns) }

  init(_ result: PostgresResult, row: Int) { content = .postgres(result, row: row) }

  /// The value of the first column of a name, as it is stored.
  ///
  /// - Throws: `DamagedRow` for a column that is missing.
  func value(_ column: String) throws -> DatabaseValue {
    switch content {
    case .sqlite(let row, let columns):
      // GRDB looks a name up without regard to case, which takes longer than to read the value.
      guard let place = columns.firstIndex(of: column) else { throw DamagedRow(column) }
      return DatabaseValue(row[place] as GRDB.DatabaseValue)
    case .postgres(let result, let row):
      guard let place = result.place(of: column),
        let value = DatabaseValue(result.value(row: row, column: place))
      else { throw DamagedRow(column) }
      return value
    }
  }

  /// All columns with their values, in order.
  var columns: [(name: String, value: DatabaseValue)] {
    switch content {
    case .sqlite(let row, _): row.map { ($0.0, DatabaseValue($0.1)) }
    case .postgres(let result, let row):
      result.columns.enumerated().map { place, name in
        (name, DatabaseValue(result.value(row: row, column: place)) ?? .null)
      }
    }
  }

  /// The value of a column; an optional one is nil where the column holds nothing.
  ///
  /// - Throws: `DamagedRow` for a value that is none of that type, and for a column that is missing.
  subscript<Value: DatabaseValueConvertible>(_ column: String) -> Value {
    get throws {
      guard let value = Value.fromDatabaseValue(try value(column)) else { throw DamagedRow(column) }
      return value
    }
  }

  /// True where a column holds nothing.
  func isEmpty(_ column: String) throws -> Bool { try value(column).isNull }

  /// What a column holds as JSON text.
  ///
  /// - Throws: `DamagedRow` where it is none of that type.
  func json<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value {
    let text: String = try self[column]
    guard let value = try? JSONColumn.decode(type, text) else { throw DamagedRow(column) }
    return value
  }

  /// The same of a text that is read again and again (`ReadTexts`), and holds no secret.
  ///
  /// - Throws: `DamagedRow` where it is none of that type.
  func repeatedJSON<Value: Decodable & Sendable>(_ type: Value.Type, _ column: String) throws -> Value {
    let text: String = try self[column]
    let value = try? ReadTexts.standard.value(of: text) { try JSONColumn.decode(type, $0) }
    guard let value else { throw DamagedRow(column) }
    return value
  }

  /// What a column holds as JSON text; nil where it holds nothing.
  ///
  /// - Throws: `DamagedRow` where it is none of that type.
  func jsonIfAny<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value? {
    try isEmpty(column) ? nil : json(type, column)
  }

  /// One of a fixed set of words.
  ///
  /// - Throws: `DamagedRow` for another word.
  func word<Value: RawRepresentable<String>>(_ type: Value.Type, _ column: String) throws -> Value {
    guard let value = Value(rawValue: try self[column]) else { throw DamagedRow(column) }
    return value
  }

  /// Bytes from one column up to another.
  ///
  /// - Throws: `DamagedRow` where they do not lie within `length` bytes, or end before they begin.
  func range(_ start: String, _ end: String, within length: Int = .max) throws -> Range<Int> {
    let (lower, upper): (Int, Int) = (try self[start], try self[end])
    guard 0 <= lower, lower <= upper, upper <= length else { throw DamagedRow(start) }
    return lower..<upper
  }
}

extension StoredRow {
  static func fetchAll(
    _ database: Database,
    sql: String,
    arguments: StatementArguments = []
  ) throws -> [StoredRow] {
    try fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
  }

  static func fetchAll(_ statement: Statement, arguments: StatementArguments) throws -> [StoredRow] {
    switch statement {
    case .sqlite(let statement):
      try GRDB.Row.fetchAll(statement, arguments: arguments.sqlite).map {
        StoredRow($0, columns: statement.columnNames)
      }
    case .postgres(let connection, let sql): all(try connection.query(sql, arguments.postgres))
    }
  }

  static func fetchOne(
    _ database: Database,
    sql: String,
    arguments: StatementArguments = []
  ) throws -> StoredRow? {
    try fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  static func fetchOne(_ statement: Statement, arguments: StatementArguments) throws -> StoredRow? {
    switch statement {
    case .sqlite(let statement):
      try GRDB.Row.fetchOne(statement, arguments: arguments.sqlite).map {
        StoredRow($0, columns: statement.columnNames)
      }
    case .postgres(let connection, let sql): all(try connection.query(sql, arguments.postgres)).first
    }
  }

  /// The rows for each of many lists of values: on a server in one journey.
  static func fetchAll(_ statement: Statement, each lists: [StatementArguments]) throws -> [[StoredRow]] {
    switch statement {
    case .sqlite: try lists.map { try fetchAll(statement, arguments: $0) }
    case .postgres(let connection, let sql): try connection.query(sql, each: lists.map(\.postgres)).map(all)
    }
  }

  private static func all(_ result: PostgresResult) -> [StoredRow] {
    (0..<result.count).map { StoredRow(result, row: $0) }
  }
}

/// A stored value that cannot be what its column says. It names the column and never the value, which may be a key.
struct DamagedRow: Error {
  let column: String

  init(_ column: String) { self.column = column }
}
