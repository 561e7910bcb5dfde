package import Feeds
package import Foundation

/// When a watch is asked for again: between the analyst's bounds, by how often something new comes, by what feed and server
/// wish, spread in time, and less often while it fails.
package struct PollRhythm: Sendable, Hashable {
  /// Seconds from one poll to the next, at least and at most, as the analyst sets them.
  package var every: ClosedRange<Double>
  /// Tells watches apart, so that those begun together are not asked for together.
  package var seed: UInt64

  /// The bounds where the analyst names none: ten minutes to six hours.
  package static let standardEvery = 600.0...21_600.0
  /// No server is asked more often, whatever is wished.
  package static let secondsMin = 60.0
  /// No watch is asked for more seldom than once a week.
  package static let secondsMax = 7 * 86_400.0
  /// A watch that fails is asked for at least once a day.
  package static let failureSecondsMax = 86_400.0
  /// Polls are moved by up to a tenth, either way.
  private static let spread = 0.1
  /// Two polls between usual items find each of them soon after it came.
  private static let pollsPerItem = 2.0
  /// Dates of so many of the newest items tell how often something comes.
  private static let datesMax = 30

  /// A rhythm of a watch.
  package init(every: ClosedRange<Double>, seed: UInt64) {
    self.every = every
    self.seed = seed
  }

  /// What the answer to a poll tells of the next one.
  package struct Wish: Sendable, Hashable {
    /// What the feed says of itself.
    package var feed: FeedRhythm
    /// For how long the server says that its answer holds; nil where it does not.
    package var cacheSeconds: Double?
    /// Seconds between new items as they usually come; nil where unknown.
    package var usualGapSeconds: Double?
    /// When something new came last, by its own date or by when it was seen; nil where nothing ever did.
    package var lastNewAt: Date?

    /// A wish for nothing.
    package init(
      feed: FeedRhythm = FeedRhythm(),
      cacheSeconds: Double? = nil,
      usualGapSeconds: Double? = nil,
      lastNewAt: Date? = nil
    ) {
      self.feed = feed
      self.cacheSeconds = cacheSeconds
      self.usualGapSeconds = usualGapSeconds
      self.lastNewAt = lastNewAt
    }
  }

  /// When to ask again after an answer.
  ///
  /// - Parameters:
  ///   - now: when the answer came.
  ///   - polls: how often the watch was asked for, which moves the spread.
  ///   - wish: what the answer tells of the next poll.
  /// - Returns: a moment within the bounds, a tenth aside, and outside the hours and days that the feed skips where the bounds
  ///   leave room for that.
  package func next(after now: Date, polls: Int, wish: Wish) -> Date {
    let quiet = wish.lastNewAt.map { max(now.timeIntervalSince($0), 0) } ?? 0
    // A feed that fell silent is asked less often, and at once more often when it wakes.
    let expected = max(wish.usualGapSeconds ?? every.lowerBound * Self.pollsPerItem, quiet / 4)
    let wished = [expected / Self.pollsPerItem, wish.feed.seconds ?? 0, wish.cacheSeconds ?? 0].max() ?? 0
    let seconds = min(max(wished, every.lowerBound), every.upperBound)
    let moment = now + moved(seconds, polls: polls)
    return Self.outsideSkipped(moment, wish.feed, before: now + every.upperBound * (1 + Self.spread))
  }

  /// When to ask again after a failure: later with each in a row.
  ///
  /// - Parameters:
  ///   - now: when it failed.
  ///   - failures: in a row, this one among them.
  ///   - wait: what the server asked for in `Retry-After`; nil where it did not.
  ///   - polls: how often the watch was asked for, which moves the spread.
  /// - Returns: the moment.
  package func next(afterFailureAt now: Date, failures: Int, wait: Double?, polls: Int) -> Date {
    let grown = every.lowerBound * pow(2, Double(min(max(failures - 1, 0), 20)))
    let seconds = min(grown, max(Self.failureSecondsMax, every.lowerBound))
    return now + max(moved(seconds, polls: polls), wait ?? 0)
  }

  /// When to ask first where many watches begin together: within the least gap, each at its own moment.
  package func first(from now: Date) -> Date {
    now + Double(mixed(0) % 1_000) / 1_000 * min(every.lowerBound, Self.standardEvery.lowerBound)
  }

  private func moved(_ seconds: Double, polls: Int) -> Double {
    let share = Double(mixed(UInt64(truncatingIfNeeded: polls) &+ 1) % 2_001) / 1_000 - 1
    return max(seconds * (1 + Self.spread * share), Self.secondsMin * (1 - Self.spread))
  }

  /// SplitMix64 (Steele, Lea and Flood, 2014): the same for the same watch and poll.
  private func mixed(_ count: UInt64) -> UInt64 {
    var state = seed &+ (count &+ 1) &* 0x9E37_79B9_7F4A_7C15
    state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
    return state ^ (state >> 31)
  }

  private static func outsideSkipped(_ moment: Date, _ feed: FeedRhythm, before limit: Date) -> Date {
    guard !feed.skippedHours.isEmpty || !feed.skippedDays.isEmpty else { return moment }
    var candidate = moment
    while candidate <= limit {
      let hours = Int((candidate.timeIntervalSince1970 / 3_600).rounded(.down))
      // 1 January 1970 was a Thursday, the fourth day of the week.
      let day = ((hours.flooredDivision(by: 24) + 3) % 7 + 7) % 7
      if !feed.skippedHours.contains((hours % 24 + 24) % 24), !feed.skippedDays.contains(day) {
        return candidate
      }
      let nextHour = Date(timeIntervalSince1970: Double(hours + 1) * 3_600)
      candidate = nextHour + moment.timeIntervalSince1970.truncatingRemainder(dividingBy: 600)
    }
    return moment
  }

  /// Seconds between items as they usually come, by their dates: the median gap of the newest, those in the future aside. Items
  /// of one date came together, or are dated by the day or by when the feed was made: one date tells no gap.
  /// Nil with fewer than three different dates.
  package static func usualGap(_ dates: [Date], at now: Date) -> Double? {
    let past = Set(dates.filter { $0 <= now }).sorted(by: >).prefix(datesMax)
    guard past.count >= 3 else { return nil }
    let gaps = zip(past, past.dropFirst()).map { $0.timeIntervalSince($1) }.sorted()
    return gaps[gaps.count / 2]
  }
}

extension Int {
  fileprivate func flooredDivision(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
