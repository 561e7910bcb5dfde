internal import ArgumentParser

/// The commands as they are declared: names, options, values, words about them. Help, completion and the manual page read it,
/// so that they cannot fall behind.
struct CommandManual: Sendable {
  /// What stands behind a command's name.
  struct Argument: Sendable {
    /// Such as `--format`; empty for a word that stands by its place.
    var options: [String]
    /// What its value is called; nil for a flag.
    var valueName: String?
    /// The values that it takes; empty where they are not a few.
    var values: [String]
    /// What it is for.
    var abstract: String
    var isRepeating: Bool
    var isOptional: Bool

    var isPositional: Bool { options.isEmpty }
    /// True for an option that needs a word behind it.
    var takesValue: Bool { valueName != nil }
  }

  /// A command and what it takes.
  struct Command: Sendable {
    var name: String
    var aliases: [String]
    var abstract: String
    var discussion: String
    var subcommands: [Command]
    /// The one that is meant where none is named.
    var defaultSubcommand: String?
    var arguments: [Argument]
    /// What may stand behind the words of the command itself.
    var takes: @Sendable (_ before: [String]) -> [Completing]
    /// What values an option takes that stand in the store, by its name.
    var optionTakes: @Sendable (_ option: String) -> [Completing]

    /// The argument of an option; nil where there is none of that name.
    func option(_ name: String) -> Argument? { arguments.first { $0.options.contains(name) } }
  }

  /// Commands that belong together, as help lists them.
  struct Group: Sendable {
    var name: String
    var commands: [Command]
  }

  static let shared = CommandManual()

  let root: Command
  /// All commands, by group.
  let groups: [Group]

  private init() {
    var root = Command(RootCommand.self)
    groups = RootCommand.configuration.groupedSubcommands.map { group in
      Group(
        name: group.name,
        commands: group.subcommands.compactMap { type in root.subcommands.first { $0.name == type.name } }
      )
    }
    root.subcommands.append(.help)
    self.root = root
  }

  /// The command that words name, and the words behind its name.
  func command(for words: [String]) -> (Command, rest: [String]) {
    var command = root
    var rest = words[...]
    while let name = rest.first,
      let next = command.subcommands.first(where: { $0.name == name || $0.aliases.contains(name) })
    {
      command = next
      rest = rest.dropFirst()
    }
    if let name = command.defaultSubcommand, let usual = command.subcommands.first(where: { $0.name == name })
    {
      let others = command.subcommands.filter { $0.name != name }
      command = usual
      command.subcommands = others
    }
    return (command, Array(rest))
  }
}

extension CommandManual.Command {
  fileprivate init(_ type: any ParsableCommand.Type) {
    let configuration = type.configuration
    let declared = type as? any DeskCommand.Type
    self.init(
      name: type.name,
      aliases: configuration.aliases,
      abstract: configuration.abstract,
      discussion: configuration.discussion,
      subcommands: configuration.subcommands.map { CommandManual.Command($0) },
      defaultSubcommand: configuration.defaultSubcommand?.name,
      arguments: type.declaredArguments + [.version, .help],
      takes: { declared?.takes(after: $0) ?? [] },
      optionTakes: { declared?.takes(behind: $0) ?? [] }
    )
  }

  /// The parser's own command, which it adds to the others.
  fileprivate static let help = Self(
    name: "help",
    aliases: [],
    abstract: "Show subcommand help information.",
    discussion: "",
    subcommands: [],
    arguments: [
      CommandManual.Argument(
        options: [],
        valueName: "subcommands",
        values: [],
        abstract: "",
        isRepeating: true,
        isOptional: true
      ), .version,
    ],
    takes: { _ in [] },
    optionTakes: { _ in [] }
  )
}

extension CommandManual.Argument {
  // The parser adds these two to every command.
  fileprivate static let version = flag(["--version"], "Show the version.")
  fileprivate static let help = flag(["-h", "--help"], "Show help information.")

  private static func flag(_ options: [String], _ abstract: String) -> Self {
    Self(
      options: options,
      valueName: nil,
      values: [],
      abstract: abstract,
      isRepeating: false,
      isOptional: true
    )
  }
}

extension ParsableCommand {
  /// What the command is called: its own name, or that of its type.
  static var name: String { configuration.commandName ?? String(describing: self).lowercased() }
}
