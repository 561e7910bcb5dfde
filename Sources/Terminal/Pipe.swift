import Glibc

/// A pipe that wakes a thread out of `poll`. Neither end blocks, neither is handed to child processes.
struct Pipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  /// Opens a pipe; nil where the process has no descriptors left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  /// Puts one byte in. A full pipe is no failure: its reader is awake already.
  func send(_ byte: UInt8 = 0) {
    var byte = byte
    _ = write(writeEnd, &byte, 1)
  }

  /// Takes out all bytes that are there.
  func drain() -> [UInt8] {
    var taken: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(readEnd, &buffer, buffer.count)
      guard count > 0 else { return taken }
      taken += buffer[..<count]
    }
  }

  func close() {
    Glibc.close(readEnd)
    Glibc.close(writeEnd)
  }
}
