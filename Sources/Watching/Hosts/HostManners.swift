package import Foundation

/// How Tocsin behaves toward one host: gaps between requests, few at once, and rest where the host asks for it.
///
/// A plain value: time is a parameter, and waiting is for whoever asks.
package struct HostManners: Sendable, Hashable {
  /// What holds for every host.
  package struct Limits: Sendable, Hashable {
    /// Seconds from the start of one request to the start of the next.
    package var gapSeconds: Double
    /// Requests at work at once.
    package var requestsAtOnce: Int

    /// One request a second, two at once, unless others are given.
    package init(gapSeconds: Double = 1, requestsAtOnce: Int = 2) {
      self.gapSeconds = max(gapSeconds, 0)
      self.requestsAtOnce = max(requestsAtOnce, 1)
    }
  }

  /// Requests that have begun and not ended.
  package private(set) var atWork = 0
  /// When the last request began, or may have begun.
  package private(set) var lastAt: Date
  /// The host asked for rest until then.
  package private(set) var restsUntil = Date.distantPast
  /// Refusals (429, 503) in a row.
  package private(set) var refusals = 0
  /// The gap that the host's robots.txt asks for; 0 for none.
  package var delaySeconds = 0.0

  /// The first rest of a host that refuses and does not say for how long; it doubles with each refusal in a row.
  package static let restSecondsMin = 30.0
  /// The longest rest of that kind. `Retry-After` may ask for up to `RetryAfter.secondsMax`.
  package static let restSecondsMax = 3_600.0

  /// A host that was not asked since a moment, and may have asked for rest earlier.
  package init(lastAt: Date = .distantPast, restsUntil: Date = .distantPast) {
    (self.lastAt, self.restsUntil) = (lastAt, restsUntil)
  }

  /// Somebody else may have asked it up to a moment.
  mutating func goOn(from moment: Date) { lastAt = max(lastAt, moment) }

  /// When the next request may begin by the gap.
  private func nextAt(_ limits: Limits) -> Date { lastAt + max(limits.gapSeconds, delaySeconds) }

  /// When a request may begin: now, or later by gap or rest; nil while as many as may are at work.
  package func opening(at now: Date, _ limits: Limits) -> Date? {
    guard atWork < limits.requestsAtOnce else { return nil }
    return max(now, max(nextAt(limits), restsUntil))
  }

  /// A request begins, at a moment that `opening` gave.
  package mutating func begin(at moment: Date) {
    atWork += 1
    lastAt = moment
  }

  /// A request has ended.
  ///
  /// - Parameters:
  ///   - status: the answer's; nil where none came.
  ///   - retryAfterSeconds: what the answer's `Retry-After` asks for, already bounded.
  ///   - now: the time.
  package mutating func end(status: Int?, retryAfterSeconds: Double?, at now: Date) {
    atWork = max(atWork - 1, 0)
    guard let status else { return }
    guard status == 429 || status == 503 else {
      refusals = 0
      return
    }
    let grown = Self.restSecondsMin * pow(2, Double(min(refusals, 20)))
    refusals += 1
    restsUntil = max(restsUntil, now + (retryAfterSeconds ?? min(grown, Self.restSecondsMax)))
  }

  /// True for a host of which nothing needs to be remembered any more.
  package func isForgettable(at now: Date, _ limits: Limits) -> Bool {
    atWork == 0 && nextAt(limits) <= now && restsUntil <= now && refusals == 0
  }
}
