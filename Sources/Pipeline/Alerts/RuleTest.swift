package import Actors
package import Alerting
internal import Foundation
package import Model
package import Storage

/// Holds rules against stored articles as they stood when they arrived, and records nothing.
package struct RuleTest: Sendable {
  private let store: Store
  private let preparation: ArticlePreparation

  /// Tests over a store; `actors` are those by whose names a text tells where it happens.
  package init(store: Store, actors: ActorTable) {
    self.store = store
    preparation = ArticlePreparation(store: store, actors: actors)
  }

  /// What a rule says to a stored article that it was never shown.
  package enum Judgement: Sendable {
    /// The condition holds, and nothing holds the article back.
    case holds(event: RecordID?, findings: [TestFinding])
    /// The condition holds, and the article would be held back.
    case refused(RuleDecision, event: RecordID?)
    /// The condition does not hold; the event for which most of its tests do.
    case misses(RuleDecision, event: RecordID?)
  }

  /// What a rule says to a stored article as it stood when it arrived.
  ///
  /// - Throws: `StorageError`.
  package func judgement(of rule: RuleText, on article: EvaluatedArticle) throws -> Judgement {
    let prepared = try preparation.prepare(article, arrivedAt: article.arrivedAt)
    let verdict = try prepared.verdict(of: rule)
    let event = { (index: Int?) in index.map { article.events[$0] } }
    if let refusal = verdict.refusal { return .refused(refusal, event: event(verdict.refusedEventIndex)?.id) }
    if let match = verdict.matches.first {
      let matched = event(match.eventIndex)
      let findings = try rule.condition.findings(for: prepared.context(matched?.event))
      return .holds(event: matched?.id, findings: findings)
    }
    let miss = try RuleEvaluator.miss(
      rule,
      prepared.facts,
      events: article.events.map(\.event),
      series: prepared.series
    )
    return .misses(miss.decision, event: event(miss.eventIndex)?.id)
  }
}

extension Store {
  /// Gives stored articles one after another to a function, read by the hundred.
  ///
  /// - Returns: what the function gives for each, nils left out.
  /// - Throws: `StorageError`, and what the function throws.
  func forEachEvaluated<Value>(
    _ numbers: [Int64],
    _ body: (EvaluatedArticle) throws -> Value?
  ) throws -> [Value] {
    var values: [Value] = []
    for start in stride(from: 0, to: numbers.count, by: Self.evaluatedAtOnce) {
      let some = Array(numbers[start..<min(start + Self.evaluatedAtOnce, numbers.count)])
      for article in try articles.evaluatedArticles(some) {
        if let value = try body(article) { values.append(value) }
      }
    }
    return values
  }
}
