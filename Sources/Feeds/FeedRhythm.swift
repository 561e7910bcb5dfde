internal import Markup

/// How often a feed wants to be asked for, as it says itself.
package struct FeedRhythm: Sendable, Hashable {
  /// RSS's `ttl` and the Syndication module's period; nil where neither is given. At most `secondsMax`.
  package var seconds: Double?
  /// Hours of the day in GMT in which nothing new comes (`skipHours`), 0 to 23.
  package var skippedHours: Set<Int> = []
  /// Days of the week on which nothing new comes (`skipDays`), 0 for Monday to 6 for Sunday.
  package var skippedDays: Set<Int> = []

  /// A feed that wants to be asked for more seldom than once a week is asked once a week.
  package static let secondsMax = 7 * 86_400.0

  /// A feed that says nothing of it.
  package init() {}

  /// Reads the elements of a channel; what is none of their values is passed over.
  init(_ channel: FeedTree.Element) {
    let ttl = channel[.ttl].flatMap { Double($0.text) }.map { $0 * 60 }
    seconds = [ttl, Self.period(channel)].compactMap { $0 }.filter { $0 > 0 }.max().map {
      min($0, Self.secondsMax)
    }
    let hours = channel[.skipHours]?.all(.hour).compactMap { Int($0.text) } ?? []
    // Userland's own text counts from 0, older ones to 24, which is midnight.
    skippedHours = Set(hours.filter { (0...24).contains($0) }.map { $0 % 24 })
    let days = channel[.skipDays]?.all(.day).map { $0.text.lowercased().prefix(3) } ?? []
    skippedDays = Set(days.compactMap { Self.week.firstIndex(of: String($0)) })
    // Who skips everything says nothing.
    if skippedHours.count == 24 { skippedHours = [] }
    if skippedDays.count == 7 { skippedDays = [] }
  }

  private static let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// RSS 1.0's Syndication module: `updatePeriod` holds `updateFrequency` updates.
  private static func period(_ channel: FeedTree.Element) -> Double? {
    let lengths = [
      "hourly": 3_600.0, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000,
    ]
    guard let length = channel[.updatePeriod].flatMap({ lengths[$0.text.lowercased()] }) else { return nil }
    return length / (channel[.updateFrequency].flatMap { Double($0.text) }.map { max($0, 1) } ?? 1)
  }
}
