internal import GRDB

/// A store's file as a damaged disk, another program or an analyst with an editor leaves it.
package enum RawDatabase {
  /// Runs statements on a file, whatever it holds.
  package static func execute(_ sql: String, at path: String) throws {
    try queue(path).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  /// The text of one value; nil where there is none.
  package static func value(_ sql: String, at path: String) throws -> String? {
    try queue(path).read { try String.fetchOne($0, sql: sql) }
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
