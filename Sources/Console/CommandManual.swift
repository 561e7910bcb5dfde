internal import ArgumentParser
internal import Foundation

/// The commands as they are declared: names, options, values. Completion reads it, so that it cannot fall behind.
struct CommandManual: Sendable {
  /// A command and what it takes.
  struct Command: Sendable {
    var name: String
    var aliases: [String]
    /// The names from the first command down to this one.
    var path: [String]
    var subcommands: [Command]
    var options: [String]
    /// The values that an option takes, by its name.
    var values: [String: [String]]
  }

  static let shared = CommandManual()

  private let root: Command

  private init() {
    let dump = Data(RootCommand._dumpHelp().utf8)
    let tool = try? JSONDecoder().decode(Tool.self, from: dump)
    root =
      tool.map { Command($0.command, path: []) }
      ?? Command(name: "tocsin", aliases: [], path: [], subcommands: [], options: [], values: [:])
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
  fileprivate init(_ command: CommandManual.ToolCommand, path: [String]) {
    name = command.commandName
    aliases = command.aliases ?? []
    self.path = path
    subcommands = (command.subcommands ?? []).filter { $0.shouldDisplay ?? true }.map {
      CommandManual.Command($0, path: path + [$0.commandName])
    }
    (options, values) = ([], [:])
    for argument in command.arguments ?? [] {
      let names = (argument.names ?? []).filter { $0.kind == "long" }.map { "--" + $0.name }
      options += names
      for name in names { values[name] = argument.allValues }
    }
  }
}
