import Model

// The forms in which times of day and zones are written.

extension TimestampScanner {
  /// A time of day and its zone; nil where a zone is named that no table knows, since the moment is then unknown.
  typealias Time = (second: Int, offset: Int?)

  /// `T12:33:00.5+02:00`, ` 12:33 GMT`, `T1233Z`, `T12Z`, `3:05 p.m. EST`, `8.30 Uhr`, `às 08h00`, `오후 3:05`.
  func time(from start: Int, on day: CalendarDay) -> Time? {
    var index = start
    while index < tokens.count, number(index) == nil {
      if index > start + 4 { return nil }
      index += 1
    }
    guard let first = number(index), let clock = clock(at: index, first) else { return nil }
    let isAfternoon = (start..<index).contains { ["오후", "午後", "下午"].contains(word($0)) }
    return ended(clock, isAfternoon: isAfternoon, on: day)
  }

  /// The time that asctime writes between day and year.
  func timeBetween(_ start: Int, _ end: Int, on day: CalendarDay) -> Time? {
    guard start < end else { return nil }
    let clocks = (start..<end).lazy.filter { number($0) != nil && isMark($0 + 1, ":") }
    guard let index = clocks.first, let first = number(index), let clock = clock(at: index, first) else {
      return nil
    }
    let zone = clock.next < end ? zone(at: clock.next, on: day) : .none
    return zone.offset.map { (clock.second, $0) } ?? (clock.second, nil)
  }

  private struct Clock {
    var second: Int
    /// Index after it.
    var next: Int
  }

  private func clock(at index: Int, _ first: (value: Int, digits: Int)) -> Clock? {
    if index > 0, word(index - 1) == "t", [4, 6].contains(first.digits) {
      let time = first.digits == 4 ? first.value * 100 : first.value
      return clock(
        hour: time / 10_000,
        minute: time / 100 % 100,
        second: time % 100,
        next: afterFraction(index + 1)
      )
    }
    guard first.digits <= 2 else { return nil }
    let parts = isMark(index + 1, ":") || ["h", "시", "時", "点", "點"].contains(word(index + 1))
    if parts, let minute = number(index + 2), minute.digits <= 2 {
      var next = index + 3
      let isSpelt = ["분", "分"].contains(word(next))
      if isSpelt { next += 1 }
      let seconds = isSpelt ? next : isMark(next, ":") ? next + 1 : -1
      guard let second = number(seconds), second.digits <= 2 else {
        return clock(hour: first.value, minute: minute.value, second: 0, next: afterFraction(next))
      }
      next = ["초", "秒"].contains(word(seconds + 1)) ? seconds + 2 : seconds + 1
      return clock(
        hour: first.value,
        minute: minute.value,
        second: min(second.value, 59),
        next: afterFraction(next)
      )
    }
    if isMark(index + 1, "."), let minute = number(index + 2), minute.digits == 2 {
      if isMark(index + 3, "."), let second = number(index + 4), second.digits == 2 {
        return clock(hour: first.value, minute: minute.value, second: min(second.value, 59), next: index + 5)
      }
      let isClock =
        index + 3 >= tokens.count || ["uhr", "am", "pm", "a", "p", "h"].contains(word(index + 3) ?? "")
      return isClock || ["kl", "um", "klo", "ore", "jam", "pukul"].contains(word(index - 1) ?? "")
        ? clock(hour: first.value, minute: minute.value, second: 0, next: index + 3) : nil
    }
    let isHour = index > 0 && word(index - 1) == "t" || ["am", "pm", "uhr"].contains(word(index + 1) ?? "")
    return isHour ? clock(hour: first.value, minute: 0, second: 0, next: index + 1) : nil
  }

  private func clock(hour: Int, minute: Int, second: Int, next: Int) -> Clock? {
    guard hour < 25, minute < 60, second < 60 else { return nil }
    return Clock(second: hour * 3600 + minute * 60 + second, next: next)
  }

  /// The index behind a fraction of a second.
  private func afterFraction(_ index: Int) -> Int {
    isMark(index, ".,") && number(index + 1) != nil ? index + 2 : index
  }

  /// The clock of a day with its half and zone.
  private func ended(_ clock: Clock, isAfternoon: Bool, on day: CalendarDay) -> Time? {
    var (second, next) = (clock.second, clock.next)
    let half = word(next) ?? ""
    if ["pm", "p"].contains(half) || isAfternoon, second < 43_200 { second += 43_200 }
    if ["am", "a"].contains(half), second >= 43_200, second < 46_800 { second -= 43_200 }
    if ["am", "pm", "uhr"].contains(half) { next += 1 }
    if ["a", "p"].contains(half), isMark(next + 1, "."), word(next + 2) == "m" {
      next += isMark(next + 3, ".") ? 4 : 3
    }
    while isMark(next, "(,[") { next += 1 }
    let zone = zone(at: next, on: day)
    return zone.isUnknown ? nil : (second, zone.offset)
  }

  private struct Zone {
    var offset: Int?
    var isUnknown = false
    static let none = Zone()
  }

  /// `Z`, `EST`, `ET`, `+02:00`, `+0200`, `-8`, `GMT+3`, `UTC+05:30`.
  private func zone(at index: Int, on day: CalendarDay) -> Zone {
    guard tokens.indices.contains(index) else { return .none }
    guard case .word(let word, let isCapitals) = tokens[index] else { return Zone(offset: shift(at: index)) }
    if let offset = DateWords.shared.zone(word) {
      let added = ["gmt", "utc", "z", "ut"].contains(word) ? shift(at: index + 1) : nil
      return Zone(offset: added ?? offset)
    }
    if isCapitals, let winter = DateWords.shared.unitedStatesZone(word) {
      return Zone(offset: winter + (Self.isDaylightSaved(day) ? 3600 : 0))
    }
    // A short word in capitals behind a time is a zone; one that nobody knows leaves the moment open.
    return Zone(offset: nil, isUnknown: isCapitals && (2...5).contains(word.utf8.count))
  }

  private func shift(at index: Int) -> Int? {
    guard isMark(index, "+-−"), let first = number(index + 1) else { return nil }
    let sign = isMark(index, "+") ? 1 : -1
    if first.digits >= 3 {
      let (hours, minutes) = (first.value / 100, first.value % 100)
      return hours < 25 && minutes < 60 ? sign * (hours * 3600 + minutes * 60) : nil
    }
    let minutes = isMark(index + 2, ":") ? number(index + 3)?.value ?? 0 : 0
    guard first.value < 25, minutes < 60 else { return nil }
    return sign * (first.value * 3600 + minutes * 60)
  }

  /// Daylight saving in the United States since 2007: from the second Sunday of March to the first of November.
  private static func isDaylightSaved(_ day: CalendarDay) -> Bool {
    guard let march = CalendarDay(year: day.year, month: 3, day: 1),
      let november = CalendarDay(year: day.year, month: 11, day: 1)
    else { return false }
    return day >= march.adding(days: 14 - march.weekday) && day < november.adding(days: 7 - november.weekday)
  }
}
