internal import Model

/// The manual page, made of the commands as they are declared, in man(7)'s macros.
struct ManualPage {
  /// The page as roff.
  static var text: String {
    let root = CommandManual.shared.root
    var lines = [
      ".TH TOCSIN 1 \"\" \"tocsin \(Version.current)\" \"User Commands\"", ".SH NAME",
      "tocsin \\- \(written(root.abstract))", ".SH SYNOPSIS", ".B tocsin",
      "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR]",
      ".SH DESCRIPTION", written(root.discussion), ".SH COMMANDS",
    ]
    for command in root.subcommands where command.name != "help" { lines += section(command, under: "") }
    lines +=
      [".SH OPTIONS OF THE PROGRAM"]
      + ProgramOptions.names.flatMap { [".TP", ".B \(written($0))", "See above."] }
    lines += [
      ".SH EXIT STATUS",
      "0 done; 1 a command failed; 2 the command line, a setting or a file named in it is wrong; 130 interrupted.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ command: CommandManual.Command, under parent: String) -> [String] {
    let name = parent + command.name
    var lines = [".SS \(written(name))", written(command.abstract)]
    if !command.discussion.isEmpty { lines += [".PP", written(command.discussion)] }
    // What every command takes is no news of one.
    for argument in command.arguments where !["--help", "--version"].contains(argument.options.last) {
      lines += [".TP", ".B \(written(shown(argument)))", written(argument.abstract)]
    }
    return lines + command.subcommands.flatMap { section($0, under: name + " ") }
  }

  /// `--limit N`, or the value's name alone.
  private static func shown(_ argument: CommandManual.Argument) -> String {
    [argument.options.last, argument.valueName?.uppercased()].compactMap(\.self).joined(separator: " ")
  }

  /// Text with nothing in it that roff would obey.
  private static func written(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix(".") || line.hasPrefix("'") ? "\\&\(line)" : String(line)
    }.joined(separator: "\n")
  }
}
