internal import Foundation
internal import GRDB
internal import Postgres

/// What facets talk to: one connection within one transaction, of either engine.
///
/// Statements are written once, in SQL that both engines read (`SQLDialect` names what they do not share). Values stand at
/// `?`, or at `?1` where one stands in several places; a place without a number takes the one after the greatest so far.
enum Database {
  case sqlite(GRDB.Database)
  case postgres(PostgresConnection)

  /// What this engine says differently.
  var dialect: SQLDialect {
    switch self {
    case .sqlite: .sqlite
    case .postgres: .postgres
    }
  }

  /// Runs a statement that gives no rows; several only without arguments. A failure may be told by a later one of the same
  /// transaction. One with arguments is compiled once for each connection: there are some hundred texts, and compiling one takes
  /// longer than most of them do.
  func execute(sql: String, arguments: StatementArguments = []) throws {
    switch self {
    case .sqlite(let database) where arguments.values.isEmpty: try database.execute(sql: sql)
    case .sqlite(let database):
      try database.cachedStatement(sql: sql).execute(arguments: arguments.sqlite)
    case .postgres(let connection): try connection.send(sql, arguments.postgres)
    }
  }

  /// A statement that will be run many times.
  func cachedStatement(sql: String) throws -> Statement {
    switch self {
    case .sqlite(let database): .sqlite(try database.cachedStatement(sql: sql))
    case .postgres(let connection): .postgres(connection, sql)
    }
  }

  /// Inserts a row into a table whose rows are numbered by an `id`.
  ///
  /// - Returns: its number; nil where the statement left it out (`ON CONFLICT … DO NOTHING`).
  func insert(sql: String, arguments: StatementArguments) throws -> Int64? {
    try Int64.fetchOne(cachedStatement(sql: sql + " RETURNING id"), arguments: arguments)
  }

  /// Inserts a row that is always new into a table whose rows are numbered by an `id`.
  ///
  /// - Returns: its number.
  func insertNew(sql: String, arguments: StatementArguments) throws -> Int64 {
    guard let number = try insert(sql: sql, arguments: arguments) else { throw ForeignValue() }
    return number
  }

  /// How many rows the last statement changed.
  func changesCount() throws -> Int {
    switch self {
    case .sqlite(let database): database.changesCount
    case .postgres(let connection): try connection.changesCount()
    }
  }

  /// The columns by which a table tells its rows apart.
  func primaryKey(of table: String) throws -> [String] {
    switch self {
    case .sqlite(let database): try database.primaryKey(table).columns
    case .postgres:
      try String.fetchAll(
        self,
        sql: """
          SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
          WHERE indrelid = CAST(CAST(? AS TEXT) AS REGCLASS) AND indisprimary ORDER BY array_position(indkey, attnum)
          """,
        arguments: [table]
      )
    }
  }

  /// How many bytes the tables take, without the log.
  func bytes() throws -> Int64 {
    switch self {
    case .sqlite:
      let count = { (sql: String) in try Int64.fetchOne(self, sql: sql) ?? 0 }
      return try count("PRAGMA page_count") * count("PRAGMA page_size")
    case .postgres:
      return try Int64.fetchOne(
        self,
        sql: """
          SELECT CAST(coalesce(sum(pg_total_relation_size(oid)), 0) AS BIGINT) FROM pg_class
          WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS REGNAMESPACE)
          """
      ) ?? 0
    }
  }

  /// The names of a table's columns.
  func columns(of table: String) throws -> [String] {
    switch self {
    case .sqlite(let database): try database.columns(in: table).map(\.name)
    case .postgres:
      try String.fetchAll(
        self,
        sql: """
          SELECT attname FROM pg_attribute WHERE attrelid = CAST(CAST(? AS TEXT) AS REGCLASS) AND attnum > 0
          AND NOT attisdropped ORDER BY attnum
          """,
        arguments: [table]
      )
    }
  }
}

