internal import Foundation
internal import GRDB

/// A store's file as a damaged disk, another program or an analyst with an editor leaves it.
package enum RawDatabase {
  /// True if there is such a file.
  package static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// True if a text stands anywhere in the file or its log, in bytes.
  package static func holds(_ text: String, at path: String) -> Bool {
    [path, path + "-wal"].contains { file in
      let bytes = try? Data(contentsOf: URL(fileURLWithPath: file))
      return bytes?.firstRange(of: Data(text.utf8)) != nil
    }
  }

  /// Runs statements on a file, whatever it holds.
  package static func execute(_ sql: String, at path: String) throws {
    try queue(path).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  /// The text of one value; nil where there is none.
  package static func value(_ sql: String, at path: String) throws -> String? {
    try queue(path).read { try String.fetchOne($0, sql: sql) }
  }

  /// Runs a body while another connection reads, in a transaction that saw the file before it.
  package static func whileReading(_ sql: String, at path: String, _ body: () throws -> Void) throws {
    try queue(path).read { database in
      _ = try Row.fetchAll(database, sql: sql)
      try body()
    }
  }

  /// The text of the first value of each row.
  package static func names(_ sql: String, at path: String) throws -> [String] {
    try queue(path).read { try String.fetchAll($0, sql: sql) }
  }

  /// A step of what SQLite does for a statement; steps of one parent follow one another.
  package struct PlanStep {
    package var words: String
    package var parent: Int64
  }

  /// How SQLite would carry a statement out (SQLite, "EXPLAIN QUERY PLAN").
  package static func plan(of sql: String, at path: String) throws -> [PlanStep] {
    try queue(path).read { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
      statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { PlanStep(words: $0["detail"], parent: $0["parent"]) }
    }
  }

  /// The columns that refer to rows of other tables, and for each whether an index finds the rows that refer to one.
  package static func references(at path: String) throws -> [(reference: String, isIndexed: Bool)] {
    try queue(path).read { database in
      let tables = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%' ORDER BY name"
      )
      return try tables.flatMap { table in
        let first = try Set(
          Row.fetchAll(database, sql: "SELECT * FROM pragma_index_list(?)", arguments: [table]).compactMap {
            row in
            try String.fetchOne(
              database,
              sql: "SELECT name FROM pragma_index_info(?) WHERE seqno = 0",
              arguments: [row["name"] as String]
            )
          }
            + String.fetchAll(
              database,
              sql: "SELECT name FROM pragma_table_info(?) WHERE pk = 1",
              arguments: [table]
            )
        )
        return try String.fetchAll(
          database,
          sql: "SELECT \"from\" FROM pragma_foreign_key_list(?)",
          arguments: [table]
        ).map { ("\(table).\($0)", first.contains($0)) }
      }
    }
  }

  /// Every column of every table that holds rows.
  package static func columns(at path: String) throws -> [(table: String, column: String)] {
    try queue(path).read { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'
          AND name NOT LIKE 'article_search%' ORDER BY name
          """
      )
      return try tables.filter { try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? 0 > 0 }
        .flatMap { table in try database.columns(in: table).map { (table, $0.name) } }
    }
  }

  private static func queue(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: path, configuration: configuration)
  }
}
