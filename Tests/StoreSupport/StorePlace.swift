internal import TestSupport

/// Where a test's store is, or will be once a program makes it: a file, or a database of its own on the tests' own PostgreSQL,
/// which is dropped with this value.
package final class StorePlace: Sendable {
  /// The file, or the address: what `--database` takes.
  package let path: String

  private init(path: String) { self.path = path }

  deinit {
    if isOnServer { try? PostgresServer.shared?.drop(path, StoreForTests.run) }
  }

  /// A place for a store of the engine that this run is over; in that file, where it is one.
  package static func new(file path: String) throws -> StorePlace {
    StoreForTests.isOnServer ? try onServer() : StorePlace(path: path)
  }

  /// A place in a file, whatever this run is over.
  package static func inFile(_ path: String) -> StorePlace { StorePlace(path: path) }

  /// A database without tables, whatever this run is over.
  package static func onServer() throws -> StorePlace {
    StorePlace(path: try StoreForTests.newAddress(isEmpty: true))
  }

  /// True for a database on a server.
  package var isOnServer: Bool { StoreForTests.isAddress(path) }

  /// True while no program has made a store there.
  package func isUntouched() throws -> Bool {
    guard isOnServer else { return !RawDatabase.isThere(path) }
    return try value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"
  }

  /// True if a text of letters and digits stands anywhere in the store.
  package func holds(_ text: String) throws -> Bool {
    guard isOnServer else { return RawDatabase.holds(text, at: path) }
    let tables = try StoreForTests.column(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
      path
    )
    return try tables.contains { table in
      try value("SELECT count(*) FROM \"\(table)\" AS held WHERE CAST(held AS TEXT) LIKE '%\(text)%'") != "0"
    }
  }

  /// Runs a statement on the store behind its back.
  package func execute(_ sql: String) throws { try StoreForTests.execute(sql, at: path) }

  /// The text of one value; nil where there is none.
  package func value(_ sql: String) throws -> String? {
    isOnServer ? try StoreForTests.column(sql, path).first : try RawDatabase.value(sql, at: path)
  }
}
