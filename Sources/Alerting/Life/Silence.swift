package import Foundation

/// Hides what would be told: a matcher, a time, and why.
package struct Silence: Sendable {
  /// Counts silences from 1, as they are shown and ended by.
  package var number: Int64
  package var matcher: Condition
  package var startsAt: Date
  package var endsAt: Date
  package var comment: String

  /// Makes a silence.
  package init(number: Int64, matcher: Condition, startsAt: Date, endsAt: Date, comment: String) {
    self.number = number
    self.matcher = matcher
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.comment = comment
  }

  package func isActive(at moment: Date) -> Bool { startsAt <= moment && moment < endsAt }

  /// Whether it hides an article's alert under a rule: its matcher holds for one of the events, or for the article.
  ///
  /// - Throws: where the past cannot be read.
  package func hides(_ contexts: [EvaluationContext]) throws -> Bool {
    try contexts.contains { try matcher.holds(for: $0) }
  }
}
