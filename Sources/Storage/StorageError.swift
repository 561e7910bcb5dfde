/// Why the database could not be used. Facts only: the wording for people is the console's.
package enum StorageError: Error, Sendable, Hashable {
  /// The folder or file cannot be made or opened; the reason is the system's.
  case cannotOpen(path: String, reason: String)
  /// The file is no SQLite database at all.
  case notADatabase(path: String)
  /// The file is a database of another program.
  case foreignDatabase(path: String)
  /// The file was written by a newer Tocsin.
  case newerVersion(path: String)
  /// Another process held the file for longer than `Store.Limits.busySeconds`.
  case busy(path: String)
  /// A change of rules or endpoints does not fit what is there; nothing was changed.
  case conflict(StoreConflict)
  /// SQLite failed: disk full, read-only, damaged.
  case failed(path: String, reason: String)
}
