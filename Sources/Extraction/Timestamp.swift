package import Foundation
package import Model

/// A day with what else a page or feed says of the moment.
package struct Timestamp: Sendable, Hashable {
  /// The day as written.
  package var day: CalendarDay
  /// Seconds since midnight as written; nil for a day alone.
  package var second: Int?
  /// Seconds east of Greenwich; nil where no zone is written.
  package var offset: Int?

  /// The moment; a time without a zone is taken for UTC. Nil for a day alone.
  package var moment: Date? {
    second.map { Date(timeIntervalSince1970: Double(day.daysSinceEpoch * 86_400 + $0 - (offset ?? 0))) }
  }

  /// Reads a machine-made date: ISO 8601 in its usual and sloppy forms, RFC 5322, seconds or milliseconds since 1970,
  /// and dates in words of the languages of `date-words.tsv`. Nil for anything else.
  package init?(_ text: String) {
    var scanner = TimestampScanner(text)
    guard let found = scanner.scan() else { return nil }
    self = found
  }

  init(day: CalendarDay, second: Int?, offset: Int?) {
    self.day = day
    self.second = second
    self.offset = offset
  }
}

/// Finds a date and a time among the numbers and words of a short text.
struct TimestampScanner {
  private enum Token: Equatable {
    case number(value: Int, digits: Int)
    case word(String)
    case mark(Character)
  }

  private var tokens: [Token] = []
  private let text: String
  /// A date stands within so many characters, or the text is none.
  private static let lengthMax = 120

  init(_ text: String) {
    self.text = String(text.prefix(Self.lengthMax))
    tokens = Self.tokens(of: self.text)
  }

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        tokens.append(.number(value: Int(digits) ?? 0, digits: digits.count))
        rest = rest[digits.endIndex...]
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        tokens.append(.word(word.lowercased()))
        rest = rest[word.endIndex...]
      } else {
        if !first.isWhitespace { tokens.append(.mark(first)) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  /// The first date of the text with the time that follows it.
  mutating func scan() -> Timestamp? {
    if case .number(let value, let digits)? = tokens.first, tokens.count == 1, digits >= 10 {
      return Self.sinceEpoch(value, digits: digits)
    }
    for index in tokens.indices {
      guard let (day, next) = numericDay(at: index) ?? writtenDay(at: index) else { continue }
      let time = time(from: next)
      return Timestamp(day: day, second: time?.second, offset: time?.offset)
    }
    return nil
  }

  private static func sinceEpoch(_ value: Int, digits: Int) -> Timestamp? {
    let seconds = digits >= 13 ? value / 1000 : value
    guard digits == 10 || digits == 13 else { return nil }
    return Timestamp(day: CalendarDay(daysSinceEpoch: seconds / 86_400), second: seconds % 86_400, offset: 0)
  }

  private func number(_ index: Int) -> (value: Int, digits: Int)? {
    guard tokens.indices.contains(index), case .number(let value, let digits) = tokens[index] else {
      return nil
    }
    return (value, digits)
  }

  private func isMark(_ index: Int, _ marks: String) -> Bool {
    guard tokens.indices.contains(index), case .mark(let mark) = tokens[index] else { return false }
    return marks.contains(mark)
  }

  /// `2023-04-28`, `2023/04/28`, `2023.4.28`, `20230428`, `28.04.2023`, `28/04/2023`, `2023年4月28日`, `2023년 4월 28일`.
  private func numericDay(at index: Int) -> (CalendarDay, Int)? {
    guard let first = number(index) else { return nil }
    if first.digits == 8 || first.digits == 14 {
      let date = first.digits == 8 ? first.value : first.value / 1_000_000
      return CalendarDay(year: date / 10_000, month: date / 100 % 100, day: date % 100).map {
        ($0, index + 1)
      }
    }
    guard let second = number(index + 2), let third = number(index + 4), isSeparator(index + 1),
      isSeparator(index + 3)
    else { return nil }
    if first.digits == 4 {
      return CalendarDay(year: first.value, month: second.value, day: third.value).map { ($0, index + 5) }
    }
    guard third.digits == 4, first.digits <= 2, second.digits <= 2 else { return nil }
    let european = CalendarDay(year: third.value, month: second.value, day: first.value)
    let american = CalendarDay(year: third.value, month: first.value, day: second.value)
    return (european ?? american).map { ($0, index + 5) }
  }

  private func isSeparator(_ index: Int) -> Bool {
    if isMark(index, "-/.") { return true }
    guard tokens.indices.contains(index), case .word(let word) = tokens[index] else { return false }
    return ["年", "月", "년", "월"].contains(word)
  }

  /// `28 April 2023`, `28. April 2023`, `28 de abril de 2023`, `April 28, 2023`, `28-Apr-2023`.
  private func writtenDay(at index: Int) -> (CalendarDay, Int)? {
    guard tokens.indices.contains(index), case .word(let word) = tokens[index],
      let month = DateWords.shared.month(word)
    else { return nil }
    var after = index + 1
    while after < tokens.count, number(after) == nil, after < index + 4 { after += 1 }
    var before = index - 1
    while before >= 0, number(before) == nil, before > index - 4 { before -= 1 }
    guard let follows = number(after) else { return nil }
    if follows.digits == 4, let precedes = number(before), precedes.digits <= 2 {
      return CalendarDay(year: follows.value, month: month, day: precedes.value).map { ($0, after + 1) }
    }
    guard follows.digits <= 2 else { return nil }
    var last = after + 1
    while last < tokens.count, number(last) == nil, last < after + 4 { last += 1 }
    guard let year = number(last), year.digits == 4 else { return nil }
    return CalendarDay(year: year.value, month: month, day: follows.value).map { ($0, last + 1) }
  }

  /// `T12:33:00.5+02:00`, ` 12:33 GMT`, `12:33Z`, `3:05 pm EST`.
  private func time(from start: Int) -> (second: Int, offset: Int?)? {
    var index = start
    while index < tokens.count, number(index) == nil {
      if index > start + 3 { return nil }
      index += 1
    }
    guard var hour = number(index)?.value, isMark(index + 1, ":"), let minute = number(index + 2)?.value,
      hour < 25, minute < 60
    else { return nil }
    index += 3
    var second = 0
    if isMark(index, ":"), let value = number(index + 1)?.value {
      second = min(value, 59)
      index += 2
    }
    if isMark(index, "."), number(index + 1) != nil { index += 2 }
    if tokens.indices.contains(index), case .word(let half) = tokens[index] {
      if half == "pm" || half == "p" { hour = hour % 12 + 12 }
      if half == "am" || half == "a" { hour %= 12 }
      if ["pm", "am"].contains(half) { index += 1 }
    }
    return (hour * 3600 + minute * 60 + second, zone(at: index))
  }

  private func zone(at index: Int) -> Int? {
    guard tokens.indices.contains(index) else { return nil }
    if case .word(let word) = tokens[index] { return DateWords.shared.zone(word) }
    guard isMark(index, "+-−"), let first = number(index + 1) else { return nil }
    let sign = isMark(index, "+") ? 1 : -1
    if first.digits >= 3 { return sign * (first.value / 100 * 3600 + first.value % 100 * 60) }
    let minutes = isMark(index + 2, ":") ? number(index + 3)?.value ?? 0 : 0
    return sign * (first.value * 3600 + minutes * 60)
  }
}
