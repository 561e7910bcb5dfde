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

  /// Reads the first date of a short text: ISO 8601 in its usual and sloppy forms, RFC 5322, asctime, seconds or
  /// milliseconds since 1970, and dates in words of the languages of `date-words.tsv`. Nil for anything else, and for what
  /// programs write where they know no date: 0001-01-01, 1970-01-01.
  ///
  /// - Parameters:
  ///   - text: what a page or feed writes for a date.
  ///   - style: how its writer orders day and month.
  package init?(_ text: String, style: DateStyle = DateStyle()) {
    guard let found = TimestampScanner(text, style: style).dates().first else { return nil }
    self = found.timestamp
  }

  init(day: CalendarDay, second: Int?, offset: Int?) {
    self.day = day
    self.second = second
    self.offset = offset
  }

  /// Days that stand for no date at all: the first of a calendar or of a computer's time, and what lies before any press.
  var isNull: Bool {
    if day.year < Self.yearMin || day.year > Self.yearMax { return true }
    if day.year == 1900 || day.year == 1899 {
      return day.month == 1 && day.day == 1 || day.month == 12 && day.day >= 30
    }
    return (-1...1).contains(day.daysSinceEpoch)  // 1970 in some zone
  }

  private static let yearMin = 1800
  private static let yearMax = 2200
}

/// How a writer orders the numbers of a date, by language and country.
package struct DateStyle: Sendable, Hashable {
  /// True for `10/05/2026` as the fifth of October; nil where nothing tells.
  var isMonthFirst: Bool?
  /// True where a country tells that, and not a language alone.
  var isOfCountry = false
  /// The primary subtag, such as `hr`; nil where unknown.
  var language: String?

  /// The style of a page or feed.
  ///
  /// English writes the month first, but for the countries below; a country that the language names or the address ends
  /// in decides.
  /// - Parameters:
  ///   - language: a BCP 47 tag; nil where unknown.
  ///   - address: where it was found; nil where unknown.
  package init(language: String? = nil, address: String? = nil) {
    let subtags = language?.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init) ?? []
    self.language = subtags.first
    let host = address.flatMap { URL(string: $0)?.host }
    let country =
      subtags.dropFirst().first { $0.utf8.count == 2 } ?? host?.split(separator: ".").last.map(String.init)
    if let country, Self.monthFirstCountries.contains(country) {
      (isMonthFirst, isOfCountry) = (true, true)
    } else if let country, Self.dayFirstCountries.contains(country) {
      (isMonthFirst, isOfCountry) = (false, true)
    } else {
      isMonthFirst = subtags.first.map { $0 == "en" }
    }
  }

  private static let monthFirstCountries: Set<String> = [
    "us", "ph", "pr", "gu", "fm", "pw", "mh", "gov", "mil",
  ]
  private static let dayFirstCountries: Set<String> = [
    "gb", "uk", "ie", "au", "nz", "in", "za", "sg", "my", "hk", "pk", "bd", "lk", "ng", "ke", "ug", "gh",
    "tz", "zw", "jm",
    "tt", "mt", "cy", "eu",
  ]
}
