internal import ArgumentParser

/// A command of shell and prompt: declared once, parsed by ArgumentParser, run at a desk.
protocol DeskCommand: ParsableCommand, Sendable {
  /// Does what the command is for.
  ///
  /// - Throws: any error of the rooms below, which `Wording` puts into words; `CommandFailure` for the command's own.
  func run(at desk: Desk) async throws

  /// What may stand behind the words that are typed already: for completion. Options are known by their declarations.
  static func takes(after words: [String]) -> [Completing]

  /// What may stand behind an option such as `--actor`, where its values stand in the store.
  static func takes(behind option: String) -> [Completing]

  /// True for a command that works on what is stored: before and after it, what is due is delivered.
  static var isOfTheStore: Bool { get }

  /// True for a command whose answer is read and not waited for: where it is taller than the screen it goes through a pager.
  static var isPaged: Bool { get }
}

extension DeskCommand {
  static func takes(after words: [String]) -> [Completing] { [] }
  static func takes(behind option: String) -> [Completing] { takesUsually(behind: option) }

  /// What may stand behind options that mean the same in every command.
  static func takesUsually(behind option: String) -> [Completing] {
    switch option {
    case "--actor", "--target", "--about": [.actors]
    case "--person": [.persons]
    case "--rule": [.rules]
    case "--endpoint": [.webhooks]
    case "--code": [.codes]
    case "--site", "--by": [.outlets]
    case "--article": [.articles]
    case "--since": [.words(["12h", "1d", "2d", "7d", "30d"])]
    case "--when-file", "--import", "--export": [.files]
    default: []
    }
  }
  static var isOfTheStore: Bool { true }
  static var isPaged: Bool { false }
}

/// A command could not do its work, or not all of it.
struct CommandFailure: Error {
  /// What is wrong, where, and what to do; nil where it has been said already.
  var message: String?
  var exitStatus: ExitStatus = .failed
  /// What is shown below the message, such as the place of an error in a condition.
  var details: [FailureDetail] = []
}

/// What the program ends with.
package enum ExitStatus: Int32, Sendable {
  /// All was done.
  case done = 0
  /// A command failed.
  case failed = 1
  /// The command line, a setting or a file named in it is wrong.
  case usage = 2
  /// Ctrl-C.
  case interrupted = 130
}
