import Foundation
import TestSupport

extension Binary {
  /// A session under a terminal, at its first prompt.
  func session(_ arguments: [String] = [], adding variables: [String: String] = [:]) throws -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(
      Self.url.path,
      arguments,
      environment: environment.merging(["TERM": "xterm"]) { $1 }.merging(variables) { $1 }
    )
    try terminal.waitFor("tocsin>")
    return terminal
  }

  /// Starts the program without waiting for it, and without a word from it.
  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Self.url
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// A report in a file, that the rule `title contains mission` matches.
  func report(_ number: Int) throws -> String {
    try file(
      "report\(number).txt",
      holding: """
        Report \(number): mission suspended

        Russia suspended its mission to NATO on Monday in answer to the expulsion of eight diplomats, outlet \(number) says.
        Foreign Minister Sergei Lavrov announced the step in Moscow and said that the offices would close in November.
        """
    )
  }
}

extension PseudoTerminal {
  /// Waits for a prompt with nothing typed behind it: what is typed before it, the editor does not see as keys.
  func waitForPrompt() throws { try waitFor("\ntocsin>\n") }

  /// Leaves by Ctrl-D at an empty prompt.
  func leave() throws -> Int32 {
    try waitForPrompt()
    type("\u{4}")
    return try waitForExit()
  }
}
