internal import Foundation
internal import GRDB

/// The database: one SQLite file in write-ahead mode, safe to use from several tasks and processes.
///
/// Every committed transaction is on disk (`synchronous=FULL`): an alert that was recorded stays recorded.
package struct Store: Sendable {
  /// Named limits, with their reasons.
  package enum Limits {
    /// How long a writer waits for another process: longer than any transaction of ours, shorter than patience.
    package static let busySeconds = 5.0
    /// The writer's page cache, in KiB: the tables that every article is looked up in stay in it however much is stored.
    package static let writerCacheKiB = 64 << 10
    /// How many rows a listing reads at most.
    package static let listedRows = 10_000
  }

  /// Where the file is; `:memory:` for a store that lives as long as this value.
  package let path: String
  /// Who besides the owner may read the file: the permission bits that are too many, 0 where all is well.
  package let excessPermissions: Int
  let database: any DatabaseWriter

  /// Opens the database, makes it where there is none (mode 0600, its folder 0700), and brings it up to date.
  ///
  /// - Throws: `StorageError` where the file cannot be opened, is no database, or is another program's.
  package init(path: String) throws(StorageError) {
    self.path = path
    do {
      excessPermissions = try Self.prepareFile(path)
      let pool = try DatabasePool(path: path, configuration: Self.configuration)
      try Self.claim(pool, path: path)
      // GRDB sets NORMAL when it opens a pool, so FULL has to be set after it.
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA cache_size = -\(Limits.writerCacheKiB)")
      }
      try Migrations.all.migrate(pool)
      database = pool
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// A store in memory, with the same tables: for `explain` without a file, and for tests.
  package init() throws(StorageError) {
    path = ":memory:"
    excessPermissions = 0
    do {
      let queue = try DatabaseQueue(configuration: Self.configuration)
      try Migrations.all.migrate(queue)
      database = queue
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// What SQLite says of its own settings for the writing connection: 2 is FULL.
  package func durability() throws(StorageError) -> (synchronous: Int, journalMode: String) {
    do {
      return try database.writeWithoutTransaction { database in
        (
          try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
          try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
        )
      }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Reads in one consistent snapshot.
  func read<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    do { return try database.read(body) } catch { throw StorageError(error, path: path) }
  }

  /// Writes in one transaction: all of it or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    do { return try database.write(body) } catch { throw StorageError(error, path: path) }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Limits.busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.label = "tocsin"
    return configuration
  }

  /// Makes the file with mode 0600 before SQLite does with a wider one; `-wal` and `-shm` take the file's mode.
  ///
  /// - Returns: the permission bits of an existing file beyond 0600.
  private static func prepareFile(_ path: String) throws -> Int {
    let files = FileManager.default
    if let attributes = try? files.attributesOfItem(atPath: path) {
      if attributes[.type] as? FileAttributeType == .typeDirectory {
        throw StorageError.cannotOpen(path: path, reason: "it is a folder")
      }
      return (attributes[.posixPermissions] as? Int ?? 0o600) & 0o077
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try files.createDirectory(
      at: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw StorageError.cannotOpen(path: path, reason: "the file cannot be made in that folder")
    }
    return 0
  }

  /// Marks a new file as ours, and refuses one that is another program's.
  private static func claim(_ pool: DatabasePool, path: String) throws {
    try pool.writeWithoutTransaction { database in
      let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      if owner == applicationID { return }
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard owner == 0, tables == 0 else { throw StorageError.foreignDatabase(path: path) }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
  }

  /// `tocs` in ASCII, kept in the file's header (SQLite, "Database File Format", 1.3.17).
  private static let applicationID: Int32 = 0x746F_6373
}

extension StorageError {
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StorageError: self = error
    case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB: self = .notADatabase(path: path)
    case let error as DatabaseError where error.resultCode == .SQLITE_BUSY: self = .busy(path: path)
    case let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN:
      self = .cannotOpen(path: path, reason: error.message ?? "no reason given")
    case let error as DatabaseError:
      self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
    default: self = .cannotOpen(path: path, reason: (error as NSError).localizedDescription)
    }
  }
}

/// Milliseconds since 1970, as times are stored.
extension Date {
  var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
  init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
