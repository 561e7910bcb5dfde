internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Model
internal import Service
internal import Storage
internal import Terminal

/// From the words of a command line to a command that has run: the same at the shell and at the prompt.
struct CommandRunner: Sendable {
  let desk: Desk
  /// Where a script's command stands, such as `line 3: `; empty elsewhere.
  var place = ""

  /// Parses and runs; what goes wrong is said in one line.
  func run(_ arguments: [String]) async -> ExitStatus {
    let start = ContinuousClock.now
    let status = await attempt(meant(by: arguments))
    if desk.preferences.current.isTiming {
      desk.errors.print(SafeText("took \(Self.words(ContinuousClock.now - start))").styled(.dim))
    }
    return status
  }

  /// What words stand for: an alias its command, an id alone what shows it.
  private func meant(by arguments: [String]) -> [String] {
    guard let first = arguments.first, !RootCommand.names.contains(first) else { return arguments }
    if let command = desk.preferences.current.aliases[first], let line = try? REPLLine(command) {
      return line.texts + arguments.dropFirst()
    }
    return RecordID(first) == nil ? arguments : ["show"] + arguments
  }

  private func attempt(_ words: [String]) async -> ExitStatus {
    defer { desk.tellLeftOut() }
    do {
      let (arguments, networks) = try networks(in: words)
      if arguments.first == "help" { return try await help(Array(arguments.dropFirst())) }
      let joined = RuleArgument.joined(arguments)
      if let unknown = unknownCommand(in: joined) { return unknown }
      let command = try RootCommand.parseAsRoot(joined)
      guard let command = command as? any DeskCommand else {
        return try await help(Array(joined.prefix { !$0.hasPrefix("-") }))
      }
      return try await Analyst.$current.withValue(Analyst(desk.settings.analyst)) {
        try await desk.reaching(networks) {
          try await paged(type(of: command).isPaged) { try await command.run(at: desk) }
        }
      }
    } catch {
      return report(error, of: words)
    }
  }

  /// Takes the networks that this one command may reach out of its words, where the program has begun already.
  ///
  /// - Throws: `CommandFailure` for options that only the program's start takes.
  private func networks(in words: [String]) throws -> ([String], Desk.Networks) {
    let parted = ProgramOptions.parted(words)
    guard !parted.program.isEmpty else { return (words, Desk.Networks()) }
    let options = try ProgramOptions.parse(parted.program)
    let others = parted.program.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
      .filter { !["--allow", "--certificates"].contains($0) }
    if let other = others.first {
      throw CommandFailure(
        message: "\(other) is for the start of the program: leave, and start it with tocsin \(other) …",
        exitStatus: .usage
      )
    }
    return (parted.command, Desk.Networks(allowed: options.allow, certificateFile: options.certificates))
  }

  private func help(_ words: [String]) async throws -> ExitStatus {
    try await paged(true) { try HelpScreen(desk: desk).print(words) }
  }

  /// Runs what prints, and shows it through a pager where it is taller than the screen.
  private func paged(_ isPaged: Bool, _ body: () async throws -> Void) async throws -> ExitStatus {
    guard isPaged, let page = desk.beginPage() else {
      try await body()
      return .done
    }
    do {
      try await body()
      await desk.endPage(page)
      return .done
    } catch {
      await desk.endPage(page)
      throw error
    }
  }

  private static func words(_ duration: Duration) -> String {
    let milliseconds =
      Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds) * 1e3
    return milliseconds < 1_000
      ? "\(Cell.decimal(milliseconds)) ms" : "\(Cell.decimal(milliseconds / 1_000)) s"
  }

  /// Runs a command at the shell, and delivers what is due before and after it: where no session is open, commands are all
  /// that keeps retries going.
  func runAtShell(_ arguments: [String]) async -> ExitStatus {
    guard isOfTheStore(meant(by: arguments)) else { return await run(arguments) }
    await deliverLeftovers(isTelling: false)
    let status = await run(arguments)
    await deliverLeftovers(isTelling: true)
    return status
  }

  /// What is wrong with the store the command itself says.
  func deliverLeftovers(isTelling: Bool) async {
    do {
      try await desk.deliverLeftovers(isTelling: isTelling)
    } catch {
      desk.logger.error("deliveries wait", metadata: .failed(error))
    }
  }

  private func isOfTheStore(_ arguments: [String]) -> Bool {
    guard let command = try? RootCommand.parseAsRoot(RuleArgument.joined(arguments)) as? any DeskCommand
    else {
      return false
    }
    return type(of: command).isOfTheStore
  }

  /// Shows the rules what a process that ended early left unseen, and delivers what it left undelivered.
  func evaluateAtStart() async {
    do {
      try await desk.evaluate()
      try await desk.deliver()
    } catch {
      _ = report(error, of: [])
    }
  }

  /// ArgumentParser calls a misspelt command an unexpected argument; this names the nearest command instead.
  private func unknownCommand(in arguments: [String]) -> ExitStatus? {
    guard let name = arguments.first, !name.hasPrefix("-"), !RootCommand.names.contains(name) else {
      return nil
    }
    let nearest = Suggestion.nearest(to: name, among: RootCommand.names)
    let hint = nearest.map { "did you mean \($0)?" } ?? "help lists the commands"
    desk.errors.print(paragraph: "tocsin: \(place)there is no command \(name); \(hint)")
    return .usage
  }

  /// What ArgumentParser says names the words that it does not understand, and one of them may be a secret.
  private func report(_ error: any Error, of arguments: [String]) -> ExitStatus {
    if error is CancellationError { return .interrupted }
    if let failure = Wording.failure(for: error) {
      if let message = failure.message { desk.errors.print(paragraph: "tocsin: \(place)\(message)") }
      desk.errors.print(failure.details)
      return failure.exitStatus
    }
    let full = RootCommand.fullMessage(for: error)
    let message = LineSecrets.bears(arguments) ? LineSecrets.masked(full) : full
    if RootCommand.exitCode(for: error).isSuccess {
      desk.output.print(SafeText.lines(of: message))
      return .done
    }
    if !place.isEmpty { desk.errors.print("tocsin: \(place)") }
    for line in (desk.isAttended ? Self.atPrompt(message) : message).split(
      omittingEmptySubsequences: false,
      whereSeparator: \.isNewline
    ) {
      let lead = SafeText(String(line.prefix { $0 == " " }))
      desk.errors.print(paragraph: SafeText(String(line)), indent: lead, hanging: lead + "  ")
    }
    return .usage
  }

  /// A message of ArgumentParser's as it is true at the prompt, where the program's name is not typed.
  private static func atPrompt(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.replacing("Usage: tocsin ", with: "Usage: ").replacing("See 'tocsin ", with: "See '")
    }.joined(separator: "\n")
  }
}
