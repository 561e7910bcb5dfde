/// How old an article may be when it arrives, so that it can still fire.
package enum Freshness: Sendable, Hashable {
  case seconds(Int)
  /// Articles of any age: for replays and archives.
  case any

  /// Three days: news of a Friday read on Monday still alerts.
  package static let standard = Freshness.seconds(3 * 86_400)
  /// A year: beyond it `any` is meant.
  static let secondsMax = 366 * 86_400
}

/// A rule as it was written: condition and clauses.
package struct RuleText: Sendable, Hashable {
  package var condition: Condition
  /// Nil where the clause was left out.
  package var writtenFreshness: Freshness?
  /// Names of endpoints, in order; empty where nobody is notified.
  package var endpoints: [String]

  /// Makes a rule.
  package init(condition: Condition, freshness: Freshness? = nil, endpoints: [String] = []) {
    self.condition = condition
    writtenFreshness = freshness
    self.endpoints = endpoints
  }

  package var freshness: Freshness { writtenFreshness ?? .standard }

  /// Reads a rule: `severity at least 4 and dyad is Russia, NATO fresh 2d notify ops, desk`.
  ///
  /// - Parameters:
  ///   - text: what stands behind `when`.
  ///   - names: who there is.
  /// - Throws: `ConditionError` with the place in the text.
  package init(_ text: String, names: ActorNames) throws(ConditionError) {
    var parser = try RuleParser(text, names: names)
    self = try parser.rule()
  }

  /// What could stand behind an unfinished rule, for completion; nothing where the rule is wrong already.
  package static func expectations(after text: String, names: ActorNames) -> [ConditionError.Expectation] {
    do throws(ConditionError) {
      var parser = try RuleParser(text, names: names)
      _ = try parser.rule()
      return parser.expected
    } catch {
      return error.span.lowerBound >= text.utf8.count ? error.expected : []
    }
  }
}
