internal import Alerting
internal import Terminal

/// What `help` tells: of all commands in a line each, of one command its usage, its words and its options, or of a topic.
struct HelpScreen {
  let desk: Desk

  /// What is told beside commands.
  static let subjects: [(word: String, meaning: String)] = [
    ("conditions", "what rules and silences may ask for"), ("ids", "a12, e5, s4, f9, d2"),
    ("keys", "keys at the prompt"), ("names", "actors, persons, and names in other languages"),
    ("search", "words, phrases, beginnings, and what must not stand there"), ("times", "2d, 12h, 2021-10-18"),
  ]

  /// What may stand behind `help` and some words.
  static func topics(after words: [String]) -> [Completion.Candidate] {
    let (command, rest) = CommandManual.shared.command(for: words)
    guard rest.isEmpty else { return [] }
    let commands = command.subcommands.map { Completion.Candidate($0.name, note: $0.abstract) }
    return words.isEmpty
      ? commands + subjects.map { Completion.Candidate($0.word, note: $0.meaning) } : commands
  }

  /// Tells of what words name.
  ///
  /// - Throws: `CommandFailure` for what is neither a command nor a topic.
  func print(_ words: [String]) throws {
    guard let first = words.first else { return printCommands() }
    if words.count == 1, try printSubject(first) { return }
    let (command, rest) = CommandManual.shared.command(for: words)
    if let unknown = rest.first { throw Self.unknown(unknown, within: command, words) }
    printCommand(command, path: Array(words), isGroup: !command.subcommands.isEmpty)
  }

  private static func unknown(
    _ word: String,
    within command: CommandManual.Command,
    _ words: [String]
  ) -> CommandFailure {
    let known = topics(after: words.dropLast()).map(\.text)
    let hint = Suggestion.nearest(to: word, among: known).map { "did you mean \($0)?" }
    let path = words.dropLast().joined(separator: " ")
    let what = path.isEmpty ? "there is no command and no topic \(word)" : "there is no \(path) \(word)"
    return CommandFailure(
      message: "\(what); \(hint ?? "help\(path.isEmpty ? "" : " " + path) lists what there is")",
      exitStatus: .usage
    )
  }

  private func printCommands() {
    let output = desk.output
    for group in CommandManual.shared.groups {
      output.print(SafeText(group.name).styled(.bold))
      let longest = CommandManual.shared.groups.flatMap(\.commands).map(\.name.count).max() ?? 0
      for command in group.commands { printLine(command.name, command.abstract, longest) }
    }
    output.print()
    output.print(
      paragraph:
        "help COMMAND tells all of one; help \(Self.subjects.map(\.word).joined(separator: ", help ")) tell of those. An id alone shows what it names."
    )
    guard !desk.isAttended else { return }
    output.print(
      paragraph: """
        Before or after any command: --database PATH (or TOCSIN_DATABASE), --now TIME (or TOCSIN_NOW), --allow CIDR for a \
        private network that may be fetched from, --certificates FILE for one's own authority, --log FILE (or stderr; \
        TOCSIN_LOG) with --log-level LEVEL. -c COMMANDS runs a line, -f FILE a file.
        """
    )
  }

  private func printLine(_ name: String, _ abstract: String, _ longest: Int) {
    let hanging = SafeText("").padded(to: longest + 4)
    desk.output.print(
      paragraph: SafeText(abstract),
      indent: "  " + SafeText(name).styled(.cyan).padded(to: longest) + "  ",
      hanging: hanging
    )
  }

