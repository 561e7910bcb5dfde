internal import Foundation
internal import Model

/// The manual page, made of the commands as they are declared, in man(7)'s macros.
struct ManualPage {
  /// What ArgumentParser tells of a tool (its ToolInfo, version 0), as far as a manual tells it.
  private struct Tool: Decodable { var command: Command }

  private struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    var kind: String
    var abstract: String?
    var valueName: String?
    var names: [Name]?
    var shouldDisplay: Bool?

    /// `--limit N`, or the value's name alone.
    var shown: String {
      let value = kind == "flag" ? "" : (valueName ?? "").uppercased()
      let name = names?.first { $0.kind == "long" }.map { "--\($0.name)" }
      return [name, value.isEmpty ? nil : value].compactMap { $0 }.joined(separator: " ")
    }
  }

  /// The page as roff; empty where the declarations cannot be read.
  static var text: String {
    guard let tool = try? JSONDecoder().decode(Tool.self, from: Data(CommandManual.declarations.utf8)) else {
      return ""
    }
    let root = tool.command
    var lines = [
      ".TH TOCSIN 1 \"\" \"tocsin \(Version.current)\" \"User Commands\"", ".SH NAME",
      "tocsin \\- \(written(root.abstract ?? ""))", ".SH SYNOPSIS", ".B tocsin",
      "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR]",
      ".SH DESCRIPTION", written(root.discussion ?? ""), ".SH COMMANDS",
    ]
    for command in (root.subcommands ?? []).filter({ $0.shouldDisplay ?? true })
    where command.commandName != "help" {
      lines += section(command, under: "")
    }
    lines +=
      [".SH OPTIONS OF THE PROGRAM"]
      + ProgramOptions.names.flatMap { [".TP", ".B \(written($0))", "See above."] }
    lines += [
      ".SH EXIT STATUS",
      "0 done; 1 a command failed; 2 the command line, a setting or a file named in it is wrong; 130 interrupted.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ command: Command, under parent: String) -> [String] {
    let name = parent + command.commandName
    let subcommands = (command.subcommands ?? []).filter {
      ($0.shouldDisplay ?? true) && $0.commandName != "help"
    }
    let arguments = (command.arguments ?? []).filter { argument in
      (argument.shouldDisplay ?? true)
        && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
    }
    var lines = [".SS \(written(name))", written(command.abstract ?? "")]
    if let discussion = command.discussion { lines += [".PP", written(discussion)] }
    for argument in arguments {
      lines += [".TP", ".B \(written(argument.shown))", written(argument.abstract ?? "")]
    }
    return lines + subcommands.flatMap { section($0, under: name + " ") }
  }

  /// Text with nothing in it that roff would obey.
  private static func written(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix(".") || line.hasPrefix("'") ? "\\&\(line)" : String(line)
    }.joined(separator: "\n")
  }
}
