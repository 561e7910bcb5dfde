internal import ArgumentParser
internal import Model
internal import Terminal

/// `set`: how answers look, kept for the next time.
struct SetCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Show or set how answers look: pager, times, zone, timing, rows.",
    discussion: """
      set alone shows all settings; set zone Europe/Berlin sets one; set zone default takes it back. They are kept in \
      tocsin/settings under ~/.config. At the prompt \\timing turns timing on and off.
      """
  )

  @Argument("A setting, and its value or default.", valueName: "name value")
  var words: [String] = []

  static func takes(after words: [String]) -> [Completing] {
    switch words.count {
    case 0: [.described(Preferences.Name.allCases.map { ($0.rawValue, $0.meaning) })]
    case 1: [.words((Preferences.Name(rawValue: words[0])?.choices ?? []) + ["default"])]
    default: []
    }
  }

  func run(at desk: Desk) async throws {
    guard let first = words.first else {
      for name in Preferences.Name.allCases { show(name, at: desk) }
      return
    }
    guard let name = Preferences.Name(rawValue: first.lowercased()) else {
      let names = Preferences.Name.allCases.map(\.rawValue)
      let hint = Suggestion.nearest(to: first, among: names).map { "did you mean \($0)?" }
      throw CommandFailure(
        message: "there is no setting \(first); \(hint ?? "there are \(names.joined(separator: ", "))")",
        exitStatus: .usage
      )
    }
    guard words.count > 1 else { return show(name, at: desk) }
    let written = words.dropFirst().joined(separator: " ")
    let value = written.lowercased() == "default" ? name.usual : name.value(written)
    guard let value else {
      throw CommandFailure(
        message: "“\(written)” is nothing that \(name.rawValue) takes; \(name.meaning)",
        exitStatus: .usage
      )
    }
    try desk.preferences.change { $0.set(name, to: value) }
    desk.output.print("\(name.rawValue) is \(value)")
  }

  private func show(_ name: Preferences.Name, at desk: Desk) {
    desk.output.print(
      paragraph: "\(desk.preferences.current[name])  \(SafeText(name.meaning).styled(.dim))",
      indent: SafeText(name.rawValue).padded(to: 8),
      hanging: SafeText("").padded(to: 8)
    )
  }
}

/// `alias`: commands under names of one's own.
struct AliasCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "alias",
    abstract: "Give a command a short name of one's own: alias morning digest since 12h.",
    discussion: """
      alias alone lists them; alias --forget NAME forgets one. What is typed behind the name is added to its command. A name \
      of a command cannot be given away.
      """
  )

  @Argument(
    "The name, and the command that it stands for.",
    valueName: "name command",
    parsing: .allUnrecognized
  )
  var words: [String] = []

  @Option("Forget this alias.", valueName: "name")
  var forget: String?

  static func takes(after words: [String]) -> [Completing] {
    words.count == 1 ? [.words(RootCommand.names)] : []
  }

  func run(at desk: Desk) async throws {
    let aliases = desk.preferences.current.aliases
    if let forget {
      guard aliases[forget] != nil else {
        throw CommandFailure(message: "there is no alias \(forget); alias lists them")
      }
      try desk.preferences.change { $0.setAlias(forget, to: nil) }
      return desk.output.print("\(forget) is forgotten")
    }
    guard let name = words.first else { return list(aliases, at: desk) }
    guard words.count > 1 else {
      guard let command = aliases[name] else {
        throw CommandFailure(message: "there is no alias \(name); write: alias \(name) COMMAND")
      }
      return desk.output.print("\(name) is \(command)")
    }
    try NameArgument.validate(name, of: "alias")
    guard !RootCommand.names.contains(name) else {
      throw CommandFailure(message: "\(name) is a command; take another name", exitStatus: .usage)
    }
    guard RecordID(name) == nil else {
      throw CommandFailure(
        message: "\(name) is an id, which alone shows what it names; take another name",
        exitStatus: .usage
      )
    }
    let command = words.dropFirst().map(REPLLine.quoted).joined(separator: " ")
    guard !command.contains("\n"), RootCommand.names.contains(words[1]) else {
      throw CommandFailure(
        message: "there is no command \(words[1]); help lists the commands",
        exitStatus: .usage
      )
    }
    try desk.preferences.change { $0.setAlias(name, to: command) }
    desk.output.print("\(name) is \(command)")
  }

  private func list(_ aliases: [String: String], at desk: Desk) {
    if aliases.isEmpty { desk.output.print("No alias is set. Try: alias morning digest since 12h") }
    for (name, command) in aliases.sorted(by: { $0.key < $1.key }) {
      desk.output.print("\(name) is \(command)")
    }
  }
}

/// `every 30s COMMAND`: a command again and again.
struct EveryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "every",
    abstract: "Run a command again and again: every 30s alerts --open. Ctrl-C ends it.",
    discussion: "The next run begins so long after the last one ended. A command that fails ends it."
  )

  /// Closer together runs would only burn the processor.
  private static let secondsMin = 1

  @Argument("How often, and the command.", valueName: "30s command", parsing: .captureForPassthrough)
  var words: [String] = []

  static func takes(after words: [String]) -> [Completing] {
    words.isEmpty ? [.words(["10s", "30s", "5m"])] : words.count == 1 ? [.words(RootCommand.names)] : []
  }

  func run(at desk: Desk) async throws {
    guard let first = words.first, let seconds = TimeText.seconds(first, atMost: 86_400), words.count > 1,
      seconds >= Self.secondsMin
    else {
      throw CommandFailure(
        message: "write how often, from 1s to 1d, and a command, such as: every 30s alerts --open",
        exitStatus: .usage
      )
    }
    let command = Array(words.dropFirst())
    guard command.first != "every" else {
      throw CommandFailure(message: "every cannot run every", exitStatus: .usage)
    }
    while true {
      let status = await CommandRunner(desk: desk).run(command)
      guard status == .done else { throw CommandFailure(message: nil, exitStatus: status) }
      try await Task.sleep(for: .seconds(seconds))
      desk.output.print()
      desk.output.print(SafeText(desk.times.absolute(desk.now)).styled(.dim))
    }
  }
}
