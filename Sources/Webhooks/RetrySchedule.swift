/// When a failed delivery is tried again.
package struct RetrySchedule: Sendable, Hashable {
  /// Seconds before each attempt, counted from the end of the one before; the first is the first attempt's own.
  package var delaySeconds: [Double]
  /// Each delay is made longer or shorter by up to this part, so that what failed together does not return together.
  package var jitter: Double

  /// Makes a schedule.
  package init(delaySeconds: [Double], jitter: Double) {
    self.delaySeconds = delaySeconds
    self.jitter = jitter
  }

  /// The example of Standard Webhooks 1.0.0: ten attempts over 75 h 35 min 5 s.
  package static let standard = RetrySchedule(
    delaySeconds: [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
    jitter: 0.2
  )

  /// The longest wait between two attempts, jitter included.
  package var longestDelaySeconds: Double { (delaySeconds.max() ?? 0) * (1 + jitter) }

  /// Seconds until the next attempt after `attemptsMade` of them; nil if there is none left. The jitter goes by `chance`,
  /// from 0 to 1.
  package func delaySeconds(afterAttempts attemptsMade: Int, chance: Double) -> Double? {
    guard delaySeconds.indices.contains(attemptsMade) else { return nil }
    return delaySeconds[attemptsMade] * (1 + jitter * (2 * chance - 1))
  }
}
