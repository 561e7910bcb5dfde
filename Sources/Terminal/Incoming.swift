import Foundation
import Glibc

/// Bytes as they come: of a pipe what is there, without waiting for more.
package enum Incoming {
  /// What one reading of a descriptor gives, at most so many bytes; empty at the end.
  ///
  /// - Throws: `POSIXError` where the system does.
  package static func bytes(of descriptor: Int32, atMost count: Int) throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: count)
    while true {
      let taken = read(descriptor, &buffer, count)
      if taken < 0, errno == EINTR { continue }
      guard taken >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      return Array(buffer.prefix(taken))
    }
  }
}
