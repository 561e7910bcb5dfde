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
      let desk = Desk(settings: settings, output: output, errors: errors)
      return await CommandRunner(desk: desk).run(parted.command)
    } catch {
      errors.print("tocsin: \(ProgramOptions.message(for: error))")
      return .usage
    }
  }
}
