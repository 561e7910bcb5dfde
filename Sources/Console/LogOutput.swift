internal import Foundation
internal import Logging
internal import Service
internal import Synchronization
internal import Terminal

/// How messages are written down.
enum LogForm: String, CaseIterable, Sendable {
  /// Time, level, message, facts.
  case line
  /// As the journal takes them from standard error: a level in front (sd-daemon(3)), and no time, which the journal has.
  case journal
  /// A JSON object a line.
  case json
}

/// Where the program writes down what it does beside answering: nowhere, to standard error, or to a file of its owner's.
///
/// A line a message, its facts behind it as `name=value`. Values of secrets are never among them.
final class LogOutput: Sendable {
  private let write: @Sendable (String) -> Void
  private let form: LogForm
  private let isToTerminal: Bool
  private let state: Mutex<(level: Logger.Level, isHushed: Bool)>

  private init(
    _ level: Logger.Level,
    form: LogForm,
    isToTerminal: Bool,
    write: @escaping @Sendable (String) -> Void
  ) {
    state = Mutex((level, false))
    self.form = form
    self.isToTerminal = isToTerminal
    self.write = write
  }

  /// No log.
  static let none = LogOutput(.critical, form: .line, isToTerminal: false) { _ in }

  /// A log at a place: `stderr`, or a file that lines are added to, made with mode 0600.
  ///
  /// - Throws: `CommandFailure` for a file that cannot be written.
  convenience init(to place: String, level: Logger.Level, form: LogForm = .line, errors: Printer) throws {
    guard place != "stderr" else {
      self.init(level, form: form, isToTerminal: true) { errors.print(SafeText($0)) }
      return
    }
    let descriptor = unsafe open(place, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw CommandFailure(message: "the log \(place) cannot be written: \(reason)", exitStatus: .usage)
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // One write of one line: lines of several processes stand whole behind one another.
    self.init(level, form: form, isToTerminal: false) {
      try? file.write(contentsOf: Data((SafeText($0).plain + "\n").utf8))
    }
  }

  /// The form that fits standard error: the journal's where it is the journal (systemd.exec(5), JOURNAL_STREAM).
  static func formOfStandardError(_ environment: [String: String]) -> LogForm {
    guard let number = environment["JOURNAL_STREAM"]?.split(separator: ":").last,
      let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/2")
    else { return .line }
    return place == "socket:[\(number)]" ? .journal : .line
  }

  /// From now on nothing is written over the line that somebody types.
  func hushAtPrompt() { state.withLock { $0.isHushed = isToTerminal } }

  /// From now on messages of this level and above are written.
  func setLevel(_ level: Logger.Level) { state.withLock { $0.level = level } }

  fileprivate var level: Logger.Level { state.withLock(\.level) }

  /// A logger that writes here.
  var logger: Logger { Logger(label: "tocsin") { _ in LineLogHandler(output: self) } }

  fileprivate func take(_ level: Logger.Level, _ message: String, _ facts: [(name: String, value: String)]) {
    if state.withLock(\.isHushed) { return }
    let tail = facts.map { " \($0.name)=\($0.value)" }.joined()
    switch form {
    case .line: write("\(Date().formatted(.iso8601)) \(level) \(message)\(tail)")
    case .journal: write("<\(level.priority)>\(message)\(tail)")
    case .json:
      var fields = Dictionary(facts.map { ($0.name, $0.value) }) { $1 }
      fields["time"] = Date().formatted(.iso8601)
      fields["level"] = "\(level)"
      fields["message"] = message
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      if let data = try? encoder.encode(fields) { write(String(decoding: data, as: UTF8.self)) }
    }
  }
}

extension Logger.Level {
  /// As syslog counts (RFC 5424, section 6.2.1).
  fileprivate var priority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}

/// Writes messages as lines.
private struct LineLogHandler: LogHandler {
  let output: LogOutput
  var metadata: Logger.Metadata = [:]
  private var ownLevel: Logger.Level?

  init(output: LogOutput) { self.output = output }

  /// That of the place, which may change, unless this logger was given its own.
  var logLevel: Logger.Level {
    get { ownLevel ?? output.level }
    set { ownLevel = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let facts = all.sorted { $0.key < $1.key }.map { (name: $0.key, value: Self.words($0.value)) }
    output.take(event.level, "\(event.message)", facts)
  }

  private static func words(_ value: Logger.Metadata.Value) -> String {
    guard case .stringConvertible(let logged as LoggedError) = value else { return "\(value)" }
    return Wording.line(logged.error)
  }
}
