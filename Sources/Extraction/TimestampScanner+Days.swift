import Model

// The forms in which days are written.

extension TimestampScanner {
  /// `2023-04-28`, `2023/04/28`, `2023.4.28`, `20230428`, `28.04.2023`, `28/04/23`, `2023年4月28日`, `2023년 4월 28일`,
  /// `28 tháng 4 năm 2023`, `2023-118`, `2023-W17-5`.
  func numericDay(at index: Int) -> (CalendarDay, Int)? {
    guard let first = number(index) else { return nil }
    if [8, 12, 14].contains(first.digits) {
      let date =
        first.digits == 8 ? first.value : first.digits == 12 ? first.value / 10_000 : first.value / 1_000_000
      return CalendarDay(year: year(date / 10_000, 4), month: date / 100 % 100, day: date % 100).map {
        ($0, index + 1)
      }
    }
    if first.digits == 4, let found = ordinalDay(at: index, year: first.value) { return found }
    guard let second = number(index + 2), let third = number(index + 4), isSeparator(index + 1),
      isSeparator(index + 3)
    else { return nil }
    if first.digits == 4 {
      guard second.digits <= 2, third.digits <= 2 else { return nil }
      return CalendarDay(year: year(first.value, 4), month: second.value, day: third.value).map {
        ($0, index + 5)
      }
    }
    guard first.digits <= 2, second.digits <= 2, third.digits == 4 || isShortYear(index) else { return nil }
    if third.digits == 2, first.value > 31 {
      return CalendarDay(year: year(first.value, 2), month: second.value, day: third.value).map {
        ($0, index + 5)
      }
    }
    let year = year(third.value, third.digits)
    let european = CalendarDay(year: year, month: second.value, day: first.value)
    let american = CalendarDay(year: year, month: first.value, day: second.value)
    let day = isMonthFirst(from: index) ? american ?? european : european ?? american
    return day.map { ($0, index + 5) }
  }

  /// ISO 8601's day of a year and day of a week.
  private func ordinalDay(at index: Int, year: Int) -> (CalendarDay, Int)? {
    guard isMark(index + 1, "-"), let start = CalendarDay(year: year, month: 1, day: 1) else { return nil }
    if let day = number(index + 2), day.digits == 3, !isMark(index + 3, "-") {
      guard (1...366).contains(day.value) else { return nil }
      return (start.adding(days: day.value - 1), index + 3)
    }
    guard word(index + 2) == "w", let week = number(index + 3), (1...53).contains(week.value) else {
      return nil
    }
    let weekday = isMark(index + 4, "-") ? number(index + 5)?.value : nil
    guard (1...7).contains(weekday ?? 1) else { return nil }
    // The week with the year's first Thursday is its first.
    let firstMonday = start.adding(days: start.weekday <= 4 ? 1 - start.weekday : 8 - start.weekday)
    return (
      firstMonday.adding(days: (week.value - 1) * 7 + (weekday ?? 1) - 1), index + (weekday == nil ? 4 : 6)
    )
  }

  /// Two digits of a year: one mark twice, and no further number of a version or an address.
  private func isShortYear(_ index: Int) -> Bool {
    guard number(index + 4)?.digits == 2, case .mark(let mark) = tokens[index + 1] else { return false }
    let goesOn = isMark(index + 5, String(mark)) && number(index + 6) != nil
    let isGoneOn = isMark(index - 1, ".:/-") && number(index - 2) != nil
    return tokens[index + 3] == .mark(mark) && !goesOn && !isGoneOn
  }

  /// By country; else by what stands beside the date: a clock of twelve hours or a zone of America against letters that no
  /// English has or a zone of the east; else by language.
  private func isMonthFirst(from index: Int) -> Bool {
    if style.isOfCountry, let known = style.isMonthFirst { return known }
    var isAmerican = false
    var isOther = false
    for place in tokens.indices {
      guard let word = word(place) else { continue }
      if ["am", "pm"].contains(word) || DateWords.shared.unitedStatesZone(word) != nil { isAmerican = true }
      if let zone = DateWords.shared.zone(word) {
        if (-36_000 ... -14_400).contains(zone) { isAmerican = true }
        isOther = isOther || zone > 0 || zone == 0 && isMark(place + 1, "+")
      }
      isOther = isOther || !word.utf8.allSatisfy { $0 < 0x80 }
    }
    if isOther { return false }
    return style.isMonthFirst ?? isAmerican
  }

