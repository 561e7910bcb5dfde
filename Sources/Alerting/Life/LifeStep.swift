package import Foundation
package import Model

/// What came of a step in the life of a thread, to be recorded in this order.
package enum LifeEffect: Sendable, Hashable {
  /// What the rule decided about the report at hand.
  case decided(DecisionOutcome, reason: String)
  /// A new alert, resting on these articles.
  case fired(episode: Int, articles: [Int64], severity: Double?, reason: String)
  /// The open alert rests on these articles too.
  case joined(episode: Int, articles: [Int64], severity: Double?)
  /// The open alert has news that is sent.
  case updated(episode: Int, reason: String)
  /// The alert is over, and further reports fire a new one.
  case resolved(episode: Int, reason: String)
  /// Something that was to be told by its time was held back.
  case heldBack(articles: [Int64], DecisionOutcome, reason: String)
}

/// What the life of alerts asks of the world around it.
package protocol LifeSurroundings {
  /// Articles of a report's story that count as one source each, as far as they had arrived; nil where no story is known.
  func sourceGroups(of report: AlertReport, at moment: Date) throws -> [[Int64]]?
  /// Why a report may not be told now: a silence, or another rule's alert. Nil where it may.
  func suppression(_ report: AlertReport, of rule: LivingRule, at moment: Date) throws -> Suppression?
}

/// Why something is not told.
package struct Suppression: Sendable, Hashable {
  /// `silenced` or `inhibited`.
  package var outcome: DecisionOutcome
  /// In words, for `why` and the decision's record.
  package var reason: String

  /// Makes a reason.
  package init(_ outcome: DecisionOutcome, reason: String) {
    self.outcome = outcome
    self.reason = reason
  }
}
