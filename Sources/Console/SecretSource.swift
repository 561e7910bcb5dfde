internal import Foundation
internal import Model
internal import Terminal

/// Where a secret is read from, as an analyst writes it: a file, `env:NAME` for a variable, `ask` for an unseen prompt.
/// A file of such a name is written `./ask`.
enum SecretSource: Equatable {
  case file(String)
  case variable(String)
  case prompt

  init(_ text: String) {
    if text == "ask" {
      self = .prompt
    } else if text.hasPrefix("env:") {
      self = .variable(String(text.dropFirst(4)))
    } else {
      self = .file(text)
    }
  }

  /// The secret, without blanks around it. `question` stands before what is typed.
  ///
  /// - Throws: `CommandFailure` where there is none.
  func read(_ question: String, at desk: Desk) async throws -> Secret {
    let text: String
    switch self {
    case .file(let path): text = String(decoding: try SourceArgument.fileBytes(path), as: UTF8.self)
    case .variable(let name):
      guard let value = desk.settings.environment[name] else {
        throw CommandFailure(message: "there is no variable \(name)", exitStatus: .usage)
      }
      text = value
    case .prompt:
      switch await HiddenPrompt.ask("\(question) (not shown): ") {
      case .line(let typed): text = typed
      case .givenUp: throw CommandFailure(message: "nothing was typed, and nothing is changed")
      case .noTerminal: throw CommandFailure(message: "ask needs a terminal", exitStatus: .usage)
      }
    }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if trimmed.isEmpty { throw CommandFailure(message: "\(question) is empty", exitStatus: .usage) }
    return Secret(trimmed)
  }
}
