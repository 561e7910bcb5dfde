internal import ArgumentParser
internal import Foundation
internal import Gateway
internal import Logging
internal import Terminal

/// `config`: the settings file.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Check the settings file, and show what is set and by whom.",
    discussion: """
      A line a setting: database, now, allow, certificates, log, log-level, log-format, listen, publishers, contact, host-gap, host-requests, feed-seconds, robots, as name = value. \
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
      abstract: "Read a settings file and say what is wrong with it."
    )

    @Argument(help: ArgumentHelp("The file (default: the one that is in use).", valueName: "file"))
    var path: String?

    static func takes(after words: [String]) -> [Completing] { [.files] }

    func run(at desk: Desk) async throws {
      guard let path = path ?? SettingsFile.place(named: nil, desk.settings.environment) else {
        return desk.output.print("no settings file is in use")
      }
      let file = try SettingsFile.read(path)
      let problems = file.problems + ConfigCommand.problems(with: file)
      for problem in problems.sorted(by: { $0.line < $1.line }) {
        desk.errors.print("\(path):\(problem.line): \(problem.words)")
      }
      guard problems.isEmpty else { throw CommandFailure(message: nil, exitStatus: .usage) }
      desk.output.print("\(path) is well: \(StoryWording.count(file.values.count, "setting"))")
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
          ? "\(entry.value) is no address to listen at: write 127.0.0.1:8650" : nil
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

    @Option(help: "How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let settings = desk.settings
      let rows: [[Cell]] = SettingName.allCases.map { name in
        [.text(name.rawValue), .text(Self.value(name, settings)), .text(settings.origin(name).words)]
      }
      let columns = [
        ListingColumn("setting", "setting"), ListingColumn("value", "value", isFlexible: true),
        ListingColumn("origin", "from", isFlexible: true),
      ]
      try Listing(columns: columns, rows: rows).print(format, at: desk, empty: "")
    }

    private static func value(_ name: SettingName, _ settings: Settings) -> String? {
      switch name {
      case .database: settings.databasePath
      case .logLevel: settings.logLevel.rawValue
      case .listen: settings.listen ?? GatewayAddress.standard.description
      default: settings.value(name)
      }
    }
  }
}
