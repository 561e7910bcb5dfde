import Foundation
import Glibc

/// The lines that were typed, kept across sessions: a JSON string a line, for the owner's eyes only.
///
/// Sessions at the same time only append, under a lock, so none overwrites another's lines. When the file has grown to
/// twice what is kept it is written anew beside the old one and put in its place, so that a crash loses nothing.
package struct HistoryFile: Sendable {
  /// As many as an analyst may wish to search back through; some hundred kilobytes.
  package static let entriesMax = 5_000
  /// Longer lines are pastes that nobody wishes to recall.
  package static let entryBytesMax = 16_384
  /// Something that is not a history is not read into memory whole.
  private static let fileBytesMax = 64 << 20

  private let path: String

  /// A history at a path; its folder must be there, the file need not.
  package init(path: String) { self.path = path }

  /// The kept lines, oldest first, each once: the place of the last time it was typed. Damaged lines are skipped.
  ///
  /// - Throws: what the file system says; a missing file is an empty history.
  package func load() throws -> [String] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? handle.close() }
    let data = try handle.read(upToCount: Self.fileBytesMax) ?? Data()
    return Self.latest(data.split(separator: UInt8(ascii: "\n")).compactMap(Self.decode))
  }

  /// Adds a line at the end, and compacts the file where it has grown too long.
  ///
  /// - Throws: what the file system says.
  package func append(_ line: String) throws {
    guard line.utf8.count <= Self.entryBytesMax else { return }
    let handle = try openLocked()
    try handle.write(contentsOf: try Self.encode(line))
    try compactIfLong(handle)
    try handle.close()
  }

  /// Opens the file and waits for its lock; opens it again where another session put a compacted one in its place.
  private func openLocked() throws -> FileHandle {
    while true {
      let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      guard Self.lock(descriptor) else {
        throw CocoaError(.fileLocking, userInfo: [NSFilePathErrorKey: path])
      }
      fchmod(descriptor, 0o600)
      var opened = stat()
      var current = stat()
      if fstat(descriptor, &opened) == 0, stat(path, &current) == 0, opened.st_ino == current.st_ino {
        return handle
      }
      try handle.close()
    }
  }

  /// A line of history is not worth a prompt that waits: whoever holds the lock longer than others write keeps it.
  /// The lock is let go by the close.
  private static func lock(_ descriptor: Int32) -> Bool {
    for _ in 0..<lockTries {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(10_000)
    }
    return false
  }

  private static let lockTries = 20

  private func compactIfLong(_ handle: FileHandle) throws {
    try handle.seek(toOffset: 0)
    let data = try handle.readToEnd() ?? Data()
    guard data.lazy.filter({ $0 == UInt8(ascii: "\n") }).count > 2 * Self.entriesMax else { return }
    let kept = Self.latest(data.split(separator: UInt8(ascii: "\n")).compactMap(Self.decode))
    let fresh = path + ".new"
    let isWritten = FileManager.default.createFile(
      atPath: fresh,
      contents: try kept.map(Self.encode).reduce(into: Data()) { $0 += $1 },
      attributes: [.posixPermissions: 0o600]
    )
    guard isWritten, rename(fresh, path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
  }

  /// The newest entries, each where it was last typed.
  private static func latest(_ lines: [String]) -> [String] {
    var seen = Set<String>()
    return lines.reversed().filter { seen.insert($0).inserted }.prefix(entriesMax).reversed()
  }

  private static func encode(_ line: String) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return try encoder.encode(line) + [UInt8(ascii: "\n")]
  }

  private static func decode(_ line: Data) -> String? { try? JSONDecoder().decode(String.self, from: line) }
}
