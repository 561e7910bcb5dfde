import Model

// Dates of the calendar, years and numbers.
extension TimeGrammar {
  /// `Oct. 18, 2021`, `18 October`, `October 2014`, `2021-10-18`, `October`.
  func date(_ at: Int, isLed: Bool = false) -> Found? {
    isoDate(at) ?? monthFirst(at, isLed: isLed) ?? dayFirst(at)
  }

  private func isoDate(_ at: Int) -> Found? {
    guard at + 2 < words.count, let year = plainYear(at), sentence.isHyphenated(at + 1),
      sentence.isHyphenated(at + 2),
      let month = words[at + 1].number, let day = words[at + 2].number,
      let date = CalendarDay(year: year, month: month, day: day)
    else { return nil }
    return Found(meaning: .fixed(.day(date)), start: at, end: at + 3)
  }

  private func monthFirst(_ at: Int, isLed: Bool) -> Found? {
    guard let month = sentence.phrase(.month, at: at) else { return nil }
    let value = month.sense.value
    if let day = dayNumber(month.end) { return dated(value, day, from: at, end: month.end + 1) }
    var next = month.end
    if sentence.isComma(next) || has(.of, at: next) { next += 1 }
    if let year = plainYear(next) {
      return Found(meaning: .fixed(.month(year: year, month: value)), start: at, end: next + 1)
    }
    guard words[at].isCapital, isLed || isMonthHere(at, value) else { return nil }
    return Found(meaning: .month(value, shift: nil), start: at, end: month.end)
  }

  /// `May` and `March` are words too: alone they are months only after a word that leads to one.
  private func isMonthHere(_ at: Int, _ month: Int) -> Bool {
    if month != 3 && month != 5 { return true }
    return sentence.phrase(.lead, endingAt: at) != nil || sentence.phrase(.part, endingAt: at) != nil
      || has(.of, at: at - 1)
  }

  /// `18 October`, `the 18th of October 2021`.
  private func dayFirst(_ at: Int) -> Found? {
    guard let day = dayNumber(at) else { return nil }
    var next = at + 1
    if has(.of, at: next) { next += 1 }
    guard let month = sentence.phrase(.month, at: next), words[next].isCapital else { return nil }
    return dated(month.sense.value, day, from: at, end: month.end)
  }

  private func dated(_ month: Int, _ day: Int, from start: Int, end: Int) -> Found? {
    let next = sentence.isComma(end) ? end + 1 : end
    if let year = plainYear(next), let date = CalendarDay(year: year, month: month, day: day) {
      return Found(meaning: .fixed(.day(date)), start: start, end: next + 1)
    }
    // A leap year shows whether the day can be at all.
    guard CalendarDay(year: 2000, month: month, day: day) != nil else { return nil }
    return Found(meaning: .monthDay(month: month, day: day), start: start, end: end)
  }

  /// `2014`, `2011-2014`, `the 1990s`, `the '90s`.
  func year(_ at: Int, isLed: Bool = false) -> Found? {
    guard let number = words[at].number else { return nil }
    if words[at].suffix == .plural { return decade(at, number) }
    guard let year = plainYear(at), isLed || isYearHere(at) else { return nil }
    if let last = yearAfter(at, year), let first = CalendarDay(year: year, month: 1, day: 1),
      let end = CalendarDay(year: last, month: 12, day: 31)
    {
      return Found(meaning: .fixed(.range(first, end)), start: at, end: at + 2)
    }
    return Found(meaning: .fixed(.year(year)), start: at, end: at + 1)
  }

  private func decade(_ at: Int, _ number: Int) -> Found? {
    guard number % 10 == 0 else { return nil }
    let year = number >= 1000 ? number : number >= 20 && number < 100 ? 1900 + number : nil
    guard let year, let first = CalendarDay(year: year, month: 1, day: 1),
      let last = CalendarDay(year: year + (number % 100 == 0 ? 99 : 9), month: 12, day: 31)
    else { return nil }
    return Found(meaning: .fixed(.range(first, last)), start: at, end: at + 1)
  }

  /// The second year of `2011-2014`, `2014-15`, `2003 to 2011`.
  private func yearAfter(_ at: Int, _ year: Int) -> Int? {
    guard sentence.isHyphenated(at + 1), let number = words[at + 1].number, words[at + 1].suffix == .none
    else { return nil }
    let last = number < 100 ? year / 100 * 100 + number : number
    return last > year && last <= year + 100 ? last : nil
  }

  /// Years that news speaks of as bare numbers.
  private static let years = 1000...2100

  /// A number that has the form of a year.
  func plainYear(_ at: Int) -> Int? {
    guard words.indices.contains(at), let number = words[at].number, words[at].suffix == .none,
      words[at].bytes.count == 4, Self.years.contains(number)
    else { return nil }
    return number
  }

  /// A bare number is a year after a word that leads to a time, or before a noun from 1900 on; `2014 people` is none.
  private func isYearHere(_ at: Int) -> Bool {
    guard let number = words[at].number, !isMoney(at) else { return false }
    if sentence.phrase(.lead, endingAt: at) != nil || sentence.phrase(.part, endingAt: at) != nil
      || has(.the, at: at - 1) || has(.of, at: at - 1)
    {
      return !isCountedNoun(at + 1)
    }
    return (1900...2100).contains(number) && !isQuantity(at) && !isCountedNoun(at + 1)
  }

  private func isMoney(_ at: Int) -> Bool {
    let start = words[at].bytes.lowerBound
    guard start > 0 else { return false }
    let before = sentence.bytes[start - 1]
    // A currency sign, a comma or point of a longer number.
    return [UInt8(ascii: "$"), UInt8(ascii: ","), UInt8(ascii: "."), 0xA3, 0xAC].contains(before)
  }

  private func isQuantity(_ at: Int) -> Bool { has(.quantity, at: at - 1) }

  private func isCountedNoun(_ at: Int) -> Bool { has(.counted, at: at) }

  // MARK: Numbers

  /// A number in digits or words.
  func number(_ at: Int) -> (value: Int, end: Int)? {
    guard words.indices.contains(at) else { return nil }
    if let value = words[at].number, words[at].suffix == .none { return (value, at + 1) }
    return sentence.phrase(.number, at: at).map { ($0.sense.value, $0.end) }
  }

  func ordinal(_ at: Int) -> (value: Int, end: Int)? {
    guard words.indices.contains(at) else { return nil }
    if let value = words[at].number, words[at].suffix == .ordinal { return (value, at + 1) }
    return sentence.phrase(.ordinal, at: at).map { ($0.sense.value, $0.end) }
  }

  private func dayNumber(_ at: Int) -> Int? {
    guard words.indices.contains(at), let value = words[at].number, (1...31).contains(value),
      words[at].suffix == .none || words[at].suffix == .ordinal
    else { return nil }
    return value
  }

  func isPlural(_ unit: TimeSentence.Phrase) -> Bool {
    sentence.bytes[words[unit.end - 1].bytes.upperBound - 1] | 0x20 == UInt8(ascii: "s")
  }

  /// True where a phrase of a class begins at a word.
  func has(_ wordClass: TimeWordClass, at place: Int) -> Bool { sentence.phrase(wordClass, at: place) != nil }
}
