internal import ArgumentParser
internal import Fetching
package import Foundation
internal import Logging
internal import Model
internal import Watching

/// The options of the program, valid: where the database is, what time it is, what may be fetched.
package struct Settings: Sendable {
  package var databasePath: String
  /// The time that `--now` or TOCSIN_NOW sets; nil for the system's.
  package var now: Date?
  /// Networks in CIDR form that may be fetched from although they are private.
  package var allowedNetworks: [String]
  /// A file of certificates to trust instead of the system's; nil for the system's.
  package var certificateFile: String?
  /// Where the log goes: `stderr` or a file; nil for nowhere.
  package var logPlace: String?
  /// The least important messages that are logged.
  var logLevel = Logger.Level.info
  /// Who is to be written to by owners of sites (TOCSIN_CONTACT), an address of mail or of a page; nil for nobody.
  var contact: String?
  /// What holds for every host that is asked (TOCSIN_HOST_GAP, TOCSIN_HOST_REQUESTS).
  var hostLimits = HostManners.Limits()
  /// The environment, for colours and editors.
  package var environment: [String: String]

  /// Reads program options, then the environment, then what is usual.
  ///
  /// - Throws: `ArgumentParser.ValidationError` for a time that is none.
  init(_ options: ProgramOptions, environment: [String: String]) throws {
    self.environment = environment
    databasePath = options.database ?? environment["TOCSIN_DATABASE"] ?? Self.usualDatabasePath(environment)
    allowedNetworks = options.allow
    certificateFile = options.certificates
    logPlace = options.log ?? environment["TOCSIN_LOG"]
    logLevel = try (options.logLevel ?? environment["TOCSIN_LOG_LEVEL"]).map(Self.level) ?? .info
    contact = try environment["TOCSIN_CONTACT"].map(Self.contact)
    hostLimits = try Self.hostLimits(environment)
    now = try (options.now ?? environment["TOCSIN_NOW"]).map(Self.time)
  }

  /// The networks of `--allow`.
  ///
  /// - Throws: `CommandFailure` for one that is none.
  func allowedRanges() throws -> [AddressRange] {
    try allowedNetworks.map { text in
      guard let range = AddressRange(text) else {
        throw CommandFailure(message: "\(text) is no network: write it as 127.0.0.0/8", exitStatus: .usage)
      }
      return range
    }
  }

  /// `tocsin/tocsin.sqlite` under the data directory (XDG Base Directory Specification 0.8).
  private static func usualDatabasePath(_ environment: [String: String]) -> String {
    let given = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = given ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/share"
    return folder + "/tocsin/tocsin.sqlite"
  }

  private static func level(_ text: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: text.lowercased()) else {
      let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(text) is no level of a log: \(levels) are")
    }
    return level
  }

  /// How Tocsin names itself to servers, with the contact where there is one.
  var userAgent: String { Fetcher.userAgent(contact: contact) }

  private static func contact(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy {
      (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")")
    }
    guard isPlain, !text.isEmpty, text.utf8.count <= contactBytesMax,
      text.contains("@") || text.contains("://")
    else {
      throw ValidationError("TOCSIN_CONTACT is an address of mail or of a page, such as desk@news.example")
    }
    return text
  }

  private static let contactBytesMax = 200

  private static func hostLimits(_ environment: [String: String]) throws -> HostManners.Limits {
    let usual = HostManners.Limits()
    let gap = try environment["TOCSIN_HOST_GAP"].map { text in
      guard let seconds = Double(text), (0...600).contains(seconds) else {
        throw ValidationError("TOCSIN_HOST_GAP takes seconds between requests to one host, 0 to 600")
      }
      return seconds
    }
    let count = try environment["TOCSIN_HOST_REQUESTS"].map { text in
      guard let count = Int(text), (1...64).contains(count) else {
        throw ValidationError("TOCSIN_HOST_REQUESTS takes how many requests one host gets at once, 1 to 64")
      }
      return count
    }
    return HostManners.Limits(
      gapSeconds: gap ?? usual.gapSeconds,
      requestsAtOnce: count ?? usual.requestsAtOnce
    )
  }

  private static func time(_ text: String) throws -> Date {
    guard let time = TimeText.moment(text) else {
      throw ValidationError("\(text) is not a time: write 2021-10-18 or 2021-10-18T09:30:00Z")
    }
    return time
  }
}

/// The options that stand before or after any command at the shell.
struct ProgramOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The database file.", valueName: "path"))
  var database: String?

  @Option(help: ArgumentHelp("The time to work at, for demos, drills and tests.", valueName: "time"))
  var now: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A private network that may be fetched from, such as 127.0.0.0/8.", valueName: "cidr")
  )
  var allow: [String] = []

  @Option(help: ArgumentHelp("A file of certificates to trust, in PEM.", valueName: "file"))
  var certificates: String?

  @Option(help: ArgumentHelp("Where the log goes: stderr, or a file that is added to.", valueName: "place"))
  var log: String?

  @Option(
    help: ArgumentHelp("The least important messages that are logged (default: info).", valueName: "level")
  )
  var logLevel: String?

  /// The names of the options here that take a value.
  static let names = ["--database", "--now", "--allow", "--certificates", "--log", "--log-level"]

  /// Parts the program's options from a command and its own options, wherever they stand before `--`.
  static func parted(_ arguments: [String]) -> (program: [String], command: [String]) {
    var (program, command): ([String], [String]) = ([], [])
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        command += [argument] + rest
        break
      }
      // A webhook has networks of its own, which fetches know nothing of.
      let isOwn = argument.hasPrefix("--allow") && command.first == "webhook"
      if isOwn {
        command.append(argument)
      } else if names.contains(argument) {
        program.append(argument)
        if let value = rest.popFirst() { program.append(value) }
      } else if names.contains(where: { argument.hasPrefix($0 + "=") }) {
        program.append(argument)
      } else {
        command.append(argument)
      }
    }
    return (program, command)
  }
}
