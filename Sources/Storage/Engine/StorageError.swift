/// Why the database could not be used. Facts only: the wording for people is the console's.
package enum StorageError: Error, Sendable, Hashable {
  /// The folder or file cannot be made or opened.
  case cannotOpen(path: String, FileObstacle)
  /// The address of a database on a server holds a password.
  case passwordInAddress
  /// What was given as such an address is none; the reason tells nothing of it.
  case notAnAddress(reason: String)
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
  /// The file holds what no Tocsin writes.
  case damaged(path: String, DamageFinding)
  /// Another process held the file for longer than `Store.Limits.busySeconds`, or a server's tables for too long.
  case busy(path: String)
  /// A service runs over the store: nothing may be put in its place.
  case served(path: String)
  /// A change of rules or endpoints does not fit what is there; nothing was changed.
  case conflict(StoreConflict)
  /// What was to be written could not be made; nothing was written. It names the type of what was thrown.
  case rejected(String)
  /// A store is carried to a new one only, and this table of the other place holds rows.
  case notEmpty(path: String, table: String)
  /// The server went away in the middle: what was not yet kept is undone.
  case lost(path: String, reason: String)
  /// The engine failed: SQLite cannot read or write the disk, or a server refuses a statement.
  case failed(path: String, reason: String)
}

/// What stands in the way of opening, making or naming a file.
package enum FileObstacle: Sendable, Hashable {
  /// There is one of that name.
  case exists
  /// There is none.
  case missing
  /// It is a folder.
  case isFolder
  /// It cannot be read.
  case unreadable
  /// It cannot be made in that folder.
  case cannotBeMade
  /// It cannot get its name, or take the place of the file that has it.
  case cannotBeNamed
  /// It cannot be brought to the disk.
  case cannotBeSynchronised
  /// Its folder cannot be written, and its journal, of this name, holds what is not yet in it.
  case needsJournal(String)
  /// What the system or the engine says.
  case system(String)
}

/// Something in a store that no Tocsin writes. It names columns, tables and pages, never a value, which may be a key.
package enum DamageFinding: Sendable, Hashable {
  /// A column holds what cannot be its value.
  case column(String)
  /// A value is of another type than its column's.
  case foreignValue
  /// A text is no JSON of its kind.
  case json
  /// A row refers to one that is not there.
  case orphan(table: String, parent: String)
  /// An index of a server was never finished.
  case unfinishedIndex(String)
  /// What the engine finds wrong with the file itself; nil where it does not say.
  case file(String?)
}
