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
  /// True for a file that may only be read.
  package let isReadOnly: Bool
  /// True for a store that was made at a set time (`--now`): its marks follow that time. Those of any other store keep to
  /// the system's, so that a drill leaves nothing behind.
  package let isDrill: Bool
  let database: any DatabaseWriter
  private let file: StoreFile?

  /// Opens the database, makes it where there is none (mode 0600, its folder 0700), and brings it up to date. Any number of
  /// processes may do so at once.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - isDrill: whether a file that is made now is for a set time.
  /// - Throws: `StorageError` where the file cannot be opened, is no database, is another program's, or was written by a
  ///   newer Tocsin.
  package init(path: String, isDrill: Bool = false) throws(StorageError) {
    self.path = path
    do {
      let file = try StoreFile(at: path)
      self.file = file
      excessPermissions = file.excessPermissions
      isReadOnly = !file.isWritable
      let opened = try isReadOnly ? Self.openForReading(path) : Self.open(path, isDrill: isDrill)
      database = opened
      self.isDrill = try opened.read { try Setting.isDrill.isSet($0) }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Opens a database that is there, and never writes to it.
  ///
  /// - Throws: `StorageError`, also for one that an older Tocsin wrote: it cannot be brought up to date.
  package init(readingFrom path: String) throws(StorageError) {
    self.path = path
    do {
      guard FileManager.default.fileExists(atPath: path) else {
        throw StorageError.cannotOpen(path: path, reason: "there is no such file")
      }
      let file = try StoreFile(at: path)
      self.file = file
      excessPermissions = file.excessPermissions
      isReadOnly = true
      let opened = try Self.openForReading(path)
      database = opened
      isDrill = try opened.read { try Setting.isDrill.isSet($0) }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// A store in memory, with the same tables: for `explain` without a file, and for tests. It is as real as any other.
  ///
  /// - Parameter observe: hears every statement that is run, without its values.
  /// - Throws: `StorageError` where SQLite fails.
  package init(observing observe: (@Sendable (String) -> Void)? = nil) throws(StorageError) {
    path = ":memory:"
    excessPermissions = 0
    isReadOnly = false
    isDrill = false
    file = nil
    do {
      let queue = try DatabaseQueue(configuration: Self.configuration)
      try Migrations.all.migrate(queue)
      if let observe {
        queue.writeWithoutTransaction { database in
          database.trace { event in if case .statement(let statement) = event { observe(statement.sql) } }
        }
      }
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
  ///
  /// - Throws: `StorageError.replaced` where the file was deleted or replaced since it was opened: what went into it then
  ///   would be lost in silence.
  func commit<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    if let file, !file.isInPlace { throw .replaced(path: path) }
    if isReadOnly { throw .readOnly(path: path) }
    do { return try database.write(body) } catch { throw StorageError(error, path: path) }
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Limits.busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.label = "tocsin"
    return configuration
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
      if isNew, isDrill { try pool.write { try Setting.isDrill.set($0) } }
      return pool
    }
  }

  /// In a folder that cannot be written SQLite has no place for what readers share; then nobody writes, and the file is
  /// taken as it is.
  private static func openForReading(_ path: String) throws -> any DatabaseWriter {
    var configuration = configuration
    configuration.readonly = true
    let queue = try open(readOnly: path, configuration)
    let owner = try queue.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") ?? 0 }
    guard owner == applicationID else { throw StorageError.foreignDatabase(path: path) }
    try refuseNewer(queue, path: path)
    guard try queue.read(Migrations.all.hasCompletedMigrations) else {
      throw StorageError.olderVersion(path: path)
    }
    return queue
  }

  private static func open(readOnly path: String, _ configuration: Configuration) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
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

extension StorageError {
  /// What a failure of SQLite, of a row or of the file system means. Values of rows are never told: they may be keys.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StorageError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    case let error as DamagedRow: self = .damaged(path: path, what: error.column)
    case is RowDecodingError: self = .damaged(path: path, what: "a value of another type than its column's")
    case is DecodingError: self = .damaged(path: path, what: "text that is no JSON of its kind")
    case let error as CocoaError: self = .cannotOpen(path: path, reason: error.localizedDescription)
    default: self = .rejected("\(type(of: error))")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_BUSY: self = .busy(path: path)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: error.message ?? "no reason given")
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, what: error.message ?? "the file")
    default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }
}

/// What is kept of the store itself.
enum Setting: String {
  /// The store was made at a set time.
  case isDrill = "drill"

  func isSet(_ database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT 1 FROM setting WHERE name = ?", arguments: [rawValue]) != nil
  }

  func set(_ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, '1')",
      arguments: [rawValue]
    )
  }
}

/// Milliseconds since 1970, as times are stored: of the years 1 to 9999, so that a damaged number is no trap.
extension Date {
  var milliseconds: Int64 {
    let milliseconds = (timeIntervalSince1970 * 1000).rounded()
    guard milliseconds > Double(Self.span.lowerBound) else { return Self.span.lowerBound }
    return milliseconds < Double(Self.span.upperBound) ? Int64(milliseconds) : Self.span.upperBound
  }

  init(milliseconds: Int64) {
    let held = min(max(milliseconds, Self.span.lowerBound), Self.span.upperBound)
    self.init(timeIntervalSince1970: Double(held) / 1000)
  }

  private static let span: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
}
