package import Model
package import Storage
package import Stories

/// The index of an actor or a pair over some days, with what stands out.
package struct Timeline: Sendable {
  /// A day on which the index jumped, with the acts of that day, the most severe first.
  package struct Peak: Sendable {
    /// The day.
    package var day: CalendarDay
    /// The severities of that day's acts together.
    package var rise: Double
    /// The acts of that day, the most severe first; only the first few.
    package var events: [StoredEvent]
  }

  /// Every day asked for, in order.
  package var days: [IndexDay]
  /// How each day looked beside the past, in the order of `days`; days before the first act have none.
  package var grounds: [CalendarDay: ChangeGrounds]
  /// The greatest rises, the first day first.
  package var peaks: [Peak]
  /// How many reports of acts of these days are left out because an analyst marked them wrong.
  package var wrongCount: Int

  /// The last day's grounds; nil where nothing ever happened.
  package var today: ChangeGrounds? { days.last.flatMap { grounds[$0.day] } }
}

extension EventSeries {
  /// Peaks that are numbered at most: as many as there are digits for.
  private static let peaksMax = 9
  /// Less is shown as 0.0.
  private static let riseMin = 0.05
  /// Acts listed of one peak.
  private static let actsPerPeak = 3

  /// The timeline of some days up to a last one.
  ///
  /// - Throws: `StorageError`.
  package func timeline(
    of subject: SeriesSubject,
    days count: Int,
    through end: CalendarDay
  ) throws -> Timeline {
    let start = end.adding(days: 1 - max(1, count))
    let acts = try acts(of: subject, from: start.adding(days: -Self.indexDaysStandard), through: end)
    let index = DailyIndex(acts: acts, through: end)
    let judged = ChangeDetector().judge(index)
    let known = index.days.filter { $0.day >= start }
    let empty = (0..<max(0, count - known.count)).map { offset in
      IndexDay(day: start.adding(days: offset), escalation: 0, deescalation: 0, count: 0)
    }
    return Timeline(
      days: empty + known,
      grounds: Dictionary(judged.map { ($0.day, $0) }) { first, _ in first },
      peaks: try peaks(of: acts.filter { $0.day >= start && !$0.isDeescalation }),
      wrongCount: reading == .asJudged ? try store.articles.wrongCount(of: subject, in: start...end) : 0
    )
  }

  private func peaks(of acts: [IndexedAct]) throws -> [Timeline.Peak] {
    let byDay = Dictionary(grouping: acts, by: \.day)
    // Acts of no severity, however many, are no peak.
    let rises = byDay.mapValues { $0.reduce(0) { $0 + $1.severity } }.filter { $0.value >= Self.riseMin }
    let greatest = rises.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(Self.peaksMax)
    return try greatest.sorted { $0.key < $1.key }.map { day, rise in
      let worst = (byDay[day] ?? [])
        .sorted { ($0.severity, $1.event ?? 0) > ($1.severity, $0.event ?? 0) }.prefix(Self.actsPerPeak)
      return Timeline.Peak(day: day, rise: rise, events: try worst.compactMap(\.event).compactMap(event))
    }
  }

  private func event(_ number: Int64) throws -> StoredEvent? {
    try store.unlessDamaged(RecordID(.event, number)) { () throws(StorageError) in
      try store.articles.event(number)
    }
  }
}
