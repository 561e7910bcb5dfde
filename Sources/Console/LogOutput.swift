internal import Foundation
internal import Logging
internal import Synchronization
internal import Terminal

/// Where the program writes down what it does beside answering: nowhere, to standard error, or to a file of its owner's.
///
/// A line a message, its facts behind it as `name=value`. Values of secrets are never among them.
final class LogOutput: Sendable {
  private let write: @Sendable (String) -> Void
  private let level: Logger.Level
  private let isToTerminal: Bool
  private let isHushed = Mutex(false)

  private init(_ level: Logger.Level, isToTerminal: Bool, write: @escaping @Sendable (String) -> Void) {
    self.level = level
    self.isToTerminal = isToTerminal
    self.write = write
  }

  /// No log.
  static let none = LogOutput(.critical, isToTerminal: false) { _ in }

  /// A log at a place: `stderr`, or a file that lines are added to, made with mode 0600.
  ///
  /// - Throws: `CommandFailure` for a file that cannot be written.
  convenience init(to place: String, level: Logger.Level, errors: Printer) throws {
    guard place != "stderr" else {
      self.init(level, isToTerminal: true) { errors.print(SafeText($0)) }
      return
    }
    let descriptor = unsafe open(place, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw CommandFailure(message: "the log \(place) cannot be written: \(reason)", exitStatus: .usage)
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // One write of one line: lines of several processes stand whole behind one another.
    self.init(level, isToTerminal: false) {
      try? file.write(contentsOf: Data((SafeText($0).plain + "\n").utf8))
    }
  }

  /// From now on nothing is written over the line that somebody types.
  func hushAtPrompt() { isHushed.withLock { $0 = isToTerminal } }

  /// A logger that writes here.
  var logger: Logger {
    Logger(label: "tocsin") { _ in LineLogHandler(output: self, logLevel: level) }
  }

  fileprivate func take(_ line: String) {
    if !isHushed.withLock({ $0 }) { write(line) }
  }
}

/// Writes messages as lines.
private struct LineLogHandler: LogHandler {
  let output: LogOutput
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  init(output: LogOutput, logLevel: Logger.Level) {
    self.output = output
    self.logLevel = logLevel
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let facts = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    output.take("\(Date().formatted(.iso8601)) \(event.level) \(event.message)\(facts)")
  }
}
