import Model

/// Reads meanings as days, seen from a day of publication.
struct TimeCalendar {
  let published: CalendarDay?
  let direction: TenseDirection
  let lead: TimeLead?

  /// Words that may mean either way look forward in the future tense and after `by` and `until`.
  private var looksForward: Bool { direction == .future || lead == .by || lead == .until }

  func date(of meaning: TimeMeaning) -> EventDate? {
    if case .fixed(let date) = meaning { return date }
    guard let published else { return nil }
    switch meaning {
    case .fixed, .vague: return nil
    case .monthDay(let month, let day):
      return nearest(published) { CalendarDay(year: $0, month: month, day: day) }.map(EventDate.day)
    case .month(let month, let shift): return self.month(month, shift, published)
    case .weekday(let weekday, let shift, let week):
      return .day(self.weekday(weekday, shift, week, published))
    case .day(let shift): return .day(published.adding(days: shift))
    case .unit(let unit, let shift): return self.unit(unit, shift, published)
    case .distance(let unit, let count):
      // `Killed 20 in ten days` looks back where `will leave in ten days` looks ahead.
      if count > 0, direction == .past { return .range(moved(published, unit, -count), published) }
      return distance(unit, count, published)
    case .span(let unit, let count, let isPast):
      let other = moved(published, unit, isPast ? -count : count)
      return isPast ? .range(other, published) : .range(published, other)
    case .season(let month, let year, let shift): return season(month, year, shift, published)
    }
  }

  // MARK: Words that name a day or month of some year

  /// The day of this year or a neighbouring one that the tense asks for: the last one that came, or the next.
  private func nearest(_ published: CalendarDay, _ day: (Int) -> CalendarDay?) -> CalendarDay? {
    let candidates = (-1...1).compactMap { day(published.year + $0) }
    let past = candidates.last { $0 <= published }
    let future = candidates.first { $0 >= published }
    if looksForward { return future ?? past }
    if direction == .past { return past ?? future }
    guard let past, let future else { return past ?? future }
    // Without a tense the nearer one; news looks back more than ahead.
    return future.daysSinceEpoch - published.daysSinceEpoch < published.daysSinceEpoch - past.daysSinceEpoch
      ? future : past
  }

  private func month(_ month: Int, _ shift: Int?, _ published: CalendarDay) -> EventDate {
    let isAhead = month > published.month
    let isPresent = month == published.month
    let year: Int
    switch shift {
    case -1: year = isAhead || isPresent ? published.year - 1 : published.year
    case 1: year = isAhead ? published.year : published.year + 1
    case 0: year = published.year
    default:
      year =
        looksForward
        ? (isAhead || isPresent ? published.year : published.year + 1)
        : direction == .unknown && isAhead && month - published.month <= 2
          ? published.year
          : isAhead ? published.year - 1 : published.year
    }
    return .month(year: year, month: month)
  }

  private func weekday(_ weekday: Int, _ shift: Int?, _ week: Int?, _ published: CalendarDay) -> CalendarDay {
    let monday = published.adding(days: 1 - published.weekday)
    if let week { return monday.adding(days: week * 7 + weekday - 1) }
    let back = (published.weekday - weekday + 7) % 7
    switch shift {
    case -1: return published.adding(days: back == 0 ? -7 : -back)
    case 1: return published.adding(days: 7 - back)
    case 0: return monday.adding(days: weekday - 1)
    default: return looksForward ? published.adding(days: (7 - back) % 7) : published.adding(days: -back)
    }
  }

  private func season(_ month: Int, _ year: Int?, _ shift: Int?, _ published: CalendarDay) -> EventDate? {
    func dates(_ year: Int) -> EventDate? {
      let endMonth = (month + 1) % 12 + 1
      let endYear = month == 12 ? year + 1 : year
      guard let first = CalendarDay(year: year, month: month, day: 1),
        let last = CalendarDay(
          year: endYear,
          month: endMonth,
          day: CalendarDay.days(in: endMonth, of: endYear)
        )
      else { return nil }
      return .range(first, last)
    }
    if let year { return dates(year) }
    let candidates = (-2...1).compactMap { dates(published.year + $0) }
    let begun = candidates.last { ($0.first ?? published) <= published }
    switch shift {
    case -1: return candidates.last { ($0.last ?? published) < published }
    case 1: return candidates.first { ($0.first ?? published) > published }
    default: return looksForward ? candidates.first { ($0.last ?? published) >= published } : begun
    }
  }

  // MARK: Units

