internal import Alerting
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// What rules made of an article, as `why a12` tells it.
struct DecisionScreen {
  /// What a rule that recorded nothing says of it.
  private struct Opinion {
    var rule: String
    var words: String
    var findings: [TestFinding]
  }

  private let decisions: [StoredDecision]
  private let opinions: [Opinion]

  /// What is recorded, and for the other rules how near they came; of one rule only where it is named.
  init(about article: StoredArticle, at desk: Desk, rule: String? = nil) throws {
    let store = try desk.store()
    let isWanted = { (name: String) in rule.map { $0.lowercased() == name.lowercased() } ?? true }
    let decisions = try store.alerts.decisions(about: article.id.number).filter { isWanted($0.rule) }
    let decided = Set(decisions.map(\.rule))
    let reading = try desk.books.current(in: store, silencesEndingAfter: .distantFuture)
    let rules = try store.alerts.ruleTexts()
    let test = RuleTest(store: store, actors: reading.actors)
    if let rule, !rules.contains(where: { isWanted($0.name) }) {
      throw StorageError.conflict(.noSuchRule(rule))
    }
    let others = rules.filter { isWanted($0.name) && !decided.contains($0.name) }
    let evaluated = try store.articles.evaluatedArticles([article.id.number]).first ?? article.evaluated
    self.decisions = decisions
    opinions = try RuleBook(others, names: reading.names).entries.map { entry in
      Self.opinion(of: entry.stored, try test.judgement(of: entry.text, on: evaluated), article, desk.times)
    }
  }

  private static func opinion(
    of rule: StoredRule,
    _ judgement: RuleTest.Judgement,
    _ article: StoredArticle,
    _ times: TimeWording
  ) -> Opinion {
    switch judgement {
    case .holds(let event, let findings):
      let holds = "its condition holds\(event.map { " for \($0)" } ?? "")"
      return Opinion(
        rule: rule.name,
        words:
          "not asked: \(unasked(rule, article, times)); \(holds): alert backtest \(rule.name) tells what would have fired",
        findings: findings
      )
    case .refused(let decision, let event):
      let near = event.map { "; it is \($0)" } ?? ""
      return Opinion(
        rule: rule.name,
        words:
          "not asked: \(unasked(rule, article, times)); it would be \(decision.outcome.rawValue): \(decision.reason)\(near)",
        findings: decision.findings
      )
    case .misses(let decision, let event):
      let near = event.map { "; nearest \($0)" } ?? ""
      return Opinion(
        rule: rule.name,
        words: "\(decision.outcome.rawValue): \(decision.reason)\(near)",
        findings: decision.findings
      )
    }
  }

  /// Why a rule recorded nothing of an article that its condition holds for.
  private static func unasked(
    _ rule: StoredRule,
    _ article: StoredArticle,
    _ times: TimeWording
  ) -> String {
    if rule.isDisabled { return "the rule is disabled" }
    guard rule.createdAt >= article.arrivedAt else { return "no rule has seen this form of the article yet" }
    let (ruleAt, articleAt) = (times.precise(rule.createdAt), times.precise(article.arrivedAt))
    return
      "the rule (\(ruleAt)) is younger than the article (\(articleAt)), and rules see what comes after them"
  }

  func print(to printer: Printer) {
    guard !decisions.isEmpty || !opinions.isEmpty else { return printer.print("no rule is set") }
    for stored in decisions {
      let firing = stored.firing.map { " \($0)" } ?? ""
      printer.print(
        paragraph: "\(stored.rule): \(stored.decision.outcome.rawValue)\(firing): \(stored.decision.reason)",
        indent: "  ",
        hanging: "    "
      )
      FindingScreen.print(stored.decision.findings, to: printer)
    }
    for opinion in opinions {
      printer.print(paragraph: "\(opinion.rule): \(opinion.words)", indent: "  ", hanging: "    ")
      FindingScreen.print(opinion.findings, to: printer)
    }
  }
}

/// How the tests of a condition are told, one a line.
enum FindingScreen {
  static func print(_ findings: [TestFinding], to printer: Printer) {
    for finding in findings {
      let mark = finding.holds ? SafeText("yes").styled(.green) : SafeText("no ").styled(.red)
      printer.print(
        paragraph: "\(finding.test): \(finding.found)",
        indent: "    \(mark)  ",
        hanging: "         "
      )
    }
  }
}
