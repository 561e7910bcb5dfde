internal import GRDB
internal import Postgres

/// What keeps a store: a file, or a server.
enum StoreEngine: Sendable {
  case sqlite(any DatabaseWriter)
  case postgres(PostgresPool)

  /// Reads as of one moment.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    switch self {
    case .sqlite(let writer): try writer.read { try body(.sqlite($0)) }
    case .postgres(let pool): try pool.read { try body(.postgres($0)) }
    }
  }

  /// Writes in one transaction. No other one writes into its lane meanwhile, in whatever process, so that what was read in it holds.
  func write<Value>(
    lasting: Lasting,
    in lane: WriteLane,
    _ body: (Database) throws -> Value
  ) throws -> Value {
    switch (self, lasting) {
    case (.sqlite(let writer), .atOnce): try writer.write { try body(.sqlite($0)) }
    case (.sqlite(let writer), .withNext): try writer.writeWithoutWaiting { try body(.sqlite($0)) }
    case (.postgres(let pool), _):
      try pool.write(holding: lane.locks) { connection in
        if lasting == .withNext { try connection.send("SET LOCAL synchronous_commit = off", []) }
        return try body(.postgres(connection))
      }
    }
  }

  /// Whether what was committed is on disk, in the engine's words.
  func durability() throws -> (synchronous: Int, journalMode: String) {
    switch self {
    case .sqlite(let writer):
      try writer.writeWithoutTransaction { database in
        let database = Database.sqlite(database)
        return (
          try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
          try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
        )
      }
    case .postgres:
      try read { database in
        let isOn = try String.fetchOne(database, sql: "SELECT current_setting('synchronous_commit')") == "on"
        return (isOn ? 2 : 0, "wal")
      }
    }
  }
}
