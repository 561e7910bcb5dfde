package import Alerting
internal import EventCodes
package import Foundation
package import Model
package import Storage
internal import Webhooks

/// Shows every queued article to every rule, and records what they say.
///
///     queued article ─RuleEvaluator→ RuleVerdict ─Store.recordEvaluation→ firing, sources, deliveries (one transaction)
///
/// An article is queued in the transaction that stores it and leaves the queue in the one that records its firings, so
/// that a crash between any two steps loses nothing: the next start goes on.
package struct RuleEvaluation: Sendable {
  private let store: Store
  private let names: ActorNames

  /// Makes an evaluation over a store.
  package init(store: Store, names: ActorNames = .standard) {
    self.store = store
    self.names = names
  }

  /// Evaluates what is queued, the oldest article first.
  ///
  /// - Parameters:
  ///   - now: when what fires has fired; whether an article was fresh is judged by its own arrival.
  ///   - due: when deliveries are due.
  /// - Returns: what fired or gained a source.
  /// - Throws: `StorageError`; what was recorded before it stays.
  package func drain(at now: Date, due: Date) throws -> [FiringChange] {
    var changes: [FiringChange] = []
    var book: RuleBook?
    var last: Int64 = 0
    while let article = try store.nextEvaluation(after: last) {
      let rules = try book ?? RuleBook(store.rules(), names: names)
      book = rules
      changes += try store.recordEvaluation(
        of: article,
        rules.entries.map { Self.saying(of: $0, to: article) },
        at: now,
        due: due,
        render: Self.render
      )
      last = article.id.number
    }
    return changes
  }

  /// Renders a notice in an endpoint's format, with a new id.
  package static let render: MessageRendering = { notice, endpoint, sequence in
    try WebhookComposer.message(notice, for: endpoint, sequence: sequence, id: MessageID.make())
  }

  /// What one rule says to a stored article.
  package static func verdict(of rule: RuleText, on article: StoredArticle) -> RuleVerdict {
    RuleEvaluator.evaluate(rule, AlertArticle(article), events: article.events.map(\.event))
  }

  /// How near a rule came to a stored article that it does not match.
  package static func miss(
    of rule: RuleText,
    on article: StoredArticle
  ) -> (decision: RuleDecision, event: RecordID?) {
    let miss = RuleEvaluator.miss(rule, AlertArticle(article), events: article.events.map(\.event))
    return (miss.decision, miss.eventIndex.map { article.events[$0].id })
  }

  private static func saying(of entry: RuleBook.Entry, to article: StoredArticle) -> RuleSaying {
    let verdict = verdict(of: entry.text, on: article)
    return RuleSaying(
      rule: entry.stored,
      matches: verdict.matches.map { match in
        let event = match.eventIndex.map { article.events[$0] }
        return RuleMatch(
          eventNumber: event?.id.number,
          event: event?.event,
          action: event.flatMap { Codebook.standard.entry($0.event.code)?.description } ?? "",
          act: match.act,
          severity: match.severity,
          findings: match.findings
        )
      },
      refusal: verdict.refusal,
      refusedEventNumber: verdict.refusedEventIndex.map { article.events[$0].id.number }
    )
  }
}

extension AlertArticle {
  fileprivate init(_ stored: StoredArticle) {
    self.init(stored.reading.article, arrivedAt: stored.arrivedAt)
  }
}
