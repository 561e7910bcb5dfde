internal import GRDB

/// Moves what the write-ahead log holds into the store's file, beside those who write: otherwise whoever commits when the log
/// has grown pays for all before him, and a log that is always read by somebody grows for ever (SQLite, "Write-Ahead Logging",
/// sections 2.3 and 6).
package final class JournalKeeper: Sendable {
  /// A log of more bytes is begun anew as soon as no reader needs it.
  package static let bytesMaxStandard: Int64 = 16 << 20
  /// Where the keeper is not at work, the writer moves the log itself from so many pages on.
  private static let writerPagesMax = 8_192
  /// Writers wait while the log is begun anew, so readers are waited for only so often, two milliseconds each.
  private static let looksAtReaders = 10

  /// While the log is moved others write to it. What they wrote meanwhile is little, and moved at once: a log that is moved to
  /// its end is begun anew by the next writer.
  private static let passesMax = 4

  private let connection: DatabaseQueue
  private let path: String
  private let bytesMax: Int64

  /// A keeper over a store that is written to from now on without moving its log; nil for a store in memory or on a
  /// server, and for one that may only be read.
  ///
  /// - Parameters:
  ///   - store: whose log is kept.
  ///   - bytesMax: how large the log may grow before it is begun anew.
  /// - Throws: `StorageError`.
  package init?(of store: Store, bytesMax: Int64 = JournalKeeper.bytesMaxStandard) throws(StorageError) {
    guard !store.isReadOnly, case .sqlite(let writer) = store.engine, writer is DatabasePool else {
      return nil
    }
    (path, self.bytesMax) = (store.path, bytesMax)
    do {
      var configuration = Store.configuration
      configuration.busyMode = .callback { looks in
        looks < JournalKeeper.looksAtReaders && Store.Limits.waitsForOthers(looks: looks)
      }
      connection = try DatabaseQueue(path: store.path, configuration: configuration)
      try writer.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA wal_autocheckpoint = \(JournalKeeper.writerPagesMax)")
      }
    } catch {
      throw StorageError(error, path: store.path)
    }
  }

  /// Moves what can be moved without anybody waiting; a log that has grown too large is begun anew where that takes no time.
  /// What was committed before is on disk afterwards.
  ///
  /// - Returns: true where the log is still too large.
  /// - Throws: `StorageError`.
  package func move() throws(StorageError) -> Bool {
    do {
      try connection.writeWithoutTransaction { database in
        for _ in 0..<Self.passesMax {
          let (pages, moved) = try database.checkpoint(.passive)
          if moved >= pages { break }
        }
        if isLarge { _ = try database.checkpoint(.truncate) }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      // Somebody reads what it holds, or another process moves it.
    } catch {
      throw StorageError(error, path: path)
    }
    return isLarge
  }

  private var isLarge: Bool { StoreFile.logBytes(of: path) > bytesMax }
}
