internal import Foundation
internal import GRDB

/// When a transaction is on disk. Whatever it says, the death of a process loses nothing that was committed.
package enum Lasting: Sendable {
  /// When it is committed: it outlives a loss of power.
  case atOnce
  /// With the next one that is `atOnce`, or within seconds where a `JournalKeeper` is at work, and on a server. A loss of power may take it
  /// away, and then all that was committed after it, so that nothing rests on what is not there. For what is made anew without
  /// harm: work that was taken, and what is told to nobody before a later transaction.
  case withNext
}

extension DatabaseWriter {
  /// A transaction that does not wait for the disk (SQLite, "PRAGMA synchronous": NORMAL in write-ahead mode).
  func writeWithoutWaiting<Value>(_ body: (GRDB.Database) throws -> Value) throws -> Value {
    try writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      let result = Result {
        var value: Value?
        try database.inTransaction {
          value = try body(database)
          return .commit
        }
        return value
      }
      try database.execute(sql: "PRAGMA synchronous = FULL")
      guard let value = try result.get() else { throw StorageError.rejected("a transaction gave nothing") }
      return value
    }
  }
}

extension Store.Limits {
  /// Whether to look once more at a file that another process writes to, after so many looks.
  static func waitsForOthers(looks: Int) -> Bool {
    guard Double(looks) * busyLookSeconds < busySeconds else { return false }
    Thread.sleep(forTimeInterval: busyLookSeconds)
    return true
  }
}
