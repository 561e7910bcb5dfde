internal import ArgumentParser
internal import Fetching
internal import Foundation
internal import Gateway
internal import Logging
internal import Terminal
internal import Watching

/// `config`: the settings file.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Check the settings file, and show what is set and by whom.",
    discussion: """
      A line a setting: database, as, now, allow, certificates, log, log-level, log-format, listen, publishers, contact, host-gap, host-requests, feed-seconds, robots, as name = value. \
      An option wins over the environment (TOCSIN_LOG_LEVEL for log-level), the environment over the file, the file over \
      what is usual. The file is the one of --config or TOCSIN_CONFIG, else ~/.config/tocsin/tocsin.conf, else \
      /etc/tocsin/tocsin.conf. Secrets of webhooks do not belong there: webhook add takes them from files of their own.
      """,
    subcommands: [Check.self, Show.self]
  )

  /// `config check`.
  struct Check: DeskCommand {
    static let isOfTheStore = false
    static let configuration = CommandConfiguration(
      abstract:
        "Read a settings file and say what is wrong with it, and with the files and folders that it names.",
      discussion: "Without a file also the files that options and environment name are looked at."
    )

    @Argument("The file (default: the one that is in use).", valueName: "file")
    var path: String?

    static func takes(after words: [String]) -> [Completing] { [.files] }

    func run(at desk: Desk) async throws {
      let others = path == nil ? Self.problemsElsewhere(desk.settings) : []
      for words in others { desk.errors.print(paragraph: SafeText(words)) }
      guard let path = path ?? desk.settings.file?.path else {
        guard others.isEmpty else { throw CommandFailure(message: nil, exitStatus: .usage) }
        return desk.output.print("no settings file is in use")
      }
      let file = try SettingsFile.read(path)
      let problems = file.problems + ConfigCommand.problems(with: file)
      for problem in problems.sorted(by: { $0.line < $1.line }) {
        desk.errors.print("\(path):\(problem.line): \(problem.words)")
      }
      let open = SettingPaths.problem(withSettingsIn: path)
      if let open { desk.errors.print("\(path): \(open)") }
      guard problems.isEmpty, open == nil, others.isEmpty else {
        throw CommandFailure(message: nil, exitStatus: .usage)
      }
      desk.output.print("\(path) is well: \(StoryWording.count(file.values.count, "setting"))")
    }

    /// What is wrong with the places that options and environment name, and with the store where nobody named one.
    private static func problemsElsewhere(_ settings: Settings) -> [String] {
      SettingName.allCases.compactMap { name in
        let origin = settings.origin(name)
        if case .file = origin { return nil }
        let value = name == .database ? settings.databasePath : settings.value(name)
        return value.flatMap { SettingPaths.problem(name, $0) }.map {
          "\(name.rawValue) (\(origin.words)): \($0)"
        }
      }
    }
  }

  /// What is wrong with the values of a file, each on its line.
  private static func problems(with file: SettingsFile) -> [SettingsFile.Problem] {
    file.values.compactMap { name, entry in
      let words: String?
      do {
        var alone = SettingsFile("", path: file.path)
        alone.keep(name, entry.value, line: entry.line)
        _ = try Settings(ProgramOptions.parse([]), environment: [:], file: alone)
        words =
          name == .listen && entry.value != "none" && GatewayAddress(entry.value) == nil
          ? "\(entry.value) is no address to listen at: write 127.0.0.1:8650"
          : SettingPaths.problem(name, entry.value)
      } catch {
        let message = (error as? CommandFailure)?.message ?? "\(error)"
        let place = "\(file.path), line \(entry.line): "
        words = message.hasPrefix(place) ? String(message.dropFirst(place.count)) : message
      }
      return words.map { SettingsFile.Problem(line: entry.line, words: $0) }
    }
  }

  /// `config show`.
  struct Show: DeskCommand {
    static let isOfTheStore = false
    static let configuration = CommandConfiguration(abstract: "Show every setting and where it comes from.")

    @Option("How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let settings = desk.settings
      let rows: [[Cell]] = SettingName.allCases.map { name in
        let value = Self.value(name, settings)
        return [
          .text(name.rawValue), .text(value ?? Self.nothing(name)), .text(value),
          .text(settings.origin(name).words),
        ]
      }
      let columns = [
        ListingColumn("setting", "setting"), ListingColumn(forPeople: "value", isFlexible: true),
        ListingColumn(forPrograms: "value"), ListingColumn("origin", "from", isFlexible: true),
      ]
      try Listing(columns: columns, rows: rows).print(
        format,
        at: desk,
        empty: "",
        count: RowCount(all: "setting")
      )
    }

    /// What holds, whether somebody said so or it is usual.
    private static func value(_ name: SettingName, _ settings: Settings) -> String? {
      switch name {
      case .database: settings.databasePath
      case .logLevel: settings.logLevel.rawValue
      case .listen: settings.listen ?? GatewayAddress.standard.description
      case .certificates: settings.certificateFile ?? SystemNetwork.certificates(file: nil)
      case .publishers: settings.publishersPath ?? settings.usualPublishersPath
      case .hostGap: Cell.measure(settings.hostLimits.gapSeconds).plain
      case .hostRequests: String(settings.hostLimits.requestsAtOnce)
      case .feedSeconds: Cell.measure(settings.feedSecondsMax).plain
      case .robots: settings.obeysRobots ? "obey" : "watches"
      case .analyst: settings.analyst
      case .now, .allow, .log, .logFormat, .contact: settings.value(name)
      }
    }

    /// What it means that there is no value.
    private static func nothing(_ name: SettingName) -> String {
      switch name {
      case .now: "the system's time"
      case .allow: "no private network"
      case .log: "none; that of serve goes to stderr"
      case .logFormat: "line, and journal under systemd"
      case .certificates: "none is found: install ca-certificates"
      default: "none"
      }
    }
  }
}
