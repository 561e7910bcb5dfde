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
  /// The file was written by an older Tocsin, and may only be read: it cannot be brought up to date.
  case olderVersion(path: String)
  /// The file may only be read.
  case readOnly(path: String)
  /// The disk has no room for what was to be written; what is stored is as it was.
  case fullDisk(path: String)
  /// The file was deleted, moved or replaced since it was opened.
  case replaced(path: String)
  /// The file holds what no Tocsin writes; `what` names a column or SQLite's own finding, never a value.
  case damaged(path: String, what: String)
  /// Another process held the file for longer than `Store.Limits.busySeconds`.
  case busy(path: String)
  /// A change of rules or endpoints does not fit what is there; nothing was changed.
  case conflict(StoreConflict)
  /// What was to be written could not be made; nothing was written.
  case rejected(String)
  /// SQLite failed: the disk cannot be read or written.
  case failed(path: String, reason: String)
}
