package import Foundation

/// Whether a story is still reported on.
package enum StoryCoverage: Sendable, Hashable {
  /// Its silence is one that its own rhythm explains.
  case running
  /// Nothing has come since for longer than its own rhythm explains.
  case ended(since: Date)

  /// No shorter silence ends a story's coverage: over a weekend many say nothing.
  static let silenceSecondsMin = 2 * 86_400.0
  /// A silence so many times as long as the longest before it is another kind of silence.
  static let longestSilenceFactor = 3.0

  /// Judges by the moments at which its reports arrived.
  ///
  /// - Parameters:
  ///   - arrivals: in any order; none for a story without articles, which has ended at no time and counts as running.
  ///   - now: the moment that is asked about.
  package init(arrivals: [Date], at now: Date) {
    let arrivals = arrivals.filter { $0 <= now }.sorted()
    guard let last = arrivals.last else {
      self = .running
      return
    }
    let longest = zip(arrivals.dropFirst(), arrivals).map { $0.timeIntervalSince($1) }.max() ?? 0
    let silence = max(Self.silenceSecondsMin, Self.longestSilenceFactor * longest)
    self = now.timeIntervalSince(last) > silence ? .ended(since: last) : .running
  }
}
