package import Foundation
package import Model
package import Storage
package import Stories

/// Series of an actor or a pair over stored events, by event date: each act once, however many articles tell it.
package struct EventSeries: Sendable {
  let store: Store
  let reading: SeriesReading
  private let detector = ChangeDetector()

  /// Series over a store, of all that is coded or of what analysts let stand.
  package init(store: Store, _ reading: SeriesReading = .asCoded) {
    self.store = store
    self.reading = reading
  }

  /// The acts of some days.
  ///
  /// - Parameters:
  ///   - subject: whose.
  ///   - start: the first day.
  ///   - end: the last day.
  ///   - moment: only what had arrived by then; nil for all.
  /// - Returns: by day.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the subject's stored events of those days.
  package func acts(
    of subject: SeriesSubject,
    from start: CalendarDay,
    through end: CalendarDay,
    knownAt moment: Date? = nil
  ) throws -> [IndexedAct] {
    guard start <= end else { return [] }
    return IndexedAct.distinct(
      try store.articles.reportedActs(of: subject, in: start...end, knownAt: moment, reading)
    )
  }

  /// How many escalating or neutral acts there were in the days up to a last one; acts of conciliation do not count.
  package func count(
    of subject: SeriesSubject,
    within days: Int,
    through end: CalendarDay,
    knownAt moment: Date? = nil
  ) throws -> Int {
    try acts(of: subject, within: days, through: end, knownAt: moment).count { !$0.isDeescalation }
  }

  /// The severity of the worst act in the days up to a last one; 0 where there is none.
  package func maxSeverity(
    of subject: SeriesSubject,
    within days: Int,
    through end: CalendarDay,
    knownAt moment: Date? = nil
  ) throws -> Double {
    try acts(of: subject, within: days, through: end, knownAt: moment).map(\.severity).max() ?? 0
  }

  /// The daily index up to a last day; of so many days before it acts are read.
  package func index(
    of subject: SeriesSubject,
    through end: CalendarDay,
    days: Int = Self.indexDaysStandard,
    knownAt moment: Date? = nil
  ) throws -> DailyIndex {
    DailyIndex(acts: try acts(of: subject, within: days, through: end, knownAt: moment), through: end)
  }

  /// How a day looks beside the subject's own past; nil where nothing ever happened.
  package func change(
    of subject: SeriesSubject,
    through end: CalendarDay,
    knownAt moment: Date? = nil
  ) throws -> ChangeGrounds? {
    detector.judge(try index(of: subject, through: end, knownAt: moment)).last
  }

  /// Twice the past that a day is held against: the rest only warms up the averages.
  package static let indexDaysStandard = 180

  private func acts(
    of subject: SeriesSubject,
    within days: Int,
    through end: CalendarDay,
    knownAt moment: Date?
  ) throws -> [IndexedAct] {
    try acts(of: subject, from: end.adding(days: 1 - max(1, days)), through: end, knownAt: moment)
  }
}
