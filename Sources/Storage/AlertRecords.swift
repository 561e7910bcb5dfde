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

extension StoredRule {
  /// A rule that is tried and not stored: its number is no row's.
  package init(trial name: String, text: String, at now: Date) {
    self.init(number: 0, name: name, text: text, endpoints: [], createdAt: now, firingCount: 0)
  }
}

/// What came of a rule's match.
package struct FiringChange: Sendable, Hashable {
  package var firing: RecordID
  package var rule: String
  /// `fired`, `updated`, or one of those by which it is one more source.
  package var outcome: DecisionOutcome
  package var article: RecordID
  package var title: String?
  /// Nil where events are not coded.
  package var severity: Double?
  package var sourceCount: Int
  package var deliveries: [RecordID]
  /// Why the firing is over; nil where it is not.
  package var resolution: String?

  /// Makes a change.
  package init(
    firing: RecordID,
    rule: String,
    outcome: DecisionOutcome,
    article: RecordID,
    title: String?,
    severity: Double?,
    sourceCount: Int,
    deliveries: [RecordID],
    resolution: String? = nil
  ) {
    self.resolution = resolution
    self.firing = firing
    self.rule = rule
    self.outcome = outcome
    self.article = article
    self.title = title
    self.severity = severity
    self.sourceCount = sourceCount
    self.deliveries = deliveries
  }
}

/// Where a firing stands.
package enum FiringState: String, Sendable, CaseIterable {
  case open
  /// Open, and an analyst has seen it.
  case acknowledged
  case resolved
}

/// One line of a listing of firings.
package struct FiringLine: Sendable {
  package var id: RecordID
  package var rule: String
  package var firedAt: Date
  /// Nil where events are not coded.
  package var severity: Double?
  package var sourceCount: Int
  package var state: FiringState
  /// The first source's event; nil where the condition speaks of none.
  package var event: Event?
  package var title: String?
  /// How many deliveries were accepted, and how many there are.
  package var accepted: Int
  package var deliveries: Int
}

/// What made a firing fire.
package struct FiringOccasion: Sendable, Hashable {
  package var firing: RecordID
  package var rule: String
  /// The first article that it rests on.
  package var article: Int64
  /// The event of it; nil where the condition speaks of none, and where a new reading did away with it.
  package var event: Int64?
}

/// What was said of a firing, and when.
package struct FiringNote: Sendable, Hashable {
  package var at: Date
  package var note: String
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
  package var story: RecordID?
  package var act: String
  package var actDay: CalendarDay
  /// Why it fired.
  package var reason: String
  package var updatedAt: Date?
  package var acknowledgement: FiringNote?
  package var resolution: FiringNote?
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
