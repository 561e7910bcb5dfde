package import Foundation
package import Model

/// Why a change of rules or endpoints was refused.
package enum StoreConflict: Error, Sendable, Hashable {
  case ruleNameTaken(String)
  case endpointNameTaken(String)
  case noSuchRule(String)
  case noSuchEndpoint(String, known: [String])
  /// Rules still notify it.
  case endpointInUse(String, rules: [String])
  case noSuchDelivery(Int64)
  case story(StoryConflict)
}

/// A rule in the store.
package struct StoredRule: Sendable, Hashable {
  package var number: Int64
  package var name: String
  /// Condition and clauses in their canonical words, endpoints left out.
  package var text: String
  package var endpoints: [String]
  package var createdAt: Date
  /// How many firings it has.
  package var firingCount: Int
}

/// An act in an article for which a rule's condition holds.
package struct RuleMatch: Sendable {
  package var eventNumber: Int64?
  package var event: Event?
  /// What the event's code means, in English.
  package var action: String
  package var act: ActKey
  package var severity: Double
  package var findings: [TestFinding]

  /// Makes a match; both parts of the event are nil where the condition speaks of none.
  package init(
    eventNumber: Int64?,
    event: Event?,
    action: String,
    act: ActKey,
    severity: Double,
    findings: [TestFinding]
  ) {
    self.eventNumber = eventNumber
    self.event = event
    self.action = action
    self.act = act
    self.severity = severity
    self.findings = findings
  }
}

/// What one rule says to an article, to be recorded.
package struct RuleSaying: Sendable {
  package var rule: StoredRule
  package var matches: [RuleMatch]
  /// Why nothing fires although the condition holds.
  package var refusal: RuleDecision?
  package var refusedEventNumber: Int64?

  /// Makes a saying.
  package init(rule: StoredRule, matches: [RuleMatch], refusal: RuleDecision?, refusedEventNumber: Int64?) {
    self.rule = rule
    self.matches = matches
    self.refusal = refusal
    self.refusedEventNumber = refusedEventNumber
  }
}

/// What came of a rule's match.
package struct FiringChange: Sendable, Hashable {
  package var firing: RecordID
  package var rule: String
  /// `fired`, `joined` or `told`.
  package var outcome: DecisionOutcome
  package var article: RecordID
  package var title: String?
  package var severity: Double
  package var sourceCount: Int
  package var deliveries: [RecordID]
}

/// One line of a listing of firings.
package struct FiringLine: Sendable {
  package var id: RecordID
  package var rule: String
  package var firedAt: Date
  package var severity: Double
  package var sourceCount: Int
  /// The first source's event; nil where the condition speaks of none.
  package var event: Event?
  package var title: String?
  /// How many deliveries were accepted, and how many there are.
  package var accepted: Int
  package var deliveries: Int
}

/// An article that a firing rests on.
package struct FiringSource: Sendable {
  package var article: RecordID
  package var title: String?
  package var site: String?
  package var url: String?
  package var published: CalendarDay?
  package var eventID: RecordID?
  /// The event as it was when it was told.
  package var event: Event?
  package var findings: [TestFinding]
  package var addedAt: Date
}

/// A firing with all it rests on.
package struct StoredFiring: Sendable {
  package var line: FiringLine
  package var condition: String
  package var act: String
  package var actDay: CalendarDay
  package var sources: [FiringSource]
  package var deliveries: [Delivery]
}

/// What a rule decided about an article, as stored.
package struct StoredDecision: Sendable {
  package var rule: String
  package var article: RecordID
  package var title: String?
  package var eventID: RecordID?
  package var firing: RecordID?
  package var decision: RuleDecision
  package var decidedAt: Date
}

/// A delivery with its attempts.
package struct DeliveryHistory: Sendable {
  package var delivery: Delivery
  package var attempts: [Attempt]
}