  private func isSeparator(_ index: Int) -> Bool {
    if isMark(index, "-/.") || isMark(index, ",") && word(index - 2) == "tháng" { return true }
    return word(index).map { ["年", "月", "년", "월", "tháng", "năm"].contains($0) } ?? false
  }

  /// The year of a number: Thailand counts 543 years more, and two digits are of the last or this century (RFC 2822,
  /// section 4.3).
  private func year(_ value: Int, _ digits: Int) -> Int {
    if digits == 4 { return (2400..<2700).contains(value) ? value - 543 : value }
    return value < 50 ? 2000 + value : 1900 + value
  }

  /// `令和8年10月1日`.
  func eraDay(at index: Int) -> (CalendarDay, Int)? {
    guard let base = word(index).flatMap(DateWords.shared.era), let year = number(index + 1),
      year.digits <= 3,
      let month = number(index + 3), let day = number(index + 5), isSeparator(index + 2),
      isSeparator(index + 4)
    else { return nil }
    return CalendarDay(year: base + year.value, month: month.value, day: day.value).map { ($0, index + 6) }
  }

  /// A month's name of one word, of two, or of letters with full stops; and where the text goes on behind it.
  private func month(at index: Int) -> (month: Int, next: Int, isThai: Bool)? {
    guard let first = word(index) else { return nil }
    func known(_ word: String, _ next: Int) -> (Int, Int, Bool)? {
      DateWords.shared.month(word, language: style.language).map { ($0, next, Self.isThai(word)) }
    }
    if let second = word(index + 1), let found = known(first + second, index + 2) { return found }
    if isMark(index + 1, "."), let second = word(index + 2), let found = known(first + second, index + 3) {
      return found
    }
    return known(first, index + 1)
  }

  private static func isThai(_ word: String) -> Bool {
    word.unicodeScalars.first.map { (0x0E00...0x0E7F).contains($0.value) } ?? false
  }

  /// `28 April 2023`, `28. April 23`, `28 de abril de 2023`, `April 28, 2023`, `28-Apr-2023`, `2023. április 28.`,
  /// `Apr 28 08:00:00 2023`.
  func writtenDay(at index: Int) -> (CalendarDay, Int)? {
    guard let (month, next, isThai) = month(at: index) else { return nil }
    func day(_ yearNumber: (value: Int, digits: Int), _ day: Int, _ end: Int) -> (CalendarDay, Int)? {
      let short = isThai && yearNumber.digits == 2 ? yearNumber.value + 1957 : nil  // of the Buddhist era
      return CalendarDay(year: short ?? year(yearNumber.value, yearNumber.digits), month: month, day: day).map
      { ($0, end) }
    }
    let after = nextNumber(from: next, within: 3)
    let before = previousNumber(from: index - 1, within: 3)
    if let after, let before, let follows = number(after), let precedes = number(before) {
      if precedes.digits <= 2, follows.digits == 4 || isShort(follows, at: after) {
        return day(follows, precedes.value, after + 1)
      }
      if precedes.digits == 4, follows.digits <= 2, !isMark(after + 1, ":") {
        return day(precedes, follows.value, after + 1)
      }
    }
    guard let after, let follows = number(after), follows.digits <= 2 else { return nil }
    guard var last = nextNumber(from: after + 1, within: 3) else { return nil }
    if isMark(last + 1, ":") {  // asctime has the time between
      while number(last) != nil, isMark(last + 1, ":"), number(last + 2) != nil { last += 2 }
      last = nextNumber(from: last + 1, within: 2) ?? last
    }
    guard let yearNumber = number(last), yearNumber.digits == 4 else { return nil }
    return day(yearNumber, follows.value, last + 1)
  }

  /// Two digits are a year where the text ends or a time follows, and not a clock or a count of something.
  private func isShort(_ number: (value: Int, digits: Int), at index: Int) -> Bool {
    number.digits == 2 && !isMark(index + 1, ":h.")
      && (index + 1 >= tokens.count || self.number(index + 1) != nil || isMark(index + 1, ",|·-"))
  }

  private func nextNumber(from start: Int, within reach: Int) -> Int? {
    (start...start + reach).first { number($0) != nil }
  }

  private func previousNumber(from start: Int, within reach: Int) -> Int? {
    stride(from: start, through: start - reach, by: -1).first { number($0) != nil }
  }
}
