internal import Alerting
internal import Foundation
internal import Pipeline
internal import Storage
internal import Terminal

/// Adds and changes rules: tried on the past before, told in a few lines after, and to be taken back by `undo`.
struct RuleChange {
  let desk: Desk
  let store: Store

  /// A stored rule by its name, whatever the case of its letters; nil where there is none.
  ///
  /// - Throws: `StorageError`.
  func stored(_ name: String) throws -> StoredRule? {
    try store.alerts.rules().first { $0.name.lowercased() == name.lowercased() }
  }

  /// The same.
  ///
  /// - Throws: `StorageError.conflict` where there is none.
  func existing(_ name: String) throws -> StoredRule {
    guard let rule = try stored(name) else { throw StorageError.conflict(.noSuchRule(name)) }
    return rule
  }

  /// What a stored rule says, with whom it notifies.
  ///
  /// - Throws: `CommandFailure` for a text that is no rule any more.
  func text(of stored: StoredRule) throws -> RuleText {
    let names = try desk.names()
    var rule = try ConditionReport.reading(stored.text) { text throws(ConditionError) in
      try RuleText(text, names: names)
    }
    rule.endpoints = stored.endpoints
    return rule
  }

  /// Refuses what a rule names and what is not there.
  ///
  /// - Throws: `StorageError.conflict`, or `CommandFailure`.
  func check(_ rule: RuleText, named name: String) throws -> RuleTrial {
    for endpoint in rule.endpoints { _ = try store.outbox.endpoint(named: endpoint) }
    let trial = try RuleTrial(at: desk, over: RuleTrial.standardSeconds)
    try trial.checkNeighbours(of: rule, named: name)
    return trial
  }

  /// Adds a rule.
  func add(_ name: String, _ rule: RuleText) throws {
    let past = try check(rule, named: name).run(rule, named: name)
    let text = rule.withoutEndpoints
    try store.addRule(
      name: name,
      text: text.description,
      endpoints: rule.endpoints,
      at: try desk.stamp(),
      remembering: UndoNote("alert add \(name)", at: try desk.stamp())
    )
    try tell("\(name) watches for: \(text.description)", rule, past)
  }

  /// Puts another text in the place of a rule's, and shows what is different.
  func replace(_ stored: StoredRule, by rule: RuleText) throws {
    let trial = try check(rule, named: stored.name)
    let text = rule.withoutEndpoints.description
    guard text != stored.text || rule.endpoints != stored.endpoints else {
      return desk.output.print("\(stored.name) says so already")
    }
    let past = try trial.run(rule, named: stored.name)
    try store.changeRule(
      named: stored.name,
      text: text,
      endpoints: rule.endpoints,
      remembering: UndoNote("alert edit \(stored.name)", at: try desk.stamp())
    )
    show(-1, stored.text, stored.endpoints)
    show(+1, text, rule.endpoints)
    try tell("\(stored.name) is changed; undo takes it back", rule, past)
    if stored.isDisabled {
      desk.output.print("  note: it is disabled; alert enable \(stored.name) lets it see again")
    }
  }

  /// What went by `- `, what came by `+ `.
  private func show(_ sign: Int, _ text: String, _ endpoints: [String]) {
    let notified = endpoints.isEmpty ? "" : " notify \(endpoints.joined(separator: ", "))"
    let mark = sign < 0 ? SafeText("- ").styled(.red) : SafeText("+ ").styled(.green)
    desk.output.print(paragraph: SafeText(text + notified), indent: mark, hanging: "    ")
  }

  private func tell(_ words: String, _ rule: RuleText, _ past: BacktestResult) throws {
    let unknown = try KnownNames(store: store).notes(on: rule.condition)
    desk.output.print(paragraph: SafeText(words), hanging: "  ")
    desk.output.print("  " + RuleScreen.notified(rule.endpoints))
    desk.output.print(
      paragraph: TrialScreen.summary(past, over: RuleTrial.standardSeconds),
      indent: "  ",
      hanging: "    "
    )
    for notice in rule.notices + unknown {
      desk.output.print(paragraph: "note: \(notice)", indent: "  ", hanging: "    ")
    }
  }
}
