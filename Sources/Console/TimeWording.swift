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

  /// How long something is still waited for, to the second where it is near: `in 5 s`, `in 4 h`, `now`.
  func until(_ moment: Date) -> String {
    let seconds = Int(moment.timeIntervalSince(now).rounded(.up))
    return isRelative && (1..<Int(Self.nowSeconds)).contains(seconds) ? "in \(seconds) s" : words(moment)
  }

  /// The day and the time of the zone, `2021-10-18 20:00`.
  func absolute(_ moment: Date) -> String {
    moment.formatted(
      style(
        "\(year: .padded(4))-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)"
      )
    )
  }

  /// The same to the second, where moments near each other are compared: `2021-10-18 20:00:05`.
  func precise(_ moment: Date) -> String {
    "\(absolute(moment)):\(moment.formatted(style("\(second: .twoDigits)")))"
  }

  private func style(_ format: Date.FormatString) -> Date.VerbatimFormatStyle {
    Date.VerbatimFormatStyle(format: format, timeZone: zone, calendar: Calendar(identifier: .gregorian))
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
  var times: TimeWording { times(from: now) }

  /// The same from the system's time: deliveries keep to it, whatever time the desk was set to.
  var systemTimes: TimeWording { times(from: Date()) }

  /// The same from the time that is written down, which polls of watches keep to.
  var stampedTimes: TimeWording { times(from: (try? stamp()) ?? Date()) }

  private func times(from now: Date) -> TimeWording {
    let kept = preferences.current
    return TimeWording(now: now, isRelative: kept.hasRelativeTimes, zone: kept.timeZone)
  }
}
