internal import Foundation
internal import GRDB

extension Store {
  /// Writes the whole store to a new file of mode 0600: one consistent state, while others go on reading and writing
  /// (SQLite, `VACUUM INTO`).
  ///
  /// - Returns: the file's size in bytes.
  /// - Throws: `StorageError` where the file exists or cannot be written; nothing is left of it then.
  package func backUp(to path: String) throws(StorageError) -> Int {
    let files = FileManager.default
    if files.fileExists(atPath: path) { throw .cannotOpen(path: path, reason: "the file exists already") }
    guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw .cannotOpen(path: path, reason: "the file cannot be made in that folder")
    }
    do {
      try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
      return try files.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    } catch {
      try? files.removeItem(atPath: path)
      throw StorageError(error, path: path)
    }
  }
}
