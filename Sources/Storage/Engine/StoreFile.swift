internal import Foundation
internal import Glibc

/// The file that a store stands in: made once, whoever comes first, and known again by device and number.
struct StoreFile: Sendable {
  let path: String
  private let identity: Identity

  private struct Identity: Sendable, Equatable {
    let device: UInt64
    let number: UInt64
  }

  /// Makes the file where there is none (mode 0600, its folder 0700); `-wal` and `-shm` take the file's mode.
  ///
  /// - Throws: `StorageError.cannotOpen` where it is a folder, or cannot be made.
  init(at path: String) throws {
    self.path = path
    try Self.make(path)
    guard let status = Self.status(of: path) else {
      throw StorageError.cannotOpen(path: path, .system(Self.reason(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw StorageError.cannotOpen(path: path, .isFolder)
    }
    identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  /// The permission bits that are too many; 0 where only the owner may read it.
  var excessPermissions: Int { Self.status(of: path).map { Int($0.st_mode & 0o077) } ?? 0 }

  /// True where SQLite can write it: the file, and the folder, which takes the log that lies beside it.
  var isWritable: Bool {
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
    return unsafe access(path, W_OK) == 0 && access(folder, W_OK) == 0
  }

  /// How many bytes of transactions lie in the log beside a store.
  static func logBytes(of path: String) -> Int64 { status(of: path + "-wal").map { Int64($0.st_size) } ?? 0 }

  /// True while the path leads to the file that was opened. SQLite would go on writing to one that was deleted or replaced
  /// ("How To Corrupt An SQLite Database File", section 4.4), and nobody would ever read it again.
  var isInPlace: Bool {
    Self.status(of: path).map {
      Identity(device: UInt64($0.st_dev), number: UInt64($0.st_ino)) == identity
    } ?? false
  }

  /// Nobody else makes tables in the file while `body` runs. The lock is a file beside it, since SQLite's own locks end
  /// with each step of a migration. In a folder that cannot be written there is nothing to be made, and no lock.
  static func withLock<Value>(at path: String, _ body: () throws -> Value) throws -> Value {
    let descriptor = unsafe open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 { while flock(descriptor, LOCK_EX) != 0, errno == EINTR {} }
    return try body()
  }

  /// `O_EXCL` leaves a file alone that another process has just made, and filled.
  private static func make(_ path: String) throws {
    guard status(of: path) == nil else { return }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw StorageError.cannotOpen(path: path, .system(reason(errno)))
    }
    close(descriptor)
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }

  private static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
