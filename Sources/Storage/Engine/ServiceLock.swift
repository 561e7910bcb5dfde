internal import Foundation
internal import Glibc

/// The one service of a store: whoever holds it runs, others stand by.
///
/// A lock of the kernel on a file beside the store (`flock`, which ends with its process, however that ends), so that a
/// standby takes over without waiting for any clock.
package final class ServiceLock: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Takes the lock of a store.
  ///
  /// - Parameter path: where the store is.
  /// - Returns: nil where another process holds it.
  /// - Throws: `StorageError.cannotOpen` where the file beside the store cannot be made.
  package static func taken(of path: String) throws(StorageError) -> ServiceLock? {
    let file = path + "-service"
    let descriptor = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: file, .system(unsafe String(cString: strerror(errno))))
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      close(descriptor)
      return nil
    }
    let name = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe name.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    return ServiceLock(descriptor)
  }

  /// True while a process holds the lock of a store; nothing is made or changed for it.
  package static func isHeld(of path: String) -> Bool {
    let descriptor = unsafe open(path + "-service", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    // Closing gives a lock back that was free.
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// The process that holds the lock, as far as it is known: for people, not for decisions.
  package static func holder(of path: String) -> Int? {
    (try? String(contentsOfFile: path + "-service", encoding: .utf8)).flatMap { Int($0.dropLast()) }
  }
}
