internal import ArgumentParser

/// The options that stand before or after any command at the shell.
struct ProgramOptions: ParsableArguments {
  @Option("The settings file.", valueName: "path")
  var config: String?

  @Option("The database: a file, or postgres://USER@HOST/NAME.", valueName: "place")
  var database: String?

  @Option("Who works here, as others know them.", valueName: "name", named: "as")
  var analyst: String?

  @Option("The time to work at, for demos, drills and tests.", valueName: "time")
  var now: String?

  @Option("A private network that may be fetched from, such as 127.0.0.0/8.", valueName: "cidr")
  var allow: [String] = []

  @Option("A file of certificates to trust, in PEM.", valueName: "file")
  var certificates: String?

  @Option("Where the log goes: stderr, or a file that is added to.", valueName: "place")
  var log: String?

  @Option("The least important messages that are logged (default: info).", valueName: "level")
  var logLevel: String?

  @Option("How messages are written: line, journal or json.", valueName: "form")
  var logFormat: String?

  /// The names of the options here, which all take a value.
  static let names = declaredArguments.flatMap(\.options)

  /// What was given for a setting; nil for nothing.
  func value(_ name: SettingName) -> String? {
    switch name {
    case .database: database
    case .now: now
    case .analyst: analyst
    case .allow: allow.isEmpty ? nil : allow.joined(separator: ", ")
    case .certificates: certificates
    case .log: log
    case .logLevel: logLevel
    case .logFormat: logFormat
    case .listen, .publishers, .contact, .hostGap, .hostRequests, .feedSeconds, .robots: nil
    }
  }

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
