package import Model

/// A coded act with where it comes from, before repeated reports are put together.
package struct ReportedAct: Sendable, Hashable {
  package var event: Event
  /// The event's number in the store; nil where it is not stored.
  package var number: Int64?
  /// The story that tells it; nil where none is known.
  package var story: Int64?
  /// The report's day, for an act without a date of its own.
  package var reported: CalendarDay?

  /// Makes a reported act.
  package init(event: Event, number: Int64? = nil, story: Int64?, reported: CalendarDay?) {
    self.event = event
    self.number = number
    self.story = story
    self.reported = reported
  }

  /// The day it is counted on: the event's own, else the report's. A range or month counts on its first day.
  package var day: CalendarDay? { event.date?.first ?? reported }
}

extension IndexedAct {
  /// One act for each that was reported, however often, with the greatest severity told.
  ///
  /// Reports with the same sides and root code are one act where they are of one day (the "one-a-day filter" of event
  /// data: Schrodt and Yonamine, "A Guide to Event Data", All Azimuth 2(2), 2013), where one story tells them of days
  /// next to each other, where one is dated by a month or range that the other's day lies in, and where one has no date
  /// and the other is of its story.
  ///
  /// - Complexity: linear in the reports but for sorting; a report dated by a range looks at each of its days.
  package static func distinct(_ reports: [ReportedAct]) -> [IndexedAct] {
    struct Sides: Hashable {
      var actor, target: Participant?
      var root: String
    }
    let realised = reports.filter { $0.event.status == .realised && $0.day != nil }
    let bySides = Dictionary(grouping: realised) { report in
      Sides(actor: report.event.actor, target: report.event.target, root: report.event.code.root)
    }
    return bySides.values.flatMap { reports in
      var acts = ActsOfOneKind()
      for report in reports.sorted(by: { $0.isBefore($1) }) { acts.add(report) }
      return acts.acts
    }
    .sorted { ($0.day, $0.severity, $0.goldstein) < ($1.day, $1.severity, $1.goldstein) }
  }
}

/// How precisely a report dates its act: the most precise first.
private enum DatePrecision: Int {
  case day, span, none
}

extension ReportedAct {
  fileprivate var precision: DatePrecision {
    guard let date = event.date else { return .none }
    return date.first == date.last ? .day : .span
  }

  /// Precise dates first, so that vague ones find them; then by day and number.
  fileprivate func isBefore(_ other: ReportedAct) -> Bool {
    (precision.rawValue, day?.daysSinceEpoch ?? 0, number ?? 0)
      < (other.precision.rawValue, other.day?.daysSinceEpoch ?? 0, other.number ?? 0)
  }
}

/// The acts of one pair of sides and one root code while reports are folded into them.
private struct ActsOfOneKind {
  /// A range of more days than this is a period and not the date of an act.
  private static let spanDaysMax = 92

  private(set) var acts: [IndexedAct] = []
  private var byDay: [Int: Int] = [:]
  private var byStory: [Int64: [Int]] = [:]

  mutating func add(_ report: ReportedAct) {
    guard let day = report.day else { return }
    let place = place(of: report, day: day.daysSinceEpoch)
    let event = report.event
    if let place {
      acts[place].reports += 1
      if event.severity.value > acts[place].severity {
        acts[place].severity = event.severity.value
        acts[place].event = report.number
      }
    } else {
      byDay[day.daysSinceEpoch] = acts.count
      acts.append(
        IndexedAct(
          day: day,
          severity: event.severity.value,
          goldstein: event.goldstein,
          event: report.number
        )
      )
    }
    if let story = report.story { byStory[story, default: []].append(place ?? acts.count - 1) }
  }

  private func place(of report: ReportedAct, day: Int) -> Int? {
    if let same = byDay[day] { return same }
    let ofStory = report.story.flatMap { byStory[$0] } ?? []
    switch report.precision {
    case .day: return ofStory.last { abs(acts[$0].day.daysSinceEpoch - day) <= 1 }
    case .span:
      let end = report.event.date?.last?.daysSinceEpoch ?? day
      guard end - day <= Self.spanDaysMax else { return ofStory.last }
      return (day...end).lazy.compactMap { byDay[$0] }.first
    case .none: return ofStory.last
    }
  }
}
