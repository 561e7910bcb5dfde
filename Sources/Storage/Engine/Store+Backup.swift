internal import Foundation
internal import GRDB

extension Store {
  /// Writes the whole store to a new file of mode 0600: one consistent state, while others go on reading and writing
  /// (SQLite, `VACUUM INTO`).
  ///
  /// The file has another name until it is whole, on disk and examined, so that what was interrupted is never taken for a
  /// backup.
  ///
  /// - Returns: the file's size in bytes.
  /// - Throws: `StorageError` where the file exists or cannot be written; nothing is left of it then.
  package func backUp(to path: String) throws(StorageError) -> Int {
    guard case .sqlite(let writer) = engine else {
      throw .rejected("a server's database is backed up where it stands: pg_dump, or move --to FILE")
    }
    if FileManager.default.fileExists(atPath: path) {
      throw .cannotOpen(path: path, .exists)
    }
    do {
      let draft = try DraftFile(for: path)
      defer { draft.discard() }
      try writer.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [draft.path]) }
      try Self.examine(draft.path)
      return try draft.publish()
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Puts a backup in the place of a store. The store that was there is kept beside it.
  ///
  /// Processes that have the old one open write nothing more into it (`StorageError.replaced`).
  ///
  /// - Parameters:
  ///   - backup: the file that `backUp` wrote; it stays as it is.
  ///   - path: the store's place.
  /// - Returns: where the store that was there is now; nil where there was none.
  /// - Throws: `StorageError` for a file that is no whole store of this program; then nothing is changed.
  package static func restore(_ backup: String, to path: String) throws(StorageError) -> String? {
    do {
      guard FileManager.default.fileExists(atPath: backup) else {
        throw StorageError.cannotOpen(path: backup, .missing)
      }
      // A service would go on with the store that it has, and answer nobody; one that stands by waits until this is done.
      guard let lock = try ServiceLock.taken(of: path) else { throw StorageError.served(path: path) }
      defer { withExtendedLifetime(lock) {} }
      try examine(backup)
      let draft = try DraftFile(for: path)
      defer { draft.discard() }
      try draft.fill(from: backup)
      try examine(draft.path)
      return try StoreFile.withLock(at: path) {
        let kept = try keep(path)
        try draft.replace()
        // The log of the store that was there is empty by now, or lies beside it.
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        return kept
      }
    } catch {
      throw StorageError(error, path: backup)
    }
  }

  /// Gives a store a second name, so that it stays when its first one is given away. All of its log is in it by then; that of a
  /// store which is damaged is moved along.
  private static func keep(_ path: String) throws -> String? {
    let files = FileManager.default
    guard files.fileExists(atPath: path) else { return nil }
    let kept = (1...).lazy.map { "\(path).before-restore-\($0)" }.first { !files.fileExists(atPath: $0) }
    guard let kept else { return nil }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let isBusy = try queue.writeWithoutTransaction {
        try Int.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
      if isBusy == 1 { throw StorageError.busy(path: path) }
    } catch StorageError.busy {
      throw StorageError.busy(path: path)
    } catch {
      for suffix in ["-wal", "-shm"] where files.fileExists(atPath: path + suffix) {
        try files.moveItem(atPath: path + suffix, toPath: kept + suffix)
      }
    }
    try files.linkItem(atPath: path, toPath: kept)
    return kept
  }

  /// - Throws: `StorageError` for what is no whole store of this program.
  private static func examine(_ path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let found = try queue.read { database in
      guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
        throw StorageError.foreignDatabase(path: path)
      }
      return try String.fetchAll(database, sql: "PRAGMA integrity_check(5)")
    }
    guard found == ["ok"] else { throw StorageError.damaged(path: path, .file(found.first)) }
    try refuseNewer(queue, path: path)
  }
}
