import Glibc
import Synchronization

/// Turns signals into bytes of a pipe, so that they are dealt with where it is safe.
///
/// libedit's own handling is not used: it resends signals to the whole process group. There is one for a process.
enum SignalForwarding {
  /// What a session reacts to: the keys Ctrl-C and Ctrl-Z, a resized window, a closed terminal, a polite kill.
  static let signals = [SIGINT, SIGTSTP, SIGWINCH, SIGHUP, SIGTERM]

  /// Read by the handler: a lock-free atomic is the only shared state that a signal handler may touch.
  private static let writeEnd = Atomic<Int32>(-1)

  /// From now on each of the signals writes its number into the pipe.
  static func start(into pipe: Pipe) {
    writeEnd.store(pipe.writeEnd, ordering: .sequentiallyConsistent)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(SignalForwarding.writeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
      errno = saved
    }
    action.sa_flags = SA_RESTART
    for number in signals { sigaction(number, &action, nil) }
  }

  /// The signals do again what they do by default.
  static func stop() {
    for number in signals { signal(number, SIG_DFL) }
    writeEnd.store(-1, ordering: .sequentiallyConsistent)
  }
}