  private func unit(_ unit: TimeUnit, _ shift: Int, _ published: CalendarDay) -> EventDate? {
    switch unit {
    case .second, .minute, .hour, .day: return .day(published.adding(days: shift))
    case .week, .fortnight:
      let length = unit.days
      let monday = published.adding(days: 1 - published.weekday + shift * length)
      return .range(monday, monday.adding(days: length - 1))
    case .weekend:
      // On a Saturday or Sunday `this weekend` is the present one; before that the tense tells.
      let saturday = published.adding(days: 6 - published.weekday)
      let weeks = shift == 0 && published.weekday < 6 && !looksForward && direction == .past ? -1 : shift
      let start = saturday.adding(days: 7 * weeks)
      return .range(start, start.adding(days: 1))
    case .month:
      let first = moved(firstOfMonth(published), .month, shift)
      return .month(year: first.year, month: first.month)
    case .quarter: return quarter(shift, published)
    case .year: return year(published.year + shift)
    case .decade: return years(from: published.year / 10 * 10 + shift * 10, count: 10)
    case .century: return years(from: (published.year - 1) / 100 * 100 + 1 + shift * 100, count: 100)
    }
  }

  private func quarter(_ shift: Int, _ published: CalendarDay) -> EventDate? {
    let index = published.year * 4 + (published.month - 1) / 3 + shift
    let month = index % 4 * 3 + 1
    guard let first = CalendarDay(year: index / 4, month: month, day: 1) else { return nil }
    return .range(first, moved(first, .month, 3).adding(days: -1))
  }

  /// The day, week, month or year that lies so far away; the words say no more than their unit.
  private func distance(_ unit: TimeUnit, _ count: Int, _ published: CalendarDay) -> EventDate? {
    let day = moved(published, unit, count)
    switch unit {
    case .second, .minute, .hour, .day: return .day(day)
    case .week, .fortnight, .weekend: return .range(day.adding(days: -3), day.adding(days: 3))
    case .month, .quarter: return .month(year: day.year, month: day.month)
    case .year: return .year(day.year)
    case .decade: return years(from: day.year - 1, count: 3)
    case .century: return years(from: day.year - 10, count: 21)
    }
  }

  private func year(_ year: Int) -> EventDate? { (1...9999).contains(year) ? .year(year) : nil }

  private func years(from year: Int, count: Int) -> EventDate? {
    guard let first = CalendarDay(year: year, month: 1, day: 1),
      let last = CalendarDay(year: year + count - 1, month: 12, day: 31)
    else { return nil }
    return .range(first, last)
  }

  /// A day moved by units; a day that its month does not have becomes the month's last.
  private func moved(_ day: CalendarDay, _ unit: TimeUnit, _ count: Int) -> CalendarDay {
    let months: Int
    switch unit {
    case .month: months = count
    case .quarter: months = count * 3
    case .year: months = count * 12
    case .decade: months = count * 120
    case .century: months = count * 1200
    default: return day.adding(days: count * unit.days)
    }
    let index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    let (year, month) = (index / 12, index % 12 + 1)
    return CalendarDay(year: year, month: month, day: min(day.day, CalendarDay.days(in: month, of: year)))
      ?? day
  }

  private func firstOfMonth(_ day: CalendarDay) -> CalendarDay { day.adding(days: 1 - day.day) }
}

// What the words around a time make of its days.
extension TimeCalendar {
  /// `earlier this week` ends today, `later this year` begins today, `early 2014` is a third of it.
  func narrowed(_ date: EventDate, to part: TimePart?, _ meaning: TimeMeaning) -> EventDate {
    guard let part, let first = date.first, let last = date.last else { return date }
    if case .unit(let unit, shift: 0) = meaning, let published, first <= published, published <= last {
      // `Earlier this month` keeps the month, which says the same and reads better.
      if part == .early { return unit == .month || unit == .year ? date : .range(first, published) }
      if part == .late, lead != .by, lead != .until { return .range(published, last) }
    }
    if lead == .by || lead == .until || lead == .before { return date }
    let length = last.daysSinceEpoch - first.daysSinceEpoch
    guard length > 31 else { return date }
    switch part {
    case .early: return .range(first, first.adding(days: length / 3))
    case .mid: return .range(first.adding(days: length / 3), first.adding(days: length * 2 / 3))
    case .late: return .range(last.adding(days: -length / 3), last)
    }
  }

  /// `since` reaches to the day of publication, `by` and `until` begin there; `before` gives no days.
  func led(_ date: EventDate) -> EventDate? {
    guard let lead, let first = date.first, let last = date.last else { return date }
    switch lead {
    case .since:
      guard let published, first < published else { return date }
      return .range(first, published)
    case .by, .until:
      guard let published, published < last else { return date }
      return .range(published, last)
    case .before: return nil
    case .after, .during, .from: return date
    }
  }
}
