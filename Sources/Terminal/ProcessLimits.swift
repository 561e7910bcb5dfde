import Foundation
import Glibc

/// What the process asks of the system before it begins.
package enum ProcessLimits {
  /// Connections, the database's files and a thread's wake-up pipes: with fewer, libraries fail in the middle of things.
  static let descriptorsMin: rlim_t = 64

  /// Keeps memory, which holds keys, out of core dumps, and sees to it that enough files can be open.
  ///
  /// - Returns: what is missing, in words; nil where all is well.
  package static func prepare() -> String? {
    occupyStandardStreams()
    refuseDumps()
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < descriptorsMin
    else {
      return nil
    }
    limit.rlim_cur = min(descriptorsMin, limit.rlim_max)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard limit.rlim_cur < descriptorsMin else { return nil }
    return
      "only \(limit.rlim_cur) files may be open at once, and \(descriptorsMin) are needed: ulimit -n \(descriptorsMin)"
  }

  /// A stream that was closed before the start leaves its number to the next file that is opened, and answers would be
  /// written into that. What takes its place gives nothing, and where it is to be written fails as the closed one would.
  private static func occupyStandardStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// A dump of no mapping at all (core(5)), also where dumps go to a program that minds no size; and none of a size.
  private static func refuseDumps() {
    try? Data("0".utf8).write(to: URL(fileURLWithPath: "/proc/self/coredump_filter"))
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }
}
