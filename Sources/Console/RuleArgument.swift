internal import Alerting
internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Where commands take a rule's text: everything behind `when`, or a file.
struct RuleArgument: ParsableArguments {
  @Option(
    "The condition and its clauses; simply `when CONDITION` does the same.",
    valueName: "condition",
    named: "when",
    parsing: .unconditional
  )
  var condition: String?

  @Option("A file that holds the condition and its clauses.", valueName: "file")
  var whenFile: String?

  /// Reads the rule; nil where none was given.
  ///
  /// - Parameter names: who there is.
  /// - Returns: the rule.
  /// - Throws: `CommandFailure` that shows the place of an error.
  func rule(names: ActorNames) throws -> RuleText? {
    guard let text = try text() else { return nil }
    do throws(ConditionError) {
      return try RuleText(text, names: names)
    } catch {
      throw ConditionReport(error: error, text: text).failure
    }
  }

  private func text() throws -> String? {
    guard let whenFile else { return condition }
    let bytes = try SourceArgument.fileBytes(whenFile)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(message: "\(whenFile) is not UTF-8", exitStatus: .usage)
    }
    return Self.withoutComments(text)
  }

  /// A rule's text as a file holds it, without the lines that begin with `#`.
  static func withoutComments(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop(while: \.isWhitespace).hasPrefix("#") ? "" : String($0) }
    return lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Makes what follows `when` one value, so that a shell's words and a prompt's line mean the same.
  static func joined(_ arguments: [String]) -> [String] {
    guard CommandLineCondition.isExpected(in: arguments),
      let when = arguments.dropFirst(2).firstIndex(where: { $0.lowercased() == "when" })
    else { return arguments }
    return arguments[..<when] + ["--when", arguments[(when + 1)...].joined(separator: " ")]
  }
}

/// Which commands take a condition behind `when`.
enum CommandLineCondition {
  private static let commands = [
    ["alert", "add"], ["alert", "edit"], ["alert", "check"], ["alert", "backtest"], ["silence", "add"],
  ]

  static func isExpected(in words: [String]) -> Bool {
    words.count > 2 && commands.contains(Array(words.prefix(2)))
  }
}
