internal import ArgumentParser
internal import Foundation
package import Terminal

/// The program: its options, then one command.
package struct Program: Sendable {
  private let environment: [String: String]
  private let output: Printer
  private let errors: Printer

  /// A program that prints to the two given places.
  package init(environment: [String: String], output: Printer, errors: Printer) {
    self.environment = environment
    self.output = output
    self.errors = errors
  }

  /// Runs a command line, without the program's name; never throws, says what is wrong in one line.
  package func run(_ arguments: [String]) async -> ExitStatus {
    let parted = ProgramOptions.parted(arguments)
    do {
      let settings = try Settings(ProgramOptions.parse(parted.program), environment: environment)
      let desk = try Desk(settings: settings, output: output, errors: errors)
      return written(await start(SessionInput(parted.command), at: desk))
    } catch let failure as CommandFailure {
      errors.print(paragraph: "tocsin: \(failure.message ?? "")")
      return failure.exitStatus
    } catch {
      errors.print(paragraph: "tocsin: \(ProgramOptions.message(for: error))")
      return .usage
    }
  }

  /// What Tab offers behind a line at the prompt.
  ///
  /// - Throws: `CommandFailure` for settings that are wrong.
  package func completion(of line: String) throws -> Completion {
    let settings = try Settings(ProgramOptions.parse([]), environment: environment)
    let desk = try Desk(settings: settings, output: output, errors: errors)
    return CommandCompletion(desk: desk).complete(line, cursor: line.unicodeScalars.count)
  }

  /// The words of a line at the prompt, and the commands of what is pasted there: for tests of how a line is parted.
  package static func commands(inPasted text: String) -> [String] { REPLLine.commands(in: text) }

  /// What was not written was not done, whatever the command says.
  private func written(_ status: ExitStatus) -> ExitStatus {
    if let reason = output.failure.reason {
      errors.print(paragraph: "tocsin: the output cannot be written: \(reason)")
    }
    return status == .done && output.failure.hasHappened ? .failed : status
  }

  private func start(_ input: SessionInput, at desk: Desk) async -> ExitStatus {
    switch input {
    case .command(let words): return await CommandRunner(desk: desk).runAtShell(words)
    case .line(let line):
      return await ScriptRunner(desk: desk, stopsOnError: true).run(line)
    case .script(let path, let stopsOnError):
      guard let file = FileHandle(forReadingAtPath: path) else {
        errors.print(paragraph: "tocsin: \(path) cannot be opened for reading")
        return .usage
      }
      return await ScriptRunner(desk: desk, stopsOnError: stopsOnError).run(file, name: path)
    case .standardInput:
      if let session = REPL(desk: desk) { return await session.run() }
      return await ScriptRunner(desk: desk, stopsOnError: false).run(.standardInput, name: "standard input")
    }
  }
}

/// Where commands come from.
enum SessionInput: Equatable {
  /// One command, as the shell's words.
  case command([String])
  /// One or more lines: `-c`, which may stand several times.
  case line(String)
  /// A file: `-f`.
  case script(String, stopsOnError: Bool)
  /// A terminal, or whatever else standard input is.
  case standardInput

  /// Reads what is left of the command line behind the program's options.
  init(_ words: [String]) {
    let stopsOnError = words.contains("--stop-on-error")
    let plain = words.filter { $0 != "--stop-on-error" }
    let lines = stride(from: 0, to: plain.count - 1, by: 2).map { (plain[$0], plain[$0 + 1]) }
    switch (plain.first, plain.count) {
    case (nil, _): self = .standardInput
    case ("-c", _) where plain.count.isMultiple(of: 2) && lines.allSatisfy({ $0.0 == "-c" }):
      self = .line(lines.map(\.1).joined(separator: "\n"))
    case ("-f", 2): self = plain[1] == "-" ? .standardInput : .script(plain[1], stopsOnError: stopsOnError)
    default: self = .command(words)
    }
  }
}
