internal import ArgumentParser
internal import Foundation

/// The commands as they are declared: names, options, values. Completion reads it, so that it cannot fall behind.
struct CommandManual: Sendable {
  /// A command and what it takes.
  struct Command: Sendable {
    var name: String
    var aliases: [String]
    var subcommands: [Command]
    var options: [String]
    /// The values that an option takes, by its name.
    var values: [String: [String]]
    /// What may stand behind the words of the command itself.
    var takes: @Sendable (_ before: [String]) -> [Completing]
  }

  static let shared = CommandManual()

  private let root: Command

  private init() {
    let tool = try? JSONDecoder().decode(Tool.self, from: Data(Self.declarations.utf8))
    root =
      tool.map { Command($0.command, RootCommand.self) }
      ?? Command(name: "tocsin", aliases: [], subcommands: [], options: [], values: [:]) { _ in [] }
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
    return (command, Array(rest))
  }

  /// What ArgumentParser tells of a tool (its ToolInfo, version 0).
  private struct Tool: Decodable { var command: ToolCommand }

  fileprivate struct ToolCommand: Decodable {
    var commandName: String
    var aliases: [String]?
    var shouldDisplay: Bool?
    var subcommands: [ToolCommand]?
    var arguments: [ToolArgument]?
  }

  fileprivate struct ToolArgument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    var names: [Name]?
    var allValues: [String]?
  }
}

extension CommandManual.Command {
  fileprivate init(_ command: CommandManual.ToolCommand, _ type: (any ParsableCommand.Type)?) {
    name = command.commandName
    aliases = command.aliases ?? []
    let types = type?.configuration.subcommands ?? []
    subcommands = (command.subcommands ?? []).filter { $0.shouldDisplay ?? true }.map { subcommand in
      CommandManual.Command(subcommand, types.first { $0.name == subcommand.commandName })
    }
    let declared =
      type as? any DeskCommand.Type ?? type?.configuration.defaultSubcommand as? any DeskCommand.Type
    takes = { declared?.takes(after: $0) ?? [] }
    (options, values) = ([], [:])
    for argument in command.arguments ?? [] {
      let names = (argument.names ?? []).filter { $0.kind == "long" }.map { "--" + $0.name }
      options += names
      for name in names { values[name] = argument.allValues }
    }
  }
}

extension ParsableCommand {
  /// What the command is called: its own name, or that of its type.
  static var name: String { configuration.commandName ?? String(describing: self).lowercased() }
}
