internal import Foundation
internal import Model

/// Times as analysts write them.
enum TimeArgument {
  /// A moment: RFC 3339, or a day, which is its first moment in UTC. Nil for anything else.
  static func moment(_ text: String) -> Date? {
    if text.utf8.count == 10, let day = CalendarDay(text) {
      return Date(timeIntervalSince1970: Double(day.daysSinceEpoch) * 86_400)
    }
    return (try? Date.ISO8601FormatStyle().parse(text))
      ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
  }

  /// A moment, or how long ago: `90s`, `30m`, `12h`, `2d`, `4w` before `now`. Nil for anything else.
  static func since(_ text: String, now: Date) -> Date? {
    if let moment = moment(text) { return moment }
    guard let unit = text.last, let seconds = secondsPerUnit[unit],
      let count = UInt32(text.dropLast()), count > 0
    else { return nil }
    return now.addingTimeInterval(-Double(count) * seconds)
  }

  private static let secondsPerUnit: [Character: Double] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]
}
