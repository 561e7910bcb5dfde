package import Foundation

extension OutboxWorker {
  /// Where time and chance come from: the system's in the product, written ones in tests.
  package struct Surroundings: Sendable {
    /// The time that is written down and that signatures carry.
    package var now: @Sendable () -> Date
    /// Waits for seconds, or until the task is cancelled.
    package var sleep: @Sendable (Double) async -> Void
    /// From 0 to 1, evenly spread.
    package var chance: @Sendable () -> Double
    /// Whether the process that an owner names is known to have ended.
    package var hasEnded: @Sendable (_ owner: String) -> Bool
    /// How long others leave alone what it took, unless it shows itself again: three missed heartbeats, and any attempt.
    package var leaseSeconds: Double
    /// No attempt takes that long: whoever made it is gone.
    package var abandonedSeconds: Double

    /// The system's clock, random source and processes, or others.
    package init(
      now: @escaping @Sendable () -> Date = { Date() },
      sleep: @escaping @Sendable (Double) async -> Void = { try? await Task.sleep(for: .seconds($0)) },
      chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
      hasEnded: @escaping @Sendable (_ owner: String) -> Bool = { ProcessMark.hasEnded($0) },
      leaseSeconds: Double = 60,
      abandonedSeconds: Double = 300
    ) {
      self.now = now
      self.sleep = sleep
      self.chance = chance
      self.hasEnded = hasEnded
      self.leaseSeconds = leaseSeconds
      self.abandonedSeconds = abandonedSeconds
    }
  }
}
