package import Foundation

/// Hides what would be told: a matcher, a time, and why.
package struct Silence: Sendable {
  /// Counts silences from 1, as they are shown and ended by.
  package var number: Int64
  /// What it hides; it may ask for the rule, and not for the past.
  package var matcher: Condition
  /// The first moment at which it hides.
  package var startsAt: Date
  /// The first moment at which it hides no more.
  package var endsAt: Date
  /// Why, in the analyst's words; empty for none.
  package var comment: String

  /// Makes a silence.
  package init(number: Int64, matcher: Condition, startsAt: Date, endsAt: Date, comment: String) {
    self.number = number
    self.matcher = matcher
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.comment = comment
  }

  /// True from its start on and before its end.
  package func isActive(at moment: Date) -> Bool { startsAt <= moment && moment < endsAt }

  /// Whether it hides an article's alert under a rule: its matcher holds for one of the events, or for the article.
  ///
  /// - Throws: where the past cannot be read.
  package func hides(_ contexts: [EvaluationContext]) throws -> Bool {
    try contexts.contains { try matcher.holds(for: $0) }
  }
}
