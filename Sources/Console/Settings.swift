internal import ArgumentParser
internal import Fetching
package import Foundation
internal import Logging
internal import Model
internal import Storage
internal import Watching

/// The options of the program, valid: where the database is, what time it is, what may be fetched.
package struct Settings: Sendable {
  /// A file, or the address of a database on a server.
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
  /// How long the articles of one feed may take in all (TOCSIN_FEED_SECONDS).
  private(set) var feedSecondsMax = FeedReading.totalSecondsMax
  /// Whether addresses that are typed are asked for only where robots.txt lets Tocsin (TOCSIN_ROBOTS=obey).
  var obeysRobots = false
  /// Who works here, as others know them: what they change is kept under this name.
  package private(set) var analyst = ""
  /// How messages are written; nil for what fits the place.
  var logForm: LogForm?
  /// Where the service listens; nil for the usual place.
  var listen: String?
  /// A file of publisher families besides those of the program; nil for the usual place.
  var publishersPath: String?
  /// The environment, for colours and editors.
  package var environment: [String: String]
  /// The settings file; nil where there is none.
  let file: SettingsFile?
  private let options: ProgramOptions

  /// Reads program options, then the environment, then the settings file, then what is usual.
  ///
  /// - Throws: `ArgumentParser.ValidationError` for a value that is none, `CommandFailure` for a settings file that is none.
  init(_ options: ProgramOptions, environment: [String: String]) throws {
    let place = SettingsFile.place(named: options.config, environment)
    let file = try place.map(SettingsFile.read)
    if let file, let problem = file.problems.first {
      throw CommandFailure(
        message: "\(file.path), line \(problem.line): \(problem.words)",
        exitStatus: .usage
      )
    }
    try self.init(options, environment: environment, file: file)
  }

  /// Reads them with a settings file that is there already.
  init(_ options: ProgramOptions, environment: [String: String], file: SettingsFile?) throws {
    self.environment = environment
    self.options = options
    self.file = file
    databasePath = Self.usualDatabasePath(environment)
    allowedNetworks = options.allow
    databasePath = try checked(.database, Self.database) ?? databasePath
    if options.allow.isEmpty { allowedNetworks = value(.allow).map(Self.list) ?? [] }
    certificateFile = value(.certificates)
    logPlace = value(.log)
    listen = value(.listen)
    publishersPath = value(.publishers)
    logLevel = try checked(.logLevel, Self.level) ?? .info
    logForm = try checked(.logFormat, Self.form)
    contact = try checked(.contact, Self.contact)
    let usual = HostManners.Limits()
    hostLimits = HostManners.Limits(
      gapSeconds: try checked(.hostGap, Self.gapSeconds) ?? usual.gapSeconds,
      requestsAtOnce: try checked(.hostRequests, Self.requestsAtOnce) ?? usual.requestsAtOnce
    )
    feedSecondsMax = try checked(.feedSeconds, Self.feedSeconds) ?? FeedReading.totalSecondsMax
    obeysRobots = try checked(.robots, Self.obeysRobots) ?? false
    now = try checked(.now, Self.time)
    analyst = try checked(.analyst, Self.analyst) ?? NSUserName()
    _ = try allowedRanges()
  }

  /// A value as it was written; nil where nobody wrote any.
  func value(_ name: SettingName) -> String? { written(name)?.value }

  /// Where a value comes from.
  func origin(_ name: SettingName) -> SettingOrigin { written(name)?.origin ?? .usual }

  private func written(_ name: SettingName) -> (value: String, origin: SettingOrigin)? {
    if let value = options.value(name) { return (value, .option("--\(name.rawValue)")) }
    if let value = environment[name.variable], !value.isEmpty { return (value, .environment(name.variable)) }
    return file.flatMap { file in
      file.values[name].map { ($0.value, .file(file.path, line: $0.line)) }
    }
  }

  private func checked<Value>(_ name: SettingName, _ read: (String) throws -> Value) throws -> Value? {
    guard let (value, origin) = written(name) else { return nil }
    do {
      return try read(value)
    } catch let error as ValidationError {
      guard case .file(let path, let line) = origin else { throw error }
      throw CommandFailure(message: "\(path), line \(line): \(error.message)", exitStatus: .usage)
    }
  }

  /// The settings as file and environment say now.
  ///
  /// - Throws: as at the start.
  func reloaded() throws -> Settings { try Settings(options, environment: environment) }

  /// The networks of `--allow`.
  ///
  /// - Throws: `CommandFailure` for one that is none.
  func allowedRanges() throws -> [AddressRange] {
    let place =
      switch origin(.allow) {
      case .file(let path, let line): "\(path), line \(line): "
      default: ""
      }
    return try Self.ranges(allowedNetworks, place: place)
  }

  /// Networks as ranges of addresses; `place` is where they are written.
  ///
  /// - Throws: `CommandFailure` for one that is none.
  static func ranges(_ networks: [String], place: String = "") throws -> [AddressRange] {
    try networks.map { text in
      guard let range = AddressRange(text) else {
        throw CommandFailure(
          message: "\(place)\(text) is no network: write it as 127.0.0.0/8",
          exitStatus: .usage
        )
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

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private static func database(_ text: String) throws -> String {
    do throws(StorageError) { try Store.check(place: text) } catch {
      throw ValidationError(Wording.words(error))
    }
    return text
  }

  private static func analyst(_ text: String) throws -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isPlain, !text.isEmpty, text.count <= analystLengthMax else {
      throw ValidationError("--as takes a name of at most \(analystLengthMax) characters on one line")
    }
    return text
  }

  private static let analystLengthMax = 64

  private static func level(_ text: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: text.lowercased()) else {
      let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(text) is no level of a log: \(levels) are")
    }
    return level
  }

  private static func form(_ text: String) throws -> LogForm {
    guard let form = LogForm(rawValue: text.lowercased()) else {
      let forms = LogForm.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(text) is no form of a log: \(forms) are")
    }
    return form
  }

  /// How Tocsin names itself to servers, with the contact where there is one.
  var userAgent: String { Fetcher.userAgent(contact: contact) }

  private static func contact(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy {
      (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")")
    }
    guard isPlain, !text.isEmpty, text.utf8.count <= contactBytesMax,
      text.contains("@") || text.contains("://"), !WebAddress.holdsCredentials(text)
    else {
      throw ValidationError("TOCSIN_CONTACT is an address of mail or of a page, such as desk@news.example")
    }
    return text
  }

  private static let contactBytesMax = 200

  private static func obeysRobots(_ text: String) throws -> Bool {
    guard text == "obey" || text == "watches" else {
      throw ValidationError("TOCSIN_ROBOTS is obey, or watches (what is usual): only watches obey then")
    }
    return text == "obey"
  }

  private static func gapSeconds(_ text: String) throws -> Double {
    guard let seconds = Double(text), (0...600).contains(seconds) else {
      throw ValidationError("TOCSIN_HOST_GAP takes seconds between requests to one host, 0 to 600")
    }
    return seconds
  }

  private static func feedSeconds(_ text: String) throws -> Double {
    guard let seconds = Double(text), (0...86_400).contains(seconds) else {
      throw ValidationError("TOCSIN_FEED_SECONDS takes seconds for all articles of a feed, 0 to 86400")
    }
    return seconds
  }

  private static func requestsAtOnce(_ text: String) throws -> Int {
    guard let count = Int(text), (1...64).contains(count) else {
      throw ValidationError("TOCSIN_HOST_REQUESTS takes how many requests one host gets at once, 1 to 64")
    }
    return count
  }

  private static func time(_ text: String) throws -> Date {
    guard let time = TimeText.moment(text) else {
      throw ValidationError(TimePhrase.problem(text, "write 2021-10-18 or 2021-10-18T09:30:00Z"))
    }
    return time
  }
}
