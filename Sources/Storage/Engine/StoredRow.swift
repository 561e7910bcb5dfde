internal import Foundation
internal import GRDB

/// A row as the store reads it: every value is checked where it is taken.
///
/// GRDB's own rows end the program where a value is of another type than the column's, and print the whole row, keys
/// included. A file may be damaged, or changed by hand; what is read from it is foreign text like any other.
struct StoredRow {
  private let row: GRDB.Row

  init(_ row: GRDB.Row) { self.row = row }

  /// The value of a column; an optional one is nil where the column holds nothing.
  ///
  /// - Throws: `DamagedRow` for a value that is none of that type, and for a column that is missing.
  subscript<Value: DatabaseValueConvertible>(_ column: String) -> Value {
    get throws {
      guard row.hasColumn(column) else { throw DamagedRow(column) }
      guard let value = Value.fromDatabaseValue(row[column]) else { throw DamagedRow(column) }
      return value
    }
  }

  /// True where a column holds nothing.
  func isEmpty(_ column: String) throws -> Bool {
    guard row.hasColumn(column) else { throw DamagedRow(column) }
    return (row[column] as DatabaseValue).isNull
  }

  /// What a column holds as JSON text.
  ///
  /// - Throws: `DamagedRow` where it is none of that type.
  func json<Value: Decodable>(_ type: Value.Type, _ column: String) throws -> Value {
    let text: String = try self[column]
    guard let value = try? JSONColumn.decode(type, text) else { throw DamagedRow(column) }
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
    arguments: StatementArguments = StatementArguments()
  ) throws -> [StoredRow] {
    try GRDB.Row.fetchAll(database, sql: sql, arguments: arguments).map(StoredRow.init)
  }

  static func fetchAll(_ statement: Statement, arguments: StatementArguments) throws -> [StoredRow] {
    try GRDB.Row.fetchAll(statement, arguments: arguments).map(StoredRow.init)
  }

  static func fetchOne(
    _ database: Database,
    sql: String,
    arguments: StatementArguments = StatementArguments()
  ) throws -> StoredRow? {
    try GRDB.Row.fetchOne(database, sql: sql, arguments: arguments).map(StoredRow.init)
  }

  static func fetchOne(_ statement: Statement, arguments: StatementArguments) throws -> StoredRow? {
    try GRDB.Row.fetchOne(statement, arguments: arguments).map(StoredRow.init)
  }
}

/// A stored value that cannot be what its column says. It names the column and never the value, which may be a key.
struct DamagedRow: Error {
  let column: String

  init(_ column: String) { self.column = column }
}
