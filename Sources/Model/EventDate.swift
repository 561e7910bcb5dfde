/// When an event happened, as precisely as its text supports and no more.
package enum EventDate: Sendable, Hashable {
  /// That one day.
  case day(CalendarDay)
  /// Some day of that month, 1 to 12.
  case month(year: Int, month: Int)
  /// Some day of that year, 1 to 9999.
  case year(Int)
  /// Both ends belong to it.
  case range(CalendarDay, CalendarDay)

  /// The first day it can mean.
  package var first: CalendarDay? {
    switch self {
    case .day(let day): day
    case .month(let year, let month): CalendarDay(year: year, month: month, day: 1)
    case .year(let year): CalendarDay(year: year, month: 1, day: 1)
    case .range(let start, _): start
    }
  }

  /// The last day it can mean.
  package var last: CalendarDay? {
    switch self {
    case .day(let day): day
    case .month(let year, let month):
      CalendarDay(year: year, month: month, day: CalendarDay.days(in: month, of: year))
    case .year(let year): CalendarDay(year: year, month: 12, day: 31)
    case .range(_, let end): end
    }
  }
}

extension EventDate: CustomStringConvertible {
  /// `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `start/end` (ISO 8601).
  package var description: String {
    switch self {
    case .day(let day): day.description
    case .month(let year, let month): "\(CalendarDay.padded(year, 4))-\(CalendarDay.padded(month, 2))"
    case .year(let year): CalendarDay.padded(year, 4)
    case .range(let start, let end): "\(start)/\(end)"
    }
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let start = CalendarDay(String(parts[0])), let end = CalendarDay(String(parts[1])) {
      self = .range(start, end)
      return
    }
    if let day = CalendarDay(text) {
      self = .day(day)
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.count == 4 || bytes.count == 7, let year = CalendarDay.number(bytes[0..<4]), year > 0
    else { return nil }
    if bytes.count == 4 {
      self = .year(year)
      return
    }
    guard bytes[4] == UInt8(ascii: "-"), let month = CalendarDay.number(bytes[5..<7]),
      (1...12).contains(month)
    else { return nil }
    self = .month(year: year, month: month)
  }
}

extension EventDate: Codable {
  /// Reads the text that `description` writes.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for any other text.
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let date = EventDate(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not an event date")
      )
    }
    self = date
  }

  /// Writes one string, as `description` has it.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
