internal import Foundation
internal import GRDB
internal import Postgres

/// The database: one SQLite file in write-ahead mode, or a database on a PostgreSQL server; safe to use from several tasks
/// and processes.
///
/// Every committed transaction is on disk (`synchronous=FULL`, `synchronous_commit=on`) unless its writer says that it need not
/// be yet (`Lasting`): an alert that was recorded stays recorded. Transactions that write go one after another, also those of
/// other processes, but for those that may run side by side over a server (`WriteLane`).
package struct Store: Sendable {
  /// Named limits, with their reasons.
  package enum Limits {
    /// How long a writer waits for another process: longer than any transaction of ours, shorter than patience.
    package static let busySeconds = 5.0
    /// Between two looks whether the other has ended. SQLite's own pauses grow to a tenth of a second, in which most
    /// transactions of ours would have found place.
    static let busyLookSeconds = 0.002
    /// The writer's page cache, in KiB: the tables that every article is looked up in stay in it however much is stored.
    package static let writerCacheKiB = 64 << 10
    /// How many rows a listing reads at most.
    package static let listedRows = 10_000
    /// Up to how many rows are counted for what a listing does not show: an answer is wanted at once.
    package static let countedRows = 1_000
  }

  /// Where the file is; `:memory:` for a store that lives as long as this value; for one on a server user, host and name,
  /// without anything secret.
  package let path: String
  /// Who besides the owner may read the file: the permission bits that are too many, 0 where all is well.
  package let excessPermissions: Int
  /// Why nothing can be written; nil where it can be.
  package let writeObstacle: WriteObstacle?
  /// True for a file that can only be read.
  package var isReadOnly: Bool { writeObstacle != nil }
  /// True where the file was deleted, moved or replaced since it was opened: nothing is read or written then.
  package var isReplaced: Bool { file.map { !$0.isInPlace } ?? false }
  /// True for a database on a server, which sees to its own disk, rights and copies.
  package var isOnServer: Bool { if case .postgres = engine { true } else { false } }
  /// True for a store that was made at a set time (`--now`): its marks follow that time. Those of any other store keep to
  /// the system's, so that a drill leaves nothing behind.
  package let isDrill: Bool
  /// The time that work on it goes by.
  package let clock = StoreClock()
  /// What listings left out because it is damaged.
  package let leftOut = LeftOutRows()
  let engine: StoreEngine
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
  ///   - path: where the file is, or the address of a database on a server (`postgres://…`).
  ///   - isDrill: whether a store that is made now is for a set time.
  /// On a full disk, and where the file or its folder may not be written, what is stored can still be read.
  ///
  /// - Throws: `StorageError` where the file cannot be opened, is no database, is another program's, or was written by a
  ///   newer Tocsin.
  package init(path: String, isDrill: Bool = false) throws(StorageError) {
    if PostgresAddress.isMeant(by: path) {
      try self.init(onServer: path, isDrill: isDrill)
    } else {
      try self.init(inFile: path, isDrill: isDrill)
    }
  }

  private init(inFile path: String, isDrill: Bool) throws(StorageError) {
    self.path = path
    do {
      let file = try StoreFile(at: path)
      self.file = file
      excessPermissions = file.excessPermissions
      let (opened, obstacle) = try Self.open(file, isDrill: isDrill)
      engine = .sqlite(opened)
      writeObstacle = obstacle
      self.isDrill = try engine.read { try Setting.isDrill.isSet($0) }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Opens a database that is there, and never writes to it.
  ///
  /// - Throws: `StorageError`, also for one that an older Tocsin wrote: it cannot be brought up to date.
  package init(readingFrom path: String) throws(StorageError) {
    if PostgresAddress.isMeant(by: path) {
      try self.init(onServer: path, isDrill: false)
    } else {
      try self.init(fromFile: path)
    }
  }

  private init(fromFile path: String) throws(StorageError) {
    self.path = path
    do {
      guard FileManager.default.fileExists(atPath: path) else {
        throw StorageError.cannotOpen(path: path, .missing)
      }
      let file = try StoreFile(at: path)
      self.file = file
      excessPermissions = file.excessPermissions
      writeObstacle = .permission
      let opened = try Self.openForReading(path, file.isWritable ? [.plain, .alone] : [.plain, .frozen])
      engine = .sqlite(opened)
      isDrill = try engine.read { try Setting.isDrill.isSet($0) }
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
      engine = .sqlite(queue)
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Opens a database on a server, makes its tables where there are none, and brings them up to date.
  private init(onServer text: String, isDrill: Bool) throws(StorageError) {
    let address = try Self.address(text)
    let pool = PostgresPool(of: address) { SQLDialect.postgres.text(of: $0) }
    do {
      path = try pool.withConnection { $0.place }
    } catch {
      throw StorageError(error, path: "on the server")
    }
    do {
      try PostgresSchema.bringUpToDate(pool, path: path, isDrill: isDrill)
      try clock.ask(pool)
      engine = .postgres(pool)
      file = nil
      excessPermissions = 0
      writeObstacle = nil
      self.isDrill = try engine.read { try Setting.isDrill.isSet($0) }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// True where a place is meant as the address of a database on a server.
  package static func isServer(_ place: String) -> Bool { PostgresAddress.isMeant(by: place) }

  /// Looks at a place before anything is opened there.
  ///
  /// - Throws: `StorageError` for an address that is none or holds a password.
  package static func check(place: String) throws(StorageError) {
    if isServer(place) { _ = try address(place) }
  }

  private static func address(_ text: String) throws(StorageError) -> PostgresAddress {
    do { return try PostgresAddress(text) } catch { throw StorageError(error, path: "") }
  }

  /// What SQLite says of its own settings for the writing connection: 2 is FULL. Of a server, whether it waits for the disk.
  package func durability() throws(StorageError) -> (synchronous: Int, journalMode: String) {
    do {
      return try engine.durability()
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
    do { return try engine.read(body) } catch { throw StorageError(error, path: path) }
  }

  /// Writes in one transaction: all of it or nothing.
  ///
  /// - Parameters:
  ///   - lasting: when it is on disk.
  ///   - lane: what it writes, where others may write beside it.
  ///   - body: writes.
  /// - Returns: what `body` gives.
  /// - Throws: `StorageError.replaced` where the file was deleted or replaced since it was opened: what went into it then
  ///   would be lost in silence.
  func commit<Value>(
    lasting: Lasting = .atOnce,
    in lane: WriteLane = .all,
    _ body: (Database) throws -> Value
  ) throws(StorageError) -> Value {
    if let file, !file.isInPlace { throw .replaced(path: path) }
    switch writeObstacle {
    case .permission: throw .readOnly(path: path)
    case .fullDisk: throw .fullDisk(path: path)
    case nil: break
    }
    do {
      return try engine.write(lasting: lasting, in: lane, body)
    } catch {
      throw StorageError(error, path: path)
    }
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .callback(Limits.waitsForOthers)
    configuration.foreignKeysEnabled = true
    configuration.label = "tocsin"
    return configuration
  }
}
