internal import Foundation

/// Where answers go: whole lines to a file descriptor.
package struct LineSink: Sendable {
  private let descriptor: Int32

  /// Lines to an open file descriptor, which stays the caller's.
  package init(descriptor: Int32) { self.descriptor = descriptor }

  /// Writes a line and its LF.
  ///
  /// - Throws: `ExchangeError.cannotWrite`, such as when the reader has gone.
  package func write(_ line: [UInt8]) throws(ExchangeError) {
    let bytes = line + [UInt8(ascii: "\n")]
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { all in
        unsafe Foundation.write(descriptor, all.baseAddress?.advanced(by: written), all.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(reason: unsafe String(cString: strerror(errno))) }
      written += count
    }
  }
}
