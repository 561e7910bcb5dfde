internal import Foundation
internal import Synchronization

/// What an analyst prefers, kept in a file of settings: `tocsin/settings` under the configuration directory (XDG Base
/// Directory Specification 0.8), a line `name = value` for each, and `alias NAME = COMMAND`.
struct Preferences: Sendable, Hashable {
  /// A setting that `set` knows.
  enum Name: String, CaseIterable, Sendable {
    case pager
    case times
    case zone
    case timing
    case rows

    /// What it does, and what it takes.
    var meaning: String {
      switch self {
      case .pager: "what is taller than the screen goes through $PAGER, else less: on, off"
      case .times: "how times are told in tables: relative (3 h ago), absolute"
      case .zone: "whose clock absolute times show: UTC, local, or a zone such as Europe/Berlin"
      case .timing: "how long each command took, below its answer: on, off"
      case .rows: "how many rows a listing shows where no --limit is given: 1 to 10000"
      }
    }

    /// What it is where nothing is set.
    var usual: String {
      switch self {
      case .pager: "on"
      case .times: "relative"
      case .zone: "UTC"
      case .timing: "off"
      case .rows: "50"
      }
    }

    /// What may be typed for it.
    var choices: [String] {
      switch self {
      case .pager, .timing: ["on", "off"]
      case .times: ["relative", "absolute"]
      case .zone: ["UTC", "local"]
      case .rows: []
      }
    }

    /// The value as it is kept; nil for one that this setting does not take.
    func value(_ text: String) -> String? {
      let lower = text.lowercased()
      switch self {
      case .pager, .timing, .times: return choices.contains(lower) ? lower : nil
      case .zone:
        if lower == "utc" { return "UTC" }
        if lower == "local" { return "local" }
        return TimeZone.knownTimeZoneIdentifiers.first { $0.lowercased() == lower }
      case .rows: return Int(text).flatMap { (1...10_000).contains($0) ? String($0) : nil }
      }
    }
  }

  private var values: [Name: String] = [:]
  /// Commands under names of one's own.
  private(set) var aliases: [String: String] = [:]

  subscript(_ name: Name) -> String { values[name] ?? name.usual }

  var isPaging: Bool { self[.pager] == "on" }
  var hasRelativeTimes: Bool { self[.times] == "relative" }
  var isTiming: Bool { self[.timing] == "on" }
  var rows: Int { Int(self[.rows]) ?? 50 }
  var timeZone: TimeZone {
    switch self[.zone] {
    case "local": .current
    case let name: TimeZone(identifier: name) ?? .gmt
    }
  }

  /// Sets a value; nil makes it what it usually is.
  mutating func set(_ name: Name, to value: String?) {
    values[name] = value == name.usual ? nil : value
  }

  /// Keeps a command under a name; nil forgets it.
  mutating func setAlias(_ name: String, to command: String?) { aliases[name] = command }

  /// Reads the text of a file.
  ///
  /// - Returns: what it says, and what of it is not understood, a line each.
  static func reading(_ text: String) -> (preferences: Preferences, problems: [String]) {
    var (preferences, problems) = (Preferences(), [String]())
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { continue }
      let parts = trimmed.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2, parts[0].hasPrefix("alias ") {
        preferences.aliases[String(parts[0].dropFirst(6)).trimmingCharacters(in: .whitespaces)] = parts[1]
      } else if parts.count == 2, let name = Name(rawValue: parts[0]), let value = name.value(parts[1]) {
        preferences.set(name, to: value)
      } else {
        problems.append("line \(index + 1) is no setting: \(trimmed)")
      }
    }
    return (preferences, problems)
  }

  /// The text of a file that says all this.
  var text: String {
    let settings = Name.allCases.compactMap { name in values[name].map { "\(name.rawValue) = \($0)" } }
    let named = aliases.sorted { $0.key < $1.key }.map { "alias \($0.key) = \($0.value)" }
    return (settings + named).map { $0 + "\n" }.joined()
  }
}

/// The file of preferences, read at the first use.
final class PreferencesFile: Sendable {
  private let path: String
  private let errors: @Sendable (String) -> Void
  private let kept = Mutex<Preferences?>(nil)

  /// The file of an environment; `errors` hears of lines that are not understood.
  init(environment: [String: String], errors: @escaping @Sendable (String) -> Void) {
    let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    path = (given ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.config") + "/tocsin/settings"
    self.errors = errors
  }

  var current: Preferences {
    kept.withLock { kept in
      if let kept { return kept }
      let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let (preferences, problems) = Preferences.reading(text)
      for problem in problems { errors("warning: \(path): \(problem)") }
      kept = preferences
      return preferences
    }
  }

  /// Changes what is preferred, and keeps it.
  ///
  /// - Throws: `CommandFailure` where the file cannot be written.
  func change(_ body: (inout Preferences) -> Void) throws {
    var changed = current
    body(&changed)
    do {
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(),
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try Data(changed.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(message: "\(path) cannot be written: \(error.localizedDescription)")
    }
    kept.withLock { [changed] in $0 = changed }
  }
}
