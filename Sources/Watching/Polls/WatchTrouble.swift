package import Foundation

/// What an analyst must be told of a watch, once: a bell that does not ring may be broken.
package enum WatchTrouble: Sendable, Hashable {
  /// It fails since then.
  case failing(since: Date, reason: String)
  /// It answers, and nothing new came for much longer than usual.
  case silent(since: Date, usualGapSeconds: Double)
  /// Its server says that it is gone for good.
  case gone

  /// A watch that fails is told after a day: shorter outages mend themselves.
  package static let failingSecondsMin = 86_400.0
  /// So many usual gaps without anything new are much longer than usual.
  package static let silentGaps = 10.0
  /// And no feed is called silent before three days: a weekend and a day.
  package static let silentSecondsMin = 3 * 86_400.0

  /// How it is kept that it was told: the kind of trouble.
  package var word: String {
    switch self {
    case .failing: "failing"
    case .silent: "silent"
    case .gone: "gone"
    }
  }

  /// The trouble of a watch; nil for none.
  ///
  /// - Parameters:
  ///   - failingSince: when the first of its failures in a row was; nil while it answers.
  ///   - failure: why the last one failed.
  ///   - lastNewAt: when something was new last; nil where nothing ever was.
  ///   - usualGapSeconds: between new items; nil where unknown.
  ///   - isGone: whether its server said so.
  ///   - now: the time.
  /// - Returns: what is to be told.
  package static func of(
    failingSince: Date?,
    failure: String?,
    lastNewAt: Date?,
    usualGapSeconds: Double?,
    isGone: Bool,
    at now: Date
  ) -> WatchTrouble? {
    if isGone { return .gone }
    if let since = failingSince {
      let isLong = now.timeIntervalSince(since) >= failingSecondsMin
      return isLong ? .failing(since: since, reason: failure ?? "it does not answer") : nil
    }
    guard let last = lastNewAt, let gap = usualGapSeconds else { return nil }
    let quiet = now.timeIntervalSince(last)
    return quiet >= max(gap * silentGaps, silentSecondsMin) ? .silent(since: last, usualGapSeconds: gap) : nil
  }
}
