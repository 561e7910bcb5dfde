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
    /// Up to how many rows are counted for what a listing does not show: an answer is wanted at once.
    package static let countedRows = 1_000
  }

  /// Where the file is; `:memory:` for a store that lives as long as this value.
  package let path: String
  /// Who besides the owner may read the file: the permission bits that are too many, 0 where all is well.
  package let excessPermissions: Int
  /// Why nothing can be written; nil where it can be.
  package let writeObstacle: WriteObstacle?
  /// True for a file that can only be read.
  package var isReadOnly: Bool { writeObstacle != nil }
  /// True for a store that was made at a set time (`--now`): its marks follow that time. Those of any other store keep to
  /// the system's, so that a drill leaves nothing behind.
  package let isDrill: Bool
  let database: any DatabaseWriter
  private let file: StoreFile?

  /// What stands in the way of writing.
  package enum WriteObstacle: Sendable, Hashable {
    /// It was opened for reading, or the file or its folder may not be written.
    case permission
    /// Its disk was full when it was opened.
    case fullDisk
  }

  /// Opens the database, makes it where there is none (mode 0600, its folder 0700), and brings it up to date. Any number of
  /// processes may do so at once.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - isDrill: whether a file that is made now is for a set time.
  /// On a full disk, and where the file or its folder may not be written, what is stored can still be read.
  ///
  /// - Throws: `StorageError` where the file cannot be opened, is no database, is another program's, or was written by a
  ///   newer Tocsin.
  package init(path: String, isDrill: Bool = false) throws(StorageError) {
    self.path = path
    do {
      let file = try StoreFile(at: path)
      self.file = file
      excessPermissions = file.excessPermissions
      let (opened, obstacle) = try Self.open(file, isDrill: isDrill)
      database = opened
      writeObstacle = obstacle
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
      writeObstacle = .permission
      let opened = try Self.openForReading(path, file.isWritable ? [.plain, .alone] : [.plain, .frozen])
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
    writeObstacle = nil
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
  ///
  /// - Throws: `StorageError.replaced` where the file was deleted or replaced since it was opened: what is in it is no longer
  ///   what the others see.
  func read<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    if let file, !file.isInPlace { throw .replaced(path: path) }
    do { return try database.read(body) } catch { throw StorageError(error, path: path) }
  }

  /// Writes in one transaction: all of it or nothing.
  ///
  /// - Throws: `StorageError.replaced` where the file was deleted or replaced since it was opened: what went into it then
  ///   would be lost in silence.
  func commit<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
    if let file, !file.isInPlace { throw .replaced(path: path) }
    switch writeObstacle {
    case .permission: throw .readOnly(path: path)
    case .fullDisk: throw .fullDisk(path: path)
    case nil: break
    }
    do { return try database.write(body) } catch { throw StorageError(error, path: path) }
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Limits.busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.label = "tocsin"
    return configuration
  }
}
