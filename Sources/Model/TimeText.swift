package import Foundation

/// Times and lengths of time as people write them: at the prompt, in conditions, in rules files. The one reader of them.
package enum TimeText {
  /// A year: in conditions nothing beyond it is news.
  package static let yearSeconds = 366 * 86_400

  /// A length in the largest unit that gives a whole number: `3d`, `36h`, `90m`, `45s`.
  package static func words(seconds: Int) -> String {
    for (unit, unitSeconds) in [("d", 86_400), ("h", 3_600), ("m", 60)] where seconds % unitSeconds == 0 {
      return "\(seconds / unitSeconds)\(unit)"
    }
    return "\(seconds)s"
  }

  /// How long a unit is: `s`, `m`, `h`, `d`, `w` or its name; nil for anything else.
  package static func unitSeconds(_ unit: String) -> Int? {
    switch unit.lowercased() {
    case "s", "sec", "second", "seconds": 1
    case "m", "min", "minute", "minutes": 60
    case "h", "hour", "hours": 3_600
    case "d", "day", "days": 86_400
    case "w", "week", "weeks": 7 * 86_400
    default: nil
    }
  }

  /// A length: `3d`, `12h`, `90 minutes`; nil for anything else, for none, and beyond the limit.
  package static func seconds(_ text: String, atMost limit: Int = yearSeconds) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop(while: \.isWhitespace)
    guard let count = Int(digits), let unitSeconds = unitSeconds(String(unit)), count > 0,
      count <= limit / unitSeconds
    else { return nil }
    return count * unitSeconds
  }

  /// A length in whole days, rounded up: `90d`, `12w`, `36h` (two days); nil beyond the limit.
  package static func days(_ text: String, atMost limit: Int) -> Int? {
    seconds(text, atMost: limit * 86_400).map { ($0 + 86_399) / 86_400 }
  }

  /// The years that moments may lie in. News is younger, and what lies further off is a slip; before 1582 calendars differ.
  private static let years = 1900...2199

  /// The years that moments may lie in, in words.
  package static let yearsWords = "\(years.lowerBound) to \(years.upperBound)"

  /// A moment: RFC 3339, or a day, which is its first moment in UTC. Nil for anything else, and for other years.
  package static func moment(_ text: String) -> Date? {
    parsed(text).flatMap { span.contains($0) ? $0 : nil }
  }

  /// True for a moment that is written as it should be and lies in other years than moments may.
  package static func isOfOtherYears(_ text: String) -> Bool {
    parsed(text).map { !span.contains($0) } ?? false
  }

  private static let span: Range<Date> = {
    let first = { (year: Int) in
      Date(
        timeIntervalSince1970: Double(CalendarDay(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0) * 86_400
      )
    }
    return first(years.lowerBound)..<first(years.upperBound + 1)
  }()

  private static func parsed(_ text: String) -> Date? {
    if text.utf8.count == 10, let day = CalendarDay(text) {
      return Date(timeIntervalSince1970: Double(day.daysSinceEpoch) * 86_400)
    }
    return (try? Date.ISO8601FormatStyle().parse(text))
      ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
  }

  /// A moment, or how long before another one: `90s`, `30m`, `12h`, `2d`, `4w`. Nil for anything else.
  package static func past(_ text: String, before now: Date) -> Date? {
    moment(text) ?? seconds(text, atMost: pastSecondsMax).map { now.addingTimeInterval(-Double($0)) }
  }

  /// A century: nobody looks further back.
  private static let pastSecondsMax = 100 * yearSeconds
}
