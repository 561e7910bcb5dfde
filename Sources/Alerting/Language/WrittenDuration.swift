/// Lengths of time as conditions write them: whole minutes, hours, days, weeks.
package enum WrittenDuration {
  /// A year: beyond it nothing is news.
  package static let secondsMax = 366 * 86_400

  /// In the largest unit that gives a whole number: `3d`, `36h`, `90m`.
  package static func words(seconds: Int) -> String {
    if seconds % 86_400 == 0 { return "\(seconds / 86_400)d" }
    return seconds % 3_600 == 0 ? "\(seconds / 3_600)h" : "\(seconds / 60)m"
  }

  static func unitSeconds(_ unit: String) -> Int? {
    switch unit.lowercased() {
    case "m", "min", "minute", "minutes": 60
    case "h", "hour", "hours": 3_600
    case "d", "day", "days": 86_400
    case "w", "week", "weeks": 7 * 86_400
    default: nil
    }
  }
}