/// A statement that is run many times within a transaction.
enum Statement {
  case sqlite(GRDB.Statement)
  case postgres(PostgresConnection, String)

  func execute(arguments: StatementArguments) throws {
    switch self {
    case .sqlite(let statement): try statement.execute(arguments: arguments.sqlite)
    case .postgres(let connection, let sql): try connection.send(sql, arguments.postgres)
    }
  }
}

/// A value of a column that is none of the type that was asked for.
struct ForeignValue: Error {}

extension DatabaseValueConvertible {
  /// The first value of the first row; nil where there is no row, and where it holds nothing.
  static func fetchOne(
    _ database: Database,
    sql: String,
    arguments: StatementArguments = []
  ) throws -> Self? {
    try fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  static func fetchOne(_ statement: Statement, arguments: StatementArguments) throws -> Self? {
    switch statement {
    case .sqlite(let statement):
      try one(GRDB.DatabaseValue.fetchOne(statement, arguments: arguments.sqlite).map(DatabaseValue.init))
    case .postgres(let connection, let sql): try one(connection.query(sql, arguments.postgres))
    }
  }

  /// The first value of each row, for each of many lists of values: on a server in one journey.
  static func fetchAll(_ statement: Statement, each lists: [StatementArguments]) throws -> [[Self]] {
    switch statement {
    case .sqlite: try lists.map { try fetchAll(statement, arguments: $0) }
    case .postgres(let connection, let sql):
      try connection.query(sql, each: lists.map(\.postgres)).map { try all($0) }
    }
  }

  /// The first value of each row.
  static func fetchAll(
    _ database: Database,
    sql: String,
    arguments: StatementArguments = []
  ) throws -> [Self] {
    try fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
  }

  static func fetchAll(_ statement: Statement, arguments: StatementArguments) throws -> [Self] {
    switch statement {
    case .sqlite(let statement):
      try GRDB.DatabaseValue.fetchAll(statement, arguments: arguments.sqlite).map {
        try checked(DatabaseValue($0))
      }
    case .postgres(let connection, let sql): try all(connection.query(sql, arguments.postgres))
    }
  }

  private static func one(_ value: DatabaseValue?) throws -> Self? {
    guard let value, !value.isNull else { return nil }
    return try checked(value)
  }

  private static func one(_ result: PostgresResult) throws -> Self? {
    result.count == 0 ? nil : try one(DatabaseValue(result.value(row: 0, column: 0)))
  }

  private static func all(_ result: PostgresResult) throws -> [Self] {
    try (0..<result.count).map { try checked(DatabaseValue(result.value(row: $0, column: 0)) ?? .null) }
  }

  private static func checked(_ value: DatabaseValue) throws -> Self {
    guard let value = fromDatabaseValue(value) else { throw ForeignValue() }
    return value
  }
}

extension StatementArguments {
  var sqlite: GRDB.StatementArguments { GRDB.StatementArguments(values.map(\.sqlite)) }
  var postgres: [PostgresParameter] { values.map(\.postgres) }
}

extension DatabaseValue {
  init(_ value: GRDB.DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(data)
    }
  }

  /// Nil for what cannot be read.
  init?(_ value: PostgresValue?) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .bytes(let data): self = .blob(data)
    case nil: return nil
    }
  }

  /// As a value of any type: written out, `databaseValue` would be the store's own, or what GRDB makes of `Codable`.
  fileprivate var sqlite: (any GRDB.DatabaseValueConvertible)? {
    switch self {
    case .null: nil
    case .integer(let number): number
    case .real(let number): number
    case .text(let text): text
    case .blob(let data): data
    }
  }

  fileprivate var postgres: PostgresParameter {
    switch self {
    case .null: .null
    case .integer(let number): .text(String(number))
    case .real(let number): .text(String(number))
    case .text(let text): .text(text)
    case .blob(let data): .bytes(data)
    }
  }
}
