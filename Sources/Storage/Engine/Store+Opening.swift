internal import Foundation
internal import GRDB

/// How a store's file is opened: to be written, or in one of the ways in which it can still be read.
extension Store {
  /// Opens a file to be written where that can be, else to be read.
  ///
  /// - Throws: `StorageError`, or what SQLite says.
  static func open(
    _ file: StoreFile,
    isDrill: Bool
  ) throws -> (database: any DatabaseWriter, obstacle: WriteObstacle?) {
    guard file.isWritable else {
      return (try openForReading(file.path, [.plain, .frozen]), .permission)
    }
    do {
      return (try open(file.path, isDrill: isDrill), nil)
    } catch  where FreeSpace.isExhausted(at: file.path) {
      return (try openForReading(file.path, [.plain, .alone]), .fullDisk)
    }
  }

  private static func open(_ path: String, isDrill: Bool) throws -> any DatabaseWriter {
    try StoreFile.withLock(at: path) {
      let pool = try DatabasePool(path: path, configuration: configuration)
      let isNew = try claim(pool, path: path)
      try refuseNewer(pool, path: path)
      // GRDB sets NORMAL when it opens a pool, so FULL has to be set after it.
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA cache_size = -\(Limits.writerCacheKiB)")
      }
      try Migrations.all.migrate(pool)
      if isNew, isDrill { try pool.write { try Setting.isDrill.set(.sqlite($0)) } }
      return pool
    }
  }

  /// A way to read a file in write-ahead mode (SQLite, "Write-Ahead Logging", sections 5 and 8).
  enum ReadingMode {
    /// Beside others, through the index of the log that they share.
    case plain
    /// Without that index, which has no place on a full disk: by one process at a time.
    case alone
    /// As it lies, without its log: in a folder that cannot be written nobody makes one.
    case frozen
  }

  /// Opens a file of ours for reading in the first of some modes that works.
  ///
  /// - Throws: `StorageError`, also for a file of an older Tocsin, which would have to be written, and for one whose log
  ///   holds what cannot be read without writing.
  static func openForReading(_ path: String, _ modes: [ReadingMode]) throws -> any DatabaseWriter {
    let queue = try firstThatReads(path, modes)
    let owner = try queue.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") ?? 0 }
    guard owner == applicationID else { throw StorageError.foreignDatabase(path: path) }
    try refuseNewer(queue, path: path)
    guard try queue.read(Migrations.all.hasCompletedMigrations) else {
      throw StorageError.olderVersion(path: path)
    }
    return queue
  }

  private static func firstThatReads(_ path: String, _ modes: [ReadingMode]) throws -> DatabaseQueue {
    var failure: (any Error)?
    for mode in modes {
      do {
        let queue = try queue(path, mode)
        _ = try queue.unsafeRead { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
        return queue
      } catch let error as DatabaseError where error.isOfPlace {
        failure = failure ?? error
      }
    }
    throw failure ?? StorageError.cannotOpen(path: path, .unreadable)
  }

  private static func queue(_ path: String, _ mode: ReadingMode) throws -> DatabaseQueue {
    var configuration = configuration
    switch mode {
    case .plain:
      configuration.readonly = true
      return try DatabaseQueue(path: path, configuration: configuration)
    case .alone:
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
        try database.execute(sql: "PRAGMA query_only = 1")
      }
      return try DatabaseQueue(path: path, configuration: configuration)
    case .frozen:
      guard StoreFile.logBytes(of: path) == 0 else {
        throw StorageError.cannotOpen(path: path, .needsJournal("\(path)-wal"))
      }
      configuration.readonly = true
      let address = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
      return try DatabaseQueue(path: address, configuration: configuration)
    }
  }

  /// An older program would write what a newer one does not expect.
  static func refuseNewer(_ database: any DatabaseReader, path: String) throws {
    guard try !database.read(Migrations.all.hasBeenSuperseded) else {
      throw StorageError.newerVersion(path: path)
    }
  }

  /// Marks a new file as ours, and refuses one that is another program's.
  ///
  /// - Returns: true for a new one.
  private static func claim(_ pool: DatabasePool, path: String) throws -> Bool {
    try pool.writeWithoutTransaction { database in
      let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      if owner == applicationID { return false }
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard owner == 0, tables == 0 else { throw StorageError.foreignDatabase(path: path) }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      return true
    }
  }

  /// `tocs` in ASCII, kept in the file's header (SQLite, "Database File Format", 1.3.17).
  static let applicationID: Int32 = 0x746F_6373
}