  private func printCommand(_ command: CommandManual.Command, path: [String], isGroup: Bool) {
    let output = desk.output
    output.print(paragraph: SafeText(command.abstract))
    if !command.discussion.isEmpty {
      output.print()
      // An example stands in a line of its own, also here.
      for line in command.discussion.split(separator: "\n", omittingEmptySubsequences: false) {
        output.print(paragraph: SafeText(String(line)), hanging: line.hasSuffix(".") ? "" : "    ")
      }
    }
    output.print()
    if !isGroup || !command.arguments.allSatisfy({ $0.options.contains("--help") }) {
      output.print(paragraph: usage(command, path), hanging: "    ")
    }
    if !command.aliases.isEmpty {
      output.print("also called \(command.aliases.joined(separator: ", "))")
    }
    let told = command.arguments.filter {
      !$0.options.contains("--help") && !$0.options.contains("--version")
    }
    if !told.isEmpty { output.print() }
    let longest = min(28, told.map { Self.shown($0).count }.max() ?? 0)
    for argument in told { printLine(Self.shown(argument), words(argument), longest) }
    guard isGroup else { return }
    let names = command.subcommands.map(\.name.count).max() ?? 0
    for subcommand in command.subcommands { printLine(subcommand.name, subcommand.abstract, names) }
    output.print()
    output.print("help \(path.joined(separator: " ")) COMMAND tells all of one.")
  }

  private func usage(_ command: CommandManual.Command, _ path: [String]) -> SafeText {
    let parts = command.arguments.filter {
      !$0.options.contains("--help") && !$0.options.contains("--version")
    }
    .map { argument in
      let shown = Self.shown(argument) + (argument.isRepeating ? " …" : "")
      return argument.isOptional ? "[\(shown)]" : shown
    }
    let program = desk.isAttended ? [] : ["tocsin"]
    let name = SafeText((program + path).joined(separator: " ")).styled(.bold)
    return parts.isEmpty ? name : name + SafeText(" " + parts.joined(separator: " "))
  }

  private static func shown(_ argument: CommandManual.Argument) -> String {
    let value = argument.valueName.map { "<\($0)>" }
    guard let option = argument.options.last else { return value ?? "" }
    return [option, value].compactMap { $0 }.joined(separator: " ")
  }

  private func words(_ argument: CommandManual.Argument) -> String {
    guard argument.values.count > 1, !argument.abstract.contains(argument.values[0]) else {
      return argument.abstract
    }
    return "\(argument.abstract) (\(argument.values.joined(separator: ", ")))"
  }

  /// - Returns: false for what is no topic.
  private func printSubject(_ word: String) throws -> Bool {
    switch word.lowercased() {
    case "conditions": LanguageScreen().print(to: desk.output)
    case "ids":
      desk.output.print(wrapped: [
        "a12    an article        a12.3  its third sentence", "e5     an event", "s4     a story",
        "f9     an alert that fired", "d2     a delivery to a webhook",
        "An id alone shows what it names: a12 is show a12. why a12 tells the reasons, open a12 its address.",
      ])
    case "keys":
      desk.output.print(wrapped: [
        "Tab        completes commands, options, names, ids and the words of conditions; twice lists them",
        "Up, Down   commands before that begin as what is typed;  Ctrl-R looks for one",
        "Ctrl-C     drops the line, or ends the command that runs;  Ctrl-D leaves;  Ctrl-Z stops",
        "\\          at the end of a line goes on to the next",
        "a line that begins with a space is not kept in the history; ~/.editrc changes keys (bind -v for vi)",
      ])
    case "names":
      desk.output.print(wrapped: [
        "events --actor Russia            a state, an organisation, a group: actors NAME tells whom a name means",
        "events --actor Россия            the same, in another language",
        "timeline Putin                   who holds an office stands for the state, and a note says so",
        "events --person Putin            what names the person; persons lists who is named",
        "events --actor \"United States\"   names of several words stand in quotes after an option",
        "define baltic is Estonia, Latvia, Lithuania    a set of one's own",
      ])
    case "search":
      desk.output.print(wrapped: [
        "search expelled diplomats        both words, in any of their forms",
        "search \"mission to NATO\"         words that follow one another",
        "search sanction*                 words that begin so",
        "search mission -border           without a word",
        "search 制裁                      any part of text without blanks: Chinese, Japanese, Korean, Thai",
        "search mission since 7d by \"The Harbour Post\" --about Russia    when, where, about whom",
      ])
    case "times":
      desk.output.print(wrapped: [
        "2d, 12h, 30m, 4w            so long ago, or so long",
        "2021-10-18                  the first moment of that day, UTC",
        "2021-10-18T09:30:00Z        RFC 3339",
        "set zone Europe/Berlin      whose clock tables show;  set times absolute  for days and times",
      ])
    default: return false
    }
    return true
  }
}
