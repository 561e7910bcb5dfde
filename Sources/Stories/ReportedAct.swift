package import Model

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
      var actor, target: String?
      var root: String
    }
    let bySides = Dictionary(grouping: reports) { Sides(actor: $0.actor, target: $0.target, root: $0.root) }
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
    guard let dated else { return .none }
    return dated.lowerBound == dated.upperBound ? .day : .span
  }

  /// Precise dates first, so that vague ones find them; then by day and number.
  fileprivate func isBefore(_ other: ReportedAct) -> Bool {
    (precision.rawValue, day.daysSinceEpoch, number ?? 0)
      < (other.precision.rawValue, other.day.daysSinceEpoch, other.number ?? 0)
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
    let place = place(of: report, day: report.day.daysSinceEpoch)
    if let place {
      acts[place].reports += 1
      if report.severity > acts[place].severity {
        acts[place].severity = report.severity
        acts[place].event = report.number
      }
    } else {
      byDay[report.day.daysSinceEpoch] = acts.count
      acts.append(
        IndexedAct(
          day: report.day,
          severity: report.severity,
          goldstein: report.goldstein,
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
      let end = report.dated?.upperBound.daysSinceEpoch ?? day
      guard end - day <= Self.spanDaysMax else { return ofStory.last }
      return (day...end).lazy.compactMap { byDay[$0] }.first
    case .none: return ofStory.last
    }
  }
}
