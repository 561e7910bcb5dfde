internal import Foundation
package import Model

/// One act as the index counts it, already freed of copies and repeated reports.
package struct IndexedAct: Sendable, Hashable {
  /// The day that it is counted on.
  package var day: CalendarDay
  /// 0 to 10.
  package var severity: Double
  /// The code's value on the Goldstein scale, -10 to 10; above 0 it calms.
  package var goldstein: Double
  /// The number of the event that tells it with the greatest severity; nil where the acts are no stored events.
  package var event: Int64?
  /// How many events tell it.
  package var reports: Int

  /// Makes an act.
  package init(day: CalendarDay, severity: Double, goldstein: Double, event: Int64? = nil, reports: Int = 1) {
    self.day = day
    self.severity = severity
    self.goldstein = goldstein
    self.event = event
    self.reports = reports
  }

  /// A concession, a truce, a release: it is counted apart and never against escalation.
  package var isDeescalation: Bool { goldstein > 0 }
}

/// One day of an index.
package struct IndexDay: Sendable, Hashable, Codable {
  /// The day.
  package var day: CalendarDay
  /// Severities of the day's escalating acts, with what earlier days left after decay.
  package var escalation: Double
  /// The Goldstein values of the day's conciliatory acts, decayed the same way.
  package var deescalation: Double
  /// Escalating acts of this day alone.
  package var count: Int

  /// Makes a day.
  package init(day: CalendarDay, escalation: Double, deescalation: Double, count: Int) {
    self.day = day
    self.escalation = escalation
    self.deescalation = deescalation
    self.count = count
  }
}

/// The daily index of a dyad or an actor: severity by event date, fading with a half-life.
///
/// A truce does not cancel a bombing: escalation and de-escalation are two series.
package struct DailyIndex: Sendable {
  /// In days; a week keeps one act visible for a news cycle and forgets it within a month.
  package static let halfLifeDaysStandard = 7.0
  /// An index of more days than this is cut at its old end: ten years.
  private static let daysMax = 3653

  /// Every day from the first act, or the limit, to the last day asked for.
  package let days: [IndexDay]

  /// Builds the index.
  ///
  /// - Parameters:
  ///   - acts: in any order; acts after `end` are left out.
  ///   - end: the last day of the index.
  ///   - halfLifeDays: after so many days an act counts half.
  /// - Complexity: linear in acts and days.
  package init(acts: [IndexedAct], through end: CalendarDay, halfLifeDays: Double = halfLifeDaysStandard) {
    let acts = acts.filter { $0.day <= end }
    guard let first = acts.map(\.day.daysSinceEpoch).min() else {
      days = []
      return
    }
    let last = end.daysSinceEpoch
    let start = max(first, last - Self.daysMax + 1)
    var byDay = [(escalation: Double, deescalation: Double, count: Int)](
      repeating: (0, 0, 0),
      count: last - start + 1
    )
    for act in acts where act.day.daysSinceEpoch >= start {
      let place = act.day.daysSinceEpoch - start
      if act.isDeescalation {
        byDay[place].deescalation += act.goldstein
      } else {
        byDay[place].escalation += act.severity
        byDay[place].count += 1
      }
    }
    let kept = pow(0.5, 1 / max(halfLifeDays, 0.01))
    var (escalation, deescalation) = (0.0, 0.0)
    days = byDay.enumerated().map { offset, tally in
      escalation = escalation * kept + tally.escalation
      deescalation = deescalation * kept + tally.deescalation
      return IndexDay(
        day: CalendarDay(daysSinceEpoch: start + offset),
        escalation: escalation,
        deescalation: deescalation,
        count: tally.count
      )
    }
  }
}
