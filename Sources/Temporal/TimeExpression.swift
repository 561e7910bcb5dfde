package import Model

/// Units of time, from the finest.
package enum TimeUnit: String, Sendable, Codable, CaseIterable, Comparable {
  /// From the finest up, but that a weekend, of two days, stands behind the fortnight.
  case second, minute, hour, day, week, fortnight, weekend, month, quarter, year, decade, century

  /// By length in days; units below a day are equal.
  package static func < (left: TimeUnit, right: TimeUnit) -> Bool { left.days < right.days }

  /// About how many days it has; 0 below a day.
  var days: Int {
    switch self {
    case .second, .minute, .hour: 0
    case .day: 1
    case .weekend: 2
    case .week: 7
    case .fortnight: 14
    case .month: 30
    case .quarter: 91
    case .year: 365
    case .decade: 3652
    case .century: 36_524
    }
  }
}

/// The word that leads into a time and bends what it means.
package enum TimeLead: String, Sendable, Codable {
  /// What the word says of the time: from it on, up to it, beside it.
  case since, until, by, before, after, during, from
}

/// What part of a unit is meant: `earlier this month`, `by the end of the year`.
package enum TimePart: String, Sendable, Codable {
  /// At which end of the unit the time lies.
  case early, mid, late
}

/// What the words of a time expression mean before the day of publication is known.
package enum TimeMeaning: Sendable, Hashable {
  /// Days that the words fix by themselves: `Oct. 18, 2021`, `in 2014`, `the 1990s`, `World War II`.
  case fixed(EventDate)
  /// A day of some year: `Oct. 18`, `Christmas`.
  case monthDay(month: Int, day: Int)
  /// A month of some year: `October`; with -1, 0, 1 for `last`, `this`, `next`.
  case month(Int, shift: Int?)
  /// 1 for Monday to 7 for Sunday; with a shift as for months; `week` moves by weeks: `Monday last week`.
  case weekday(Int, shift: Int?, week: Int?)
  /// Days from the day of publication: `yesterday`.
  case day(Int)
  /// The unit that many units from the present one: `last week`, `this year`.
  case unit(TimeUnit, shift: Int)
  /// That long before (negative) or after the day of publication: `two years ago`, `in three days`.
  case distance(TimeUnit, count: Int)
  /// The stretch of that many units up to the day of publication, or from it on: `the past two weeks`.
  case span(TimeUnit, count: Int, isPast: Bool)
  /// A season that begins in this month: `last summer`, `spring 2014`.
  case season(month: Int, year: Int?, shift: Int?)
  /// A time that no days can be given for: `decades ago`, `recently`, `soon`.
  case vague(TimeVagueness)
}

/// Where on the time line an expression without days lies.
package enum TimeVagueness: String, Sendable, Codable {
  /// Before the day of publication, shortly before it, or after it.
  case past, recent, future
}

/// A time expression found in a text.
package struct TimeExpression: Sendable, Hashable {
  /// Indices into the document's tokens.
  package var tokens: Range<Int>
  /// UTF-8 byte offsets in the document.
  package var bytes: Range<Int>
  /// What the words mean without the day of publication.
  package var meaning: TimeMeaning
  /// The word that leads into it; nil where there is none.
  package var lead: TimeLead?
  /// What part of the unit is meant; nil for the whole of it.
  package var part: TimePart?
  /// True for `the 25th anniversary of`, whose meaning is then the distance back to the first time.
  package var isAnniversary = false
  /// True where the words date what comes behind them: `ten years after the war`.
  package var datesWhatFollows = false
}
