internal import Foundation

/// A line of input, or the fact that one was too long to be read.
package enum InputLine: Sendable {
  /// The bytes without the line feed; of a line that ends in CRLF the carriage return is kept.
  case line([UInt8], number: Int)
  /// A line longer than is read; it was read over to its end.
  case tooLong(number: Int)

  /// The place among all lines, from 1.
  package var number: Int {
    switch self {
    case .line(_, let number), .tooLong(let number): number
    }
  }
}

/// Lines of a file descriptor, read as they come. Only LF ends a line; a last line needs none.
package struct LineSource {
  /// Named limits, with their reasons.
  package enum Limits {
    /// A page of 50 MB fits, escaped, and memory stays bounded.
    package static let lineBytes = 64 << 20
    /// One system call's worth.
    static let chunkBytes = 1 << 20
  }

  private let descriptor: Int32
  private let lineBytesMax: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var number = 0
  private var chunk = [UInt8](repeating: 0, count: Limits.chunkBytes)

  /// Lines of an open file descriptor, which stays the caller's.
  package init(descriptor: Int32, lineBytesMax: Int = Limits.lineBytes) {
    self.descriptor = descriptor
    self.lineBytesMax = lineBytesMax
  }

  /// The next line without its LF; nil at the end. Blocks until there is one.
  ///
  /// - Throws: `ExchangeError.cannotRead` where the system does.
  package mutating func next() throws(ExchangeError) -> InputLine? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return line(start..<end)
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return line(start..<buffer.count)
      }
      if buffer.count - start > lineBytesMax { return try skipLine() }
      searched -= start
      try fill()
    }
  }

  private mutating func line(_ range: Range<Int>) -> InputLine {
    number += 1
    return range.count > lineBytesMax ? .tooLong(number: number) : .line(Array(buffer[range]), number: number)
  }

  /// Reads on to the end of a line that is too long, keeping none of it.
  private mutating func skipLine() throws(ExchangeError) -> InputLine {
    number += 1
    repeat {
      start = buffer.count
      try fill()
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        start = end + 1
        return .tooLong(number: number)
      }
    } while !isAtEnd
    start = buffer.count
    return .tooLong(number: number)
  }

  /// Drops what was used and reads a chunk more.
  private mutating func fill() throws(ExchangeError) {
    buffer.removeSubrange(..<start)
    start = 0
    var count: Int
    repeat {
      count = unsafe chunk.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, Limits.chunkBytes)
      }
    } while count < 0 && errno == EINTR
    let reason = errno
    if count < 0 { throw .cannotRead(reason: unsafe String(cString: strerror(reason))) }
    buffer.append(contentsOf: chunk[..<count])
    isAtEnd = count == 0
  }
}
