internal import Foundation

/// How moments are told to people: how long ago while they are near, else the day and the time of a zone.
struct TimeWording: Sendable {
  /// The moment from which others are told.
  var now: Date
  /// False where every moment is told by its day and time.
  var isRelative: Bool
  var zone: TimeZone

  /// What lies further from now is told by its day.
  private static let nearSeconds = 7 * 86_400.0
  /// Clocks and commands differ by as much without anything having happened.
  private static let nowSeconds = 60.0

  /// `now`, `5 min ago`, `3 h ago`, `2 d ago`, `in 4 h`, `2021-10-18 20:00`.
  func words(_ moment: Date) -> String {
    let seconds = now.timeIntervalSince(moment)
    guard isRelative, abs(seconds) < Self.nearSeconds else { return absolute(moment) }
    guard abs(seconds) >= Self.nowSeconds else { return "now" }
    let length = Self.length(abs(seconds))
    return seconds > 0 ? "\(length) ago" : "in \(length)"
  }

  /// The day and the time of the zone, `2021-10-18 20:00`.
  func absolute(_ moment: Date) -> String {
    let style = Date.VerbatimFormatStyle(
      format:
        "\(year: .padded(4))-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
      timeZone: zone,
      calendar: Calendar(identifier: .gregorian)
    )
    return moment.formatted(style)
  }

  private static func length(_ seconds: Double) -> String {
    switch seconds {
    case ..<3_600: "\(Int(seconds / 60)) min"
    case ..<86_400: "\(Int(seconds / 3_600)) h"
    default: "\(Int(seconds / 86_400)) d"
    }
  }
}

extension Desk {
  /// How times are told at this desk: by its settings.
  var times: TimeWording {
    let kept = preferences.current
    return TimeWording(now: now, isRelative: kept.hasRelativeTimes, zone: kept.timeZone)
  }
}
