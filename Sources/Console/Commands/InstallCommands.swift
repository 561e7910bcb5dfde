internal import ArgumentParser
internal import Foundation

/// `completions`: what a shell offers at Tab.
struct CompletionsCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the completions of a shell: bash, zsh or fish. Scripts/install puts them in place."
  )

  @Argument("bash, zsh or fish.")
  var shell: ShellName

  func run(at desk: Desk) async throws {
    let script = RootCommand.completionScript(for: shell.shell)
    // It is a program's input, and goes out to the letter.
    FileHandle.standardOutput.write(Data((script + "\n").utf8))
  }
}

/// A shell that has completions.
enum ShellName: String, ExpressibleByArgument, CaseIterable {
  case bash
  case zsh
  case fish

  var shell: CompletionShell {
    switch self {
    case .bash: .bash
    case .zsh: .zsh
    case .fish: .fish
    }
  }
}

/// `manual`: the manual page.
struct ManualCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page: tocsin manual | man -l -"
  )

  func run(at desk: Desk) async throws { FileHandle.standardOutput.write(Data(ManualPage.text.utf8)) }
}
