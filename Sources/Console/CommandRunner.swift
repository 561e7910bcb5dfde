internal import ArgumentParser
internal import Logging
internal import Terminal

/// From the words of a command line to a command that has run: the same at the shell and at the prompt.
struct CommandRunner: Sendable {
  let desk: Desk
  /// Where a script's command stands, such as `line 3: `; empty elsewhere.
  var place = ""

  /// Parses and runs; what goes wrong is said in one line.
  func run(_ arguments: [String]) async -> ExitStatus {
    let arguments = RuleArgument.joined(arguments)
    if let unknown = unknownCommand(in: arguments) { return unknown }
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      if let command = command as? any DeskCommand {
        try await command.run(at: desk)
      } else {
        try command.run()
      }
      return .done
    } catch {
      return report(error, of: arguments)
    }
  }

  /// Runs a command at the shell, and delivers what is due before and after it: where no session is open, commands are all
  /// that keeps retries going.
  func runAtShell(_ arguments: [String]) async -> ExitStatus {
    guard isOfTheStore(arguments) else { return await run(arguments) }
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
      desk.logger.error("deliveries wait", metadata: ["reason": "\(error)"])
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
    desk.errors.print("tocsin: \(place)there is no command \(name); \(hint)")
    return .usage
  }

  /// What ArgumentParser says names the words that it does not understand, and one of them may be a secret.
  private func report(_ error: any Error, of arguments: [String]) -> ExitStatus {
    if error is CancellationError { return .interrupted }
    if let failure = Wording.failure(for: error) {
      if let message = failure.message { desk.errors.print("tocsin: \(place)\(message)") }
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
    desk.errors.print(SafeText.lines(of: message))
    return .usage
  }
}
