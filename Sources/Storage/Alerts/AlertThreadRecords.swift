package import Foundation
package import Model

/// What a rule remembers of a story or a group, as it is stored.
package struct StoredThread: Sendable, Hashable {
  /// The rule's row.
  package var rule: Int64
  /// Unique for the rule: of a story, a group or an act.
  package var key: String
  /// The act of its first report, for threads without a story.
  package var actStem: String
  /// The day of that act.
  package var actDay: CalendarDay
  /// As its room writes it.
  package var state: String
  /// When time alone changes it; nil for never.
  package var wakeAt: Date?
  /// When it last alerted.
  package var toldAt: Date?
  /// True while its alert is open.
  package var isOpen: Bool

  /// Makes a thread.
  package init(
    rule: Int64,
    key: String,
    act: ActKey,
    state: String,
    wakeAt: Date?,
    toldAt: Date?,
    isOpen: Bool
  ) {
    self.rule = rule
    self.key = key
    actStem = act.stem
    actDay = act.day
    self.state = state
    self.wakeAt = wakeAt
    self.toldAt = toldAt
    self.isOpen = isOpen
  }
}

extension StoredThread {
  init(_ row: StoredRow) throws {
    rule = try row["rule_id"]
    key = try row["key"]
    actStem = try row["act_stem"]
    actDay = CalendarDay(daysSinceEpoch: try row["act_day"])
    state = try row["state"]
    wakeAt = (try row["wake_at"] as Int64?).map(Date.init(milliseconds:))
    toldAt = (try row["told_at"] as Int64?).map(Date.init(milliseconds:))
    isOpen = try row["is_open"]
  }
}

/// An event of an article, or an article without one, that an alert rests on.
package struct EvidenceKey: Sendable, Hashable {
  /// The article's row.
  package var article: Int64
  /// The event's row; 0 for an article whose rule speaks of no event.
  package var event: Int64

  /// Makes a key.
  package init(article: Int64, event: Int64) {
    self.article = article
    self.event = event
  }
}

/// A new alert, to be recorded.
package struct FiringDraft: Sendable {
  /// The rule's row.
  package var rule: Int64
  /// Kept, since firings outlive their rules.
  package var ruleName: String
  /// The rule's text.
  package var condition: String
  /// Of the thread that alerts.
  package var threadKey: String
  /// Counts the thread's alerts from 1.
  package var episode: Int
  /// The story of the newest report; nil where none is known.
  package var story: Int64?
  /// Its act.
  package var act: ActKey
  /// Nil where events are not coded.
  package var severity: Double?
  /// Why it fires, in one sentence.
  package var reason: String
  /// When it fires.
  package var firedAt: Date

  /// Makes a draft.
  package init(
    rule: Int64,
    ruleName: String,
    condition: String,
    threadKey: String,
    episode: Int,
    story: Int64?,
    act: ActKey,
    severity: Double?,
    reason: String,
    firedAt: Date
  ) {
    self.rule = rule
    self.ruleName = ruleName
    self.condition = condition
    self.threadKey = threadKey
    self.episode = episode
    self.story = story
    self.act = act
    self.severity = severity
    self.reason = reason
    self.firedAt = firedAt
  }
}
