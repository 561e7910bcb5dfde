package import Model

/// Which way the tense of a clause points.
package enum TenseDirection: Sendable {
  /// Before, after, or not to be told from the clause.
  case past, future, unknown
}

/// A time expression read from a day of publication.
package struct TimeReading: Sendable, Hashable {
  /// The days meant; nil where the words give none (`decades ago`, or `Monday` without a day of publication).
  package var date: EventDate?
  /// The finest unit that the words speak of.
  package var unit: TimeUnit
  /// True where what it dates lies more than about a month back; nil where that cannot be told.
  package var isBackground: Bool?
  /// True where it lies wholly after the day of publication; nil where that cannot be told.
  package var isFuture: Bool?
  /// How the words were read, such as `weekday before 2021-10-19`.
  package var rule: String
}

extension TimeExpression {
  /// Older than this many days is background, as the annotation guideline draws the line.
  package static let currentDaysMax = 31

  /// The days that the expression means.
  ///
  /// - Parameters:
  ///   - published: the day of publication; without it only fixed dates are read, never from today.
  ///   - direction: which way the tense points, for words that may mean either (`Monday`, `October`).
  /// - Returns: the reading, whose date is nil where the words or the missing day of publication give none.
  package func reading(published: CalendarDay?, direction: TenseDirection) -> TimeReading {
    var reading = TimeReading(
      date: nil,
      unit: meaning.unit,
      isBackground: nil,
      isFuture: nil,
      rule: meaning.phrase
    )
    if case .vague(let vagueness) = meaning {
      reading.isBackground = isAnniversary || vagueness == .past
      reading.isFuture = vagueness == .future
      return reading
    }
    let calendar = TimeCalendar(published: published, direction: direction, lead: lead)
    guard let date = calendar.date(of: meaning).map({ calendar.narrowed($0, to: part, meaning) }) else {
      return reading
    }
    reading.date = calendar.led(date)
    if let lead, lead != .during { reading.rule = "\(lead.rawValue) \(reading.rule)" }
    guard let published else { return reading }
    reading.rule += " of \(published)"
    let oldest = published.adding(days: -Self.currentDaysMax)
    if let first = date.first, let last = date.last {
      let reaches = lead == .since || lead == .from || meaning.isSpan ? first : last
      reading.isBackground = isAnniversary || reaches < oldest || meaning.isPastMonth
      reading.isFuture = first > published
    }
    return reading
  }
}

extension TimeMeaning {
  var isSpan: Bool {
    if case .span = self { true } else { false }
  }

  /// `Last month` and `a month ago` are background by the guideline, though their last days may be nearer.
  var isPastMonth: Bool {
    switch self {
    case .unit(.month, let shift): shift < 0
    case .distance(.month, let count): count < 0
    default: false
    }
  }

  /// The finest unit of the words.
  var unit: TimeUnit {
    switch self {
    case .fixed(.day), .monthDay, .weekday, .day: .day
    case .fixed(.month), .month: .month
    case .fixed(.year), .fixed(.range): .year
    case .unit(let unit, _), .distance(let unit, _), .span(let unit, _, _): unit
    case .season: .quarter
    case .vague: .year
    }
  }

  /// What kind of words they are, for reasons.
  var phrase: String {
    switch self {
    case .fixed: "date as written"
    case .monthDay: "day of the year, seen from the day"
    case .month: "month, seen from the day"
    case .weekday: "weekday, seen from the day"
    case .day(let shift):
      shift == 0 ? "the day" : shift < 0 ? "\(-shift) days before the day" : "\(shift) days after the day"
    case .unit(let unit, let shift):
      "\(unit.rawValue) \(shift < 0 ? "before that" : shift > 0 ? "after that" : "")".trimmedEnd
    case .distance(let unit, let count):
      "\(abs(count)) \(unit.rawValue)s \(count < 0 ? "before" : "after") the day"
    case .span(let unit, let count, let isPast):
      "\(count) \(unit.rawValue)s \(isPast ? "up to" : "from") the day"
    case .season: "season, seen from the day"
    case .vague(let vagueness): "\(vagueness.rawValue), without a date"
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
