/// One report of an act that came about: what counting acts over days needs of an event, and nothing else. Series read tens of
/// thousands of them.
package struct ReportedAct: Sendable, Hashable {
  /// The event's number in the store; nil where it is not stored.
  package var number: Int64?
  /// The name of who acts; nil where it is not known.
  package var actor: String?
  /// The name of who is acted on; nil where it is not known.
  package var target: String?
  /// The root of the code: `16` of `161`.
  package var root: String
  /// From 0 to 10.
  package var severity: Double
  /// From -10 to 10.
  package var goldstein: Double
  /// The first and the last day that the text dates it by; nil where it gives none.
  package var dated: ClosedRange<CalendarDay>?
  /// The day that it is counted on: its own first, else its report's.
  package var day: CalendarDay
  /// The story that tells it; nil where none is known.
  package var story: Int64?

  /// Makes a reported act.
  package init(
    number: Int64?,
    actor: String?,
    target: String?,
    root: String,
    severity: Double,
    goldstein: Double,
    dated: ClosedRange<CalendarDay>?,
    day: CalendarDay,
    story: Int64?
  ) {
    self.number = number
    self.actor = actor
    self.target = target
    self.root = root
    self.severity = severity
    self.goldstein = goldstein
    self.dated = dated
    self.day = day
    self.story = story
  }
}
