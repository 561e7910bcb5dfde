internal import Foundation

/// A setting of the program by its one name: `log-level` in the settings file, `--log-level` at the shell, TOCSIN_LOG_LEVEL in
/// the environment.
enum SettingName: String, CaseIterable, Sendable {
  case database
  case now
  case allow
  case certificates
  case log
  case logLevel = "log-level"
  case logFormat = "log-format"
  case listen
  case publishers
  case contact
  case hostGap = "host-gap"
  case feedSeconds = "feed-seconds"
  case hostRequests = "host-requests"
  case robots
  case analyst = "as"

  var variable: String { "TOCSIN_" + rawValue.uppercased().replacing("-", with: "_") }
}

/// Where the value of a setting comes from.
enum SettingOrigin: Sendable, Equatable {
  case option(String)
  case environment(String)
  case file(String, line: Int)
  /// Nobody said anything.
  case usual

  var words: String {
    switch self {
    case .option(let name): "the option \(name)"
    case .environment(let name): "the environment, \(name)"
    case .file(let path, let line): "\(path), line \(line)"
    case .usual: "usual"
    }
  }
}

/// The settings file: a line a setting, `name = value`, `#` before a remark.
///
/// The names are those of the options, so that nobody learns them twice; every line can be pointed at, which parsers of YAML and
/// TOML do not offer for values; and it needs no library.
struct SettingsFile: Sendable {
  /// What is wrong with a line.
  struct Problem: Sendable, Equatable {
    var line: Int
    var words: String
  }

  /// A settings file says a handful of things.
  static let bytesMax = 64 << 10

  var path: String
  private(set) var values: [SettingName: (value: String, line: Int)] = [:]
  private(set) var problems: [Problem] = []

  /// Reads a text; what is wrong with it stands in `problems`.
  init(_ text: String, path: String) {
    self.path = path
    // Editors elsewhere end lines by CR and LF, and begin a file with a mark of its byte order.
    let plain = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for (place, line) in plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let words = line.trimmingCharacters(in: .whitespaces)
      if words.isEmpty || words.hasPrefix("#") { continue }
      read(words, line: place + 1)
    }
  }

  private mutating func read(_ words: String, line: Int) {
    let sides = words.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard sides.count == 2, !sides[1].isEmpty else {
      return problems.append(Problem(line: line, words: "“\(words)” is no setting: write name = value"))
    }
    guard let name = SettingName(rawValue: sides[0].lowercased()) else {
      let known = SettingName.allCases.map(\.rawValue)
      let nearest = Suggestion.nearest(to: sides[0], among: known)
      let hint = nearest.map { "did you mean \($0)?" } ?? "there are \(known.joined(separator: ", "))"
      return problems.append(Problem(line: line, words: "there is no setting “\(sides[0])”; \(hint)"))
    }
    if let first = values[name]?.line {
      return problems.append(Problem(line: line, words: "\(name.rawValue) stands in line \(first) already"))
    }
    values[name] = (sides[1], line)
  }

  /// Takes a value as it stands in a line.
  mutating func keep(_ name: SettingName, _ value: String, line: Int) { values[name] = (value, line) }

  /// Reads a file.
  ///
  /// - Throws: `CommandFailure` where it cannot be read.
  static func read(_ path: String) throws -> SettingsFile {
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: bytesMax + 1)
    else {
      throw CommandFailure(message: "the settings in \(path) cannot be read", exitStatus: .usage)
    }
    guard data.count <= bytesMax, let text = String(validating: data, as: UTF8.self) else {
      throw CommandFailure(
        message: "\(path) is no settings file: it is not UTF-8, or larger than \(bytesMax >> 10) KiB",
        exitStatus: .usage
      )
    }
    return SettingsFile(text, path: path)
  }

  /// The file that is read: the one that is named, else the user's, else the machine's; nil where there is none.
  static func place(named path: String?, _ environment: [String: String]) -> String? {
    if let path = path ?? environment["TOCSIN_CONFIG"] { return path }
    let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let own = (given ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.config") + "/tocsin/tocsin.conf"
    return [own, "/etc/tocsin/tocsin.conf"].first { FileManager.default.isReadableFile(atPath: $0) }
  }
}
