internal import Alerting
internal import Model
internal import Pipeline

/// What is wrong with statements beside conditions, in words.
extension Wording {
  static func failure(_ error: StatementError) -> CommandFailure {
    if case .condition(let error, let text) = error {
      return ConditionReport(error: error, text: text).failure
    }
    return CommandFailure(message: words(error), exitStatus: .usage)
  }

  static func words(_ error: StatementError) -> String {
    switch error {
    case .expected(let what, let found):
      found.isEmpty ? "it ends where “\(what)” is expected" : "“\(found)” stands where “\(what)” is expected"
    case .notADuration(let found): "“\(found)” is no duration: write 4h, 30m or 2d"
    case .notATime(let found) where TimeText.isOfOtherYears(found): TimePhrase.problem(found)
    case .notATime(let found): "“\(found)” is no time: write 2026-12-01 or 2026-12-01T09:30:00Z"
    case .timeIsPast(let found): "\(found) has passed"
    case .condition(let error, let text): ConditionReport(error: error, text: text).words
    case .unknownStatement(let found):
      "“\(found)” is no statement: define, webhook, rule, silence and heartbeat are"
    case .noRulesFile: "this is no rules file: its first line has to be “tocsin rules 1”"
    }
  }

  static func words(_ error: RulesFileError) -> String { "line \(error.line): \(words(error.problem))" }

  static func words(_ conflict: DefinitionConflict) -> String {
    switch conflict {
    case .unknownMember(let name, let suggestions):
      "nobody is known as “\(name)”\(suggestions.isEmpty ? "" : "; did you mean \(suggestions.prefix(3).joined(separator: ", "))?")"
    case .badName(let name): "“\(name)” is no name for a set"
    case .taken(let name): "\(name) is an actor already; take another name"
    case .empty: "a set needs members"
    case .noSuchSet(let name): "no set is called \(name); define shows them"
    case .inUse(let name, let users): "\(name) is still named by \(users.joined(separator: ", "))"
    }
  }

  static func words(_ error: AlertActionError) -> String {
    switch error {
    case .noSuchFiring(let number): "there is no firing f\(number); alerts lists them"
    case .isResolved(let number): "f\(number) is resolved already"
    }
  }
}
