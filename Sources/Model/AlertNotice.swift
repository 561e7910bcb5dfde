package import Foundation

/// What happened to a firing.
package enum AlertChange: String, Sendable, Codable, CaseIterable {
  /// The rule's condition held for a story that it had not told of: a new firing.
  case fired
  /// The story developed in a way that the rule wants to be told of.
  case updated
  /// The firing is over, by its rule's end, by time or by an analyst.
  case resolved
  /// Nothing happened: an analyst tries an endpoint.
  case test
  /// Nothing happened: an analyst tries a rule, through to its endpoints.
  case drill
  /// Nothing happened, and the desk is alive: silence is peace.
  case heartbeat
  /// Nothing fired: what was new since the last digest, as somebody wishes to be told daily.
  case digest

  /// True where there is nothing that a receiver should join with a real alert.
  package var isExercise: Bool { [.test, .drill, .heartbeat, .digest].contains(self) }
}

/// A stored event as an alert tells of it.
package struct NoticedEvent: Sendable, Hashable {
  /// Its row, written `e5`.
  package var number: Int64
  /// The row of the article that tells it, written `a12`.
  package var article: Int64
  /// What was coded.
  package var event: Event

  /// Makes a noticed event.
  package init(number: Int64, article: Int64, event: Event) {
    self.number = number
    self.article = article
    self.event = event
  }
}

/// An article that an alert rests on.
package struct NoticedSource: Sendable, Hashable {
  /// Its row, written `a12`.
  package var number: Int64
  /// The canonical address.
  package var url: String?
  /// The headline.
  package var title: String?
  /// The outlet's name.
  package var site: String?
  /// The registrable domain of the outlet.
  package var domain: String?
  /// The day of publication.
  package var published: CalendarDay?
  /// Its summary's sentences, verbatim, in reading order.
  package var summary: [String]

  /// Makes a source.
  package init(
    number: Int64,
    url: String? = nil,
    title: String? = nil,
    site: String? = nil,
    domain: String? = nil,
    published: CalendarDay? = nil,
    summary: [String] = []
  ) {
    self.number = number
    self.url = url
    self.title = title
    self.site = site
    self.domain = domain
    self.published = published
    self.summary = summary
  }
}

/// All that a webhook tells of a firing, whatever the receiver's format.
package struct AlertNotice: Sendable, Hashable {
  /// What happened.
  package var change: AlertChange
  /// The firing's row, written `f9`.
  package var firing: Int64
  /// The rule's name.
  package var rule: String
  /// The rule's condition as its author wrote it.
  package var condition: String
  /// When the change came about.
  package var time: Date
  /// The severity of the worst event, 0 to 10; nil where events are not coded.
  package var severity: Double?
  /// The same for every message about one firing: lets a receiver join fired, updated and resolved.
  package var fingerprint: String
  /// The event that the message is about stands first: what made the rule fire, of an update what the newest article tells.
  package var events: [NoticedEvent]
  /// The articles, in the order in which they came.
  package var sources: [NoticedSource]
  /// Why the rule fired, in one sentence.
  package var why: String
  /// Events and sources that there are beside those told.
  package var omittedEventCount = 0
  /// Articles that there are beside those told.
  package var omittedSourceCount = 0

  /// Makes a notice.
  package init(
    change: AlertChange,
    firing: Int64,
    rule: String,
    condition: String,
    time: Date,
    severity: Double?,
    fingerprint: String,
    events: [NoticedEvent],
    sources: [NoticedSource],
    why: String
  ) {
    self.change = change
    self.firing = firing
    self.rule = rule
    self.condition = condition
    self.time = time
    self.severity = severity
    self.fingerprint = fingerprint
    self.events = events
    self.sources = sources
    self.why = why
  }
}
