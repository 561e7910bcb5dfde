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

  /// What one rule says to stored articles.
  ///
  /// - Returns: those to which it says anything, in their order.
  /// - Throws: `StorageError`.
  /// - Complexity: two statements for `Store.evaluatedAtOnce` articles; stories and the past are read only for those that the
  ///   rule can match.
  package func verdicts(
    of rule: RuleText,
    on articles: [RecordID]
  ) throws -> [(article: EvaluatedArticle, verdict: RuleVerdict)] {
    let book = RuleBook(entries: [
      RuleBook.Entry(stored: StoredRule(trial: "", text: "", at: .distantPast), text: rule)
    ])
    return try store.forEachEvaluated(articles.map(\.number)) { stored in
      let bare = preparation.bare(stored, arrivedAt: stored.arrivedAt)
      guard book.concerns(bare) else { return nil }
      let verdict = try preparation.complete(bare).verdict(of: rule)
      return verdict.matches.isEmpty && verdict.refusal == nil ? nil : (stored, verdict)
    }
  }

  /// How near a rule came to a stored article that it does not match.
  ///
  /// - Throws: `StorageError`.
  package func miss(
    of rule: RuleText,
    on article: EvaluatedArticle
  ) throws -> (decision: RuleDecision, event: RecordID?) {
    let prepared = try preparation.prepare(article, arrivedAt: article.arrivedAt)
    let miss = try RuleEvaluator.miss(
      rule,
      prepared.facts,
      events: article.events.map(\.event),
      series: prepared.series
    )
    return (miss.decision, miss.eventIndex.map { article.events[$0].id })
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
      for article in try evaluatedArticles(some) {
        if let value = try body(article) { values.append(value) }
      }
    }
    return values
  }
}
