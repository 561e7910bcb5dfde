import ArgumentParser
import Foundation
import Testing

@testable import Console

/// Completion, help and manual know commands from what their properties declare, and not from the parser: it is asked here
/// whether it was told the same.
@Suite("Declarations of commands")
struct CommandDeclarationTests {
  @Test("the parser and the manual know the same arguments of a command", arguments: DeclaredCommand.all)
  private func arguments(command: DeclaredCommand) throws {
    let manual = try #require(command.manual)
    let told = ParserHelp(command.type)
    let known = manual.arguments.filter(\.isPositional) + manual.arguments.filter { !$0.isPositional }
    try #require(told.entries.map(\.label) == known.map(Self.label))
    for (entry, argument) in zip(told.entries, known) {
      #expect(entry.words.hasPrefix(argument.abstract))
      #expect(entry.values == argument.values)
    }
  }

  @Test(
    "the parser and the manual agree on what may be left out and what may stand several times",
    arguments: DeclaredCommand.all
  )
  private func usage(command: DeclaredCommand) throws {
    let manual = try #require(command.manual)
    let declared = manual.arguments.filter { !["--help", "--version"].contains($0.options.last) }
    let told = ParserHelp(command.type).usage
    // The parser shortens what is longer.
    guard declared.count <= 12 else { return #expect(told.contains("<options>")) }
    let group = command.type.configuration.subcommands.isEmpty ? [] : ["<subcommand>"]
    #expect(told == (["tocsin"] + command.path + declared.map(Self.usage) + group).joined(separator: " "))
  }

  @Test("the parser and the manual know the same commands", arguments: DeclaredCommand.all)
  private func subcommands(command: DeclaredCommand) throws {
    let known = try #require(command.manual).subcommands.map(\.name)
    // The parser does not list its own command, which only the first of all has.
    #expect(known == ParserHelp(command.type).commands + (command.path.isEmpty ? ["help"] : []))
  }

  @Test(
    "options stand in the order of their declarations, those of a group where the group stands",
    arguments: [
      ("audit", ["--who", "--since", "--limit", "--format"]),
      ("show", ["--sentences", "--words", "--share", "--about", "--text", "--format"]),
      ("import articles", ["--jobs"]), ("alert check", ["--when", "--when-file", "--limit"]), ("status", []),
      ("delivery", []), ("delete", ["--watch", "--before", "--save"]),
      ("demo", ["--keep"]), ("move", ["--to"]),
    ]
  )
  func order(command: String, options: [String]) {
    let (manual, rest) = CommandManual.shared.command(for: command.split(separator: " ").map(String.init))
    #expect(rest.isEmpty)
    #expect(manual.arguments.flatMap(\.options) == options + ["--version", "-h", "--help"])
  }

  @Test(
    "options of the program are known by their declarations",
    arguments: [
      ("--database", true), ("--as", true), ("--log-level", true), ("--log-format", true),
      ("--analyst", false), ("--limit", false), ("--help", false),
    ]
  )
  func programOption(name: String, isKnown: Bool) {
    #expect(ProgramOptions.names.contains(name) == isKnown)
  }

  /// Such as `-h, --help` or `--limit <n>`, as the parser lists it.
  private static func label(_ argument: CommandManual.Argument) -> String {
    let value = argument.valueName.map { "<\($0)>" }
    return [argument.options.joined(separator: ", "), value ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Such as `[<words> ...]`, as the parser writes it in a line of usage.
  private static func usage(_ argument: CommandManual.Argument) -> String {
    let shown = label(argument) + (argument.isRepeating ? " ..." : "")
    return argument.isOptional ? "[\(shown)]" : shown
  }
}

/// A command as the parser knows it, and what the manual knows of it.
private struct DeclaredCommand: Sendable, CustomTestStringConvertible {
  /// The words that name it.
  let path: [String]
  let type: any ParsableCommand.Type
  /// nil where the manual does not know it.
  let manual: CommandManual.Command?

  var testDescription: String { path.joined(separator: " ") }

  /// All commands there are.
  static let all = Self(path: [], type: RootCommand.self, manual: CommandManual.shared.root).family

  /// The command and all below it.
  private var family: [DeclaredCommand] {
    [self]
      + type.configuration.subcommands.flatMap { type in
        let manual = manual?.subcommands.first { $0.name == type.name }
        return Self(path: path + [type.name], type: type, manual: manual).family
      }
  }
}

/// What the parser itself tells of a command when it is asked for help.
private struct ParserHelp {
  let usage: String
  /// Words before options, each in their order.
  let entries: [Entry]
  let commands: [String]

  init(_ type: any ParsableCommand.Type) {
    // So wide that nothing is wrapped.
    let lines = RootCommand.helpMessage(for: type, columns: 5_000).split(separator: "\n").map(String.init)
    usage = lines.first { $0.hasPrefix("USAGE: ") }.map { String($0.dropFirst("USAGE: ".count)) } ?? ""
    var (listed, commands, section): ([[String]], [String], String) = ([], [], "")
    for line in lines {
      // Words that go on in a line of their own.
      let isMore = line.hasPrefix(Entry.margin)
      if !line.hasPrefix("  ") {
        section = line.split(separator: " ").last.map(String.init) ?? ""
      } else if section == "SUBCOMMANDS:", !isMore, !line.hasPrefix("  See '") {
        commands += line.split { " ,".contains($0) }.prefix(1).map(String.init)
      } else if ["ARGUMENTS:", "OPTIONS:"].contains(section) {
        if isMore { listed[listed.count - 1].append(line) } else { listed.append([line]) }
      }
    }
    (entries, self.commands) = (listed.map(Entry.init), commands)
  }

  /// An option or a word, and what is told of it.
  struct Entry {
    /// What stands before words in a line of their own, which they have where the label comes so far.
    static let margin = String(repeating: " ", count: 26)

    let label: String
    let words: String

    init(lines: [String]) {
      let isParted = lines.count > 1
      label = (isParted ? lines[0] : String(lines[0].prefix(Self.margin.count)))
        .trimmingCharacters(in: .whitespaces)
      words = String(lines[lines.count - 1].dropFirst(Self.margin.count))
    }

    /// The values that are told behind the words: `(values: table, json; default: table)`.
    var values: [String] {
      guard let told = words.range(of: "(values: ", options: .backwards) else { return [] }
      return words[told.upperBound...].prefix { $0 != ";" && $0 != ")" }.components(separatedBy: ", ")
    }
  }
}
