internal import Foundation
internal import Glibc

/// A file that gets its name only when it is whole and on disk.
struct DraftFile {
  /// Where it is written.
  let path: String
  private let name: String
  /// Held locked while the draft is worked at, so that others can tell it from one whose process was killed.
  private let lock: Int32

  /// Makes an empty file of mode 0600 beside the one that it is to be, and takes away what killed processes left there.
  ///
  /// - Throws: `StorageError.cannotOpen` where it cannot be made.
  init(for name: String) throws {
    self.name = name
    Self.discardAbandoned(of: name)
    path = "\(name)\(Self.mark)\(UUID().uuidString)"
    lock = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw StorageError.cannotOpen(path: name, .cannotBeMade)
    }
  }

  private static let mark = ".draft-"

  /// The lock of a process ends with it.
  private static func discardAbandoned(of name: String) {
    let place = URL(fileURLWithPath: name)
    let folder = place.deletingLastPathComponent()
    let drafts = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for draft in drafts where draft.hasPrefix(place.lastPathComponent + mark) {
      let path = folder.appendingPathComponent(draft).path
      let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(path) }
      close(descriptor)
    }
  }

  /// Copies another file's bytes into it.
  func fill(from source: String) throws {
    guard let input = FileHandle(forReadingAtPath: source), let output = FileHandle(forWritingAtPath: path)
    else {
      throw StorageError.cannotOpen(path: source, .unreadable)
    }
    while let piece = try input.read(upToCount: Self.pieceBytes), !piece.isEmpty {
      try output.write(contentsOf: piece)
    }
    try output.close()
    try input.close()
  }

  private static let pieceBytes = 1 << 20

  /// Waits until it is on disk, and gives it its name; a file of that name stays as it is.
  ///
  /// - Returns: its size in bytes.
  /// - Throws: `StorageError.cannotOpen` where the name is taken.
  func publish() throws -> Int {
    try Self.waitForDisk(path)
    guard unsafe link(path, name) == 0 else {
      throw StorageError.cannotOpen(path: name, errno == EEXIST ? .exists : .cannotBeNamed)
    }
    _ = unsafe unlink(path)
    try Self.waitForDisk(URL(fileURLWithPath: name).deletingLastPathComponent().path)
    return try FileManager.default.attributesOfItem(atPath: name)[.size] as? Int ?? 0
  }

  /// Waits until it is on disk, and puts it in the place of the file of its name, in one step.
  ///
  /// - Throws: `StorageError` where that cannot be done; then the file is the one that it was.
  func replace() throws {
    try Self.waitForDisk(path)
    guard unsafe rename(path, name) == 0 else {
      throw StorageError.cannotOpen(path: name, .cannotBeNamed)
    }
    try Self.waitForDisk(URL(fileURLWithPath: name).deletingLastPathComponent().path)
  }

  /// Takes the draft away, if it is still there, and ends the work at it.
  func discard() {
    _ = unsafe unlink(path)
    close(lock)
  }

  private static func waitForDisk(_ path: String) throws {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError.cannotOpen(path: path, .unreadable) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw StorageError.cannotOpen(path: path, .cannotBeSynchronised)
    }
  }
}
