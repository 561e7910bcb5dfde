/// What a rule made of an article or of one of its events: stored, and shown by `why`.
package enum DecisionOutcome: String, Sendable, Codable, CaseIterable {
  /// A new firing.
  case fired
  /// The firing is open, and the article brought news that was sent.
  case updated
  /// The condition holds; sources, time or the group's wait are still wanting.
  case waiting
  /// The same story had fired already: the article is one more source of that firing.
  case joined = "held: same event"
  /// The same, and its text is a copy of another source's.
  case joinedCopy = "held: same text"
  /// The rule has seen the article already, perhaps in an earlier form.
  case told = "held: same article"
  /// The condition holds, but the page is no article.
  case heldForKind = "held: no article"
  /// The condition holds, but for an event that is not current, and it names no status.
  case heldForStatus = "held: not current"
  /// The condition holds, but the article was older at its arrival than the rule wishes.
  case heldForAge = "held: not fresh"
  /// The condition holds for a later form of an article, and did not for the first one.
  case heldForCorrection = "held: correction"
  /// An analyst's silence hides what the condition holds for.
  case silenced = "held: silenced"
  /// Another rule's alert holds it back.
  case inhibited = "held: inhibited"
  /// The condition does not hold, which the findings show test by test.
  case notMatched = "not matched"

  /// True where the condition holds and yet nothing is told: the outcomes that begin with `held`.
  package var isHeld: Bool { rawValue.hasPrefix("held") }
}

/// What one test of a condition found.
package struct TestFinding: Sendable, Hashable, Codable {
  /// The test in its canonical words.
  package var test: String
  /// What was there, such as `5.0` for a severity.
  package var found: String
  /// Whether the test holds.
  package var holds: Bool

  /// Makes a finding.
  package init(test: String, found: String, holds: Bool) {
    self.test = test
    self.found = found
    self.holds = holds
  }
}

/// A decision with its reason.
package struct RuleDecision: Sendable, Hashable, Codable {
  /// What came of it.
  package var outcome: DecisionOutcome
  /// The reason in words.
  package var reason: String
  /// What each test found.
  package var findings: [TestFinding]

  /// Makes a decision.
  package init(_ outcome: DecisionOutcome, reason: String, findings: [TestFinding]) {
    self.outcome = outcome
    self.reason = reason
    self.findings = findings
  }
}

/// The acts that two reports may share: all but the day, and the day.
package struct ActKey: Sendable, Hashable, Codable {
  /// Sides, kind of act, and whether it happened; acts with another stem are other acts.
  package var stem: String
  /// On which it was done, or reported.
  package var day: CalendarDay
  /// Reports of one act are dated at most this many days apart.
  package var windowDays: Int

  /// Makes a key.
  package init(stem: String, day: CalendarDay, windowDays: Int) {
    self.stem = stem
    self.day = day
    self.windowDays = windowDays
  }
}
