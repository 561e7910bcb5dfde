internal import ArgumentParser
internal import Foundation

/// The commands as they are declared: names, options, values, words about them. Help and completion read it, so that they
/// cannot fall behind.
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
    let tool = try? JSONDecoder().decode(Tool.self, from: Data(Self.declarations.utf8))
    let root = tool.map { Command($0.command, RootCommand.self) } ?? Command(named: "tocsin")
    self.root = root
    groups = RootCommand.configuration.groupedSubcommands.map { group in
      Group(
        name: group.name,
        commands: group.subcommands.compactMap { type in root.subcommands.first { $0.name == type.name } }
      )
    }
  }

  /// What ArgumentParser says of all commands when it is asked for it.
  static var declarations: String {
    do {
      _ = try RootCommand.parseAsRoot(["--experimental-dump-help"])
      return ""
    } catch {
      return RootCommand.fullMessage(for: error)
    }
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

  /// What ArgumentParser tells of a tool (its ToolInfo, version 0; the module is no product of the package).
  private struct Tool: Decodable { var command: ToolCommand }

  fileprivate struct ToolCommand: Decodable {
    var commandName: String
    var aliases: [String]?
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var defaultSubcommand: String?
    var subcommands: [ToolCommand]?
    var arguments: [ToolArgument]?
  }

  fileprivate struct ToolArgument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    var kind: String
    var names: [Name]?
    var valueName: String?
    var allValues: [String]?
    var abstract: String?
    var isRepeating: Bool
    var isOptional: Bool
    var shouldDisplay: Bool?
  }
}

extension CommandManual.Command {
  fileprivate init(named name: String) {
    self.init(
      name: name,
      aliases: [],
      abstract: "",
      discussion: "",
      subcommands: [],
      arguments: [],
      takes: { _ in [] },
      optionTakes: { _ in [] }
    )
  }

  fileprivate init(_ command: CommandManual.ToolCommand, _ type: (any ParsableCommand.Type)?) {
    self.init(named: command.commandName)
    aliases = command.aliases ?? []
    abstract = command.abstract ?? ""
    discussion = command.discussion ?? ""
    defaultSubcommand = command.defaultSubcommand
    let types = type?.configuration.subcommands ?? []
    subcommands = (command.subcommands ?? []).filter { $0.shouldDisplay ?? true }.map { subcommand in
      CommandManual.Command(subcommand, types.first { $0.name == subcommand.commandName })
    }
    if let declared = type as? any DeskCommand.Type {
      takes = { declared.takes(after: $0) }
      optionTakes = { declared.takes(behind: $0) }
    }
    arguments = (command.arguments ?? []).filter { $0.shouldDisplay ?? true }.map(
      CommandManual.Argument.init
    )
  }
}

extension CommandManual.Argument {
  fileprivate init(_ argument: CommandManual.ToolArgument) {
    self.init(
      options: (argument.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name },
      valueName: argument.kind == "flag" ? nil : argument.valueName ?? "value",
      values: argument.allValues ?? [],
      abstract: argument.abstract ?? "",
      isRepeating: argument.isRepeating,
      isOptional: argument.isOptional
    )
  }
}

extension ParsableCommand {
  /// What the command is called: its own name, or that of its type.
  static var name: String { configuration.commandName ?? String(describing: self).lowercased() }
}
