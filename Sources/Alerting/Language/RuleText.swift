/// How old an article may be when it arrives, so that it can still fire.
package enum Freshness: Sendable, Hashable {
  /// At most so many, from the publication to the first arrival; an article without a date is fresh.
  case seconds(Int)
  /// Articles of any age: for replays and archives.
  case any

  /// Three days: news of a Friday read on Monday still alerts.
  package static let standard = Freshness.seconds(3 * 86_400)
}

/// A rule as it was written: condition and clauses.
package struct RuleText: Sendable, Hashable {
  /// What must hold of an event, its article and its story.
  package var condition: Condition
  /// How many publishers must tell it; nil where one suffices.
  package var sources: SourceClause?
  /// How long it must stay so before it fires.
  package var holdSeconds: Int?
  /// After how many seconds a further report alerts again, unless an analyst acknowledged the alert; nil for
  /// never by time alone.
  package var repeatSeconds: Int?
  /// What makes a story alert again, as written; nil for `AgainReason.standard`.
  package var again: AgainClause?
  /// What stories that are one alert have in common; nil where each story is its own.
  package var grouping: GroupClause?
  /// When an alert is over without the analyst; nil for never.
  package var until: UntilClause?
  /// By which other rule's alert it is held back; nil for by none.
  package var unless: UnlessClause?
  /// Nil where the clause was left out.
  package var writtenFreshness: Freshness?
  /// Names of endpoints, in order; empty where nobody is notified.
  package var endpoints: [String]
  /// How names were read that are none of their actor's, such as a president's; empty for a rule in its canonical words.
  package var readings: [String] = []

  /// Makes a rule without other clauses.
  package init(condition: Condition, freshness: Freshness? = nil, endpoints: [String] = []) {
    self.condition = condition
    writtenFreshness = freshness
    self.endpoints = endpoints
  }

  /// What holds: as written, else three days.
  package var freshness: Freshness { writtenFreshness ?? .standard }

  /// The rule as it is stored: whom it notifies stands apart.
  package var withoutEndpoints: RuleText {
    var rule = self
    rule.endpoints = []
    return rule
  }

  /// What makes a story that has alerted alert again; nil for every further report.
  package var againReasons: [AgainReason]? {
    switch again {
    case nil: AgainReason.standard
    case .when(let reasons): reasons
    case .never: []
    case .always: nil
    }
  }

  /// Reads a rule: `severity at least 4 and dyad is Russia, NATO fresh 2d notify ops, desk`.
  ///
  /// - Parameters:
  ///   - text: what stands behind `when`.
  ///   - names: who there is.
  /// - Throws: `ConditionError` with the place in the text.
  package init(_ text: String, names: ActorNames) throws(ConditionError) {
    var parser = try RuleParser(text, names: names)
    self = try parser.rule()
    readings = parser.notes
  }

  /// What could stand behind an unfinished rule, for completion; nothing where the rule is wrong already.
  package static func expectations(
    after text: String,
    names: ActorNames,
    isMatcher: Bool = false
  ) -> [ConditionError.Expectation] {
    do throws(ConditionError) {
      var parser = try RuleParser(text, names: names)
      parser.isMatcher = isMatcher
      if isMatcher { _ = try parser.matcher() } else { _ = try parser.rule() }
      return parser.expected
    } catch {
      return error.span.lowerBound >= text.utf8.count ? error.expected : []
    }
  }
}

extension Condition {
  /// Reads the matcher of a silence: a condition that may ask for the `rule` too.
  ///
  /// - Throws: `ConditionError` with the place in the text.
  package init(matcher text: String, names: ActorNames) throws(ConditionError) {
    var parser = try RuleParser(text, names: names)
    parser.isMatcher = true
    self = try parser.matcher()
  }
}
