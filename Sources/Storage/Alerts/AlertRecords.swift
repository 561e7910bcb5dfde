package import Foundation
package import Model

/// Why a change of rules or endpoints was refused.
package enum StoreConflict: Error, Sendable, Hashable {
  /// There is a rule of that name, letters' case aside: one is added, or another is renamed to it.
  case ruleNameTaken(String)
  /// There is a webhook of that name.
  case endpointNameTaken(String)
  /// No rule has that name, or it was removed.
  case noSuchRule(String)
  /// No webhook has that name; with the names that there are, for a hint at one mistyped.
  case noSuchEndpoint(String, known: [String])
  /// Rules still notify it.
  case endpointInUse(String, rules: [String])
  /// No delivery has that number, or retention dropped it.
  case noSuchDelivery(Int64)
  /// A token of that name is good; one that was revoked leaves its name free.
  case tokenNameTaken(String)
  /// No token of that name is good: none was made, or it was revoked.
  case noSuchToken(String)
  /// A story cannot be corrected so.
  case story(StoryConflict)
}

/// A rule in the store.
package struct StoredRule: Sendable, Hashable {
  /// Its row.
  package var number: Int64
  /// Unique, small and capital letters being one.
  package var name: String
  /// Condition and clauses in their canonical words, endpoints left out.
  package var text: String
  /// Names of those that it notifies.
  package var endpoints: [String]
  /// When it was added.
  package var createdAt: Date
  /// How many firings it has.
  package var firingCount: Int
  /// Since when it sees nothing; nil for a rule that does.
  package var disabledAt: Date?
  /// True for a rule that sees nothing until it is enabled.
  package var isDisabled: Bool { disabledAt != nil }
}

extension StoredRule {
  /// A rule that is tried and not stored: its number is no row's.
  package init(trial name: String, text: String, at now: Date) {
    self.init(number: 0, name: name, text: text, endpoints: [], createdAt: now, firingCount: 0)
  }
}

/// What came of a rule's match.
package struct FiringChange: Sendable, Hashable {
  /// The alert.
  package var firing: RecordID
  /// The rule's name.
  package var rule: String
  /// `fired`, `updated`, or one of those by which it is one more source.
  package var outcome: DecisionOutcome
  /// The article that brought it about; the newest report where time did.
  package var article: RecordID
  /// That article's headline.
  package var title: String?
  /// Nil where events are not coded.
  package var severity: Double?
  /// How many articles it rests on by now.
  package var sourceCount: Int
  /// What was queued for webhooks.
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
  /// It fired, nothing ended it, and nobody has said that it was seen.
  case open
  /// Open, and an analyst has seen it.
  case acknowledged
  /// It is over, by its rule's end, by time or by an analyst, whether it had been acknowledged or not.
  case resolved
}

/// One line of a listing of firings.
package struct FiringLine: Sendable {
  /// Written `f9`.
  package var id: RecordID
  /// The rule's name, also where the rule is gone.
  package var rule: String
  /// When it fired.
  package var firedAt: Date
  /// Nil where events are not coded.
  package var severity: Double?
  /// How many articles it rests on.
  package var sourceCount: Int
  /// Whether it is open.
  package var state: FiringState
  /// Who brought it into that state; nil where no analyst did, or it is not known who.
  package var who: String?
  /// The story that it tells; nil where none was known.
  package var story: RecordID?
  /// The event of `event`; nil where a new reading did away with it.
  package var eventID: RecordID?
  /// The most severe event that it rests on, by which it has its severity; nil where the condition speaks of none.
  package var event: Event?
  /// The headline of the article that tells that event; else of the first.
  package var title: String?
  /// How many deliveries were accepted, and how many there are.
  package var accepted: Int
  /// How many messages told of it.
  package var deliveries: Int
}

/// What made a firing fire.
package struct FiringOccasion: Sendable, Hashable {
  /// The alert.
  package var firing: RecordID
  /// The rule's name.
  package var rule: String
  /// The first article that it rests on.
  package var article: Int64
  /// The event of it; nil where the condition speaks of none, and where a new reading did away with it.
  package var event: Int64?
}

/// What was said of a firing, by whom, and when.
package struct FiringNote: Sendable, Hashable, Codable {
  /// When.
  package var at: Date
  /// In whose words; empty for none.
  package var note: String
  /// Who said so; nil where nobody did, or it is not known.
  package var who: String?

  /// A note of a moment.
  package init(at moment: Date, note: String) {
    at = moment
    self.note = note
  }
}

/// An article that a firing rests on.
package struct FiringSource: Sendable {
  /// The article.
  package var article: RecordID
  /// Its headline.
  package var title: String?
  /// The outlet's name.
  package var site: String?
  /// Its canonical address.
  package var url: String?
  /// The day of its publication.
  package var published: CalendarDay?
  /// The event; nil where the condition speaks of none, and where a new reading did away with it.
  package var eventID: RecordID?
  /// The event as it was when it was told.
  package var event: Event?
  /// What the tests of the condition found.
  package var findings: [TestFinding]
  /// When it became a source.
  package var addedAt: Date
  /// When an analyst deleted the article, which is kept as what the firing rests on; nil otherwise.
  package var withdrawnAt: Date?
}

/// A firing with all it rests on.
package struct StoredFiring: Sendable {
  /// As a listing shows it.
  package var line: FiringLine
  /// The rule's text when it fired.
  package var condition: String
  /// The story that it tells; nil where none was known.
  package var story: RecordID?
  /// The act of its first report: sides, root code, kind of status, parted by bars.
  package var act: String
  /// The day of that act.
  package var actDay: CalendarDay
  /// Why it fired.
  package var reason: String
  /// When it last told of news; nil for never.
  package var updatedAt: Date?
  /// Who had seen it; nil for nobody.
  package var acknowledgement: FiringNote?
  /// Why it is over; nil while it is open.
  package var resolution: FiringNote?
  /// In the order in which they came, of one article the worst event first.
  package var sources: [FiringSource]
  /// In the order in which they were queued.
  package var deliveries: [Delivery]
}

/// What a rule decided about an article, as stored.
package struct StoredDecision: Sendable {
  /// The rule's name.
  package var rule: String
  /// The article.
  package var article: RecordID
  /// Its headline.
  package var title: String?
  /// The event; nil for the article itself.
  package var eventID: RecordID?
  /// The alert that came of it.
  package var firing: RecordID?
  /// Outcome, reason and findings.
  package var decision: RuleDecision
  /// When.
  package var decidedAt: Date
}

/// A delivery with its attempts.
package struct DeliveryHistory: Sendable {
  /// The message and where it stands.
  package var delivery: Delivery
  /// In order.
  package var attempts: [Attempt]
}
