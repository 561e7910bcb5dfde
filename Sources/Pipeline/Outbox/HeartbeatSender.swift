package import Foundation
package import Model
package import Storage

/// Sends signs of life, so that silence is peace and not a dead desk.
package struct HeartbeatSender: Sendable {
  /// Clocks are set by as much as this without anybody's mistake.
  private static let toleranceSeconds = 60.0

  private let store: Store

  /// A sender over a store.
  package init(store: Store) { self.store = store }

  /// Queues the heartbeat where it is due: one, however many were missed.
  ///
  /// - Parameters:
  ///   - now: the time by which it is due, and that its message tells.
  ///   - due: when deliveries are due.
  /// - Returns: the deliveries; empty where it is not due.
  /// - Throws: `StorageError`; then nothing is written.
  package func beat(at now: Date, due: Date) throws -> [RecordID] {
    guard let heartbeat = try store.alerts.heartbeat(), Self.isDue(heartbeat, at: now) else { return [] }
    return try store.write { transaction in
      let next = now.addingTimeInterval(Double(heartbeat.everySeconds))
      guard try transaction.alerts.advance(heartbeat, to: next, at: now) else { return [] }
      let last = heartbeat.lastAt.flatMap { $0 < now ? $0 : nil }
      let since = last ?? now.addingTimeInterval(-Double(heartbeat.everySeconds))
      let activity = try transaction.alerts.activity(after: since)
      return try MessageQueue(transaction, due: due).send(
        .heartbeat(activity, at: now),
        to: try transaction.outbox.recipients(named: heartbeat.endpoints)
      )
    }
  }

  /// True at its time, and where that lies further ahead than it ever could: then a clock was wrong.
  private static func isDue(_ heartbeat: Heartbeat, at now: Date) -> Bool {
    let furthest = now.addingTimeInterval(Double(heartbeat.everySeconds) + toleranceSeconds)
    return heartbeat.nextAt <= now || heartbeat.nextAt > furthest
  }
}
