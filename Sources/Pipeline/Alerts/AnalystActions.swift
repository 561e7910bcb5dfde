internal import Alerting
package import Foundation
package import Model
package import Storage

/// What analysts do with alerts that are there.
package struct AnalystActions: Sendable {
  private let store: Store

  /// Actions on a store.
  package init(store: Store) { self.store = store }

  /// Notes that somebody has seen a firing: its rule repeats it no more.
  ///
  /// - Throws: `AlertActionError`, or `StorageError`.
  package func acknowledge(_ firing: Int64, note: String, at now: Date) throws {
    guard let known = try store.firing(firing) else { throw AlertActionError.noSuchFiring(firing) }
    guard known.resolution == nil else { throw AlertActionError.isResolved(firing) }
    try store.write { transaction in
      try transaction.alerts.acknowledge(firing, note: note, at: now)
      try change(firing, transaction.alerts, at: now) { $0.episode?.acknowledgedAt = now }
    }
  }

  /// Ends a firing, and tells its endpoints.
  ///
  /// - Returns: the deliveries.
  /// - Throws: `AlertActionError`, or `StorageError`.
  package func resolve(_ firing: Int64, note: String, at now: Date, due: Date) throws -> [RecordID] {
    guard let known = try store.firing(firing) else { throw AlertActionError.noSuchFiring(firing) }
    guard known.resolution == nil else { throw AlertActionError.isResolved(firing) }
    return try store.write { transaction in
      try transaction.alerts.resolve(firing, note: note, at: now)
      try change(firing, transaction.alerts, at: now) { $0.episode?.resolvedAt = now }
      let why = note.isEmpty ? "resolved by the analyst" : "resolved by the analyst: \(note)"
      return try MessageQueue(transaction, due: due).tell(.resolved, ofFiring: firing, why: why, at: now)
    }
  }

  /// Changes what the rule remembers of the firing, where it is the latest of its thread and the rule is still there.
  private func change(
    _ firing: Int64,
    _ alerts: AlertFacet,
    at now: Date,
    _ change: (inout AlertThread) -> Void
  ) throws {
    guard let (stored, episode) = try alerts.place(of: firing) else { return }
    var thread = try stored.thread
    guard thread.episode?.number == episode else { return }
    change(&thread)
    // `until quiet` may have been all it waited for.
    let isEnded = thread.episode?.isOpen == false
    try TransactionThreadStore(alerts, now: now).save(
      thread,
      wakeAt: isEnded ? thread.matters.nextDue : stored.wakeAt
    )
  }
}

/// Why an action is refused.
package enum AlertActionError: Error, Sendable, Hashable {
  case noSuchFiring(Int64)
  case isResolved(Int64)
}

extension [AlertMatter] {
  /// Nothing waits in a thread whose matters are told.
  fileprivate var nextDue: Date? { compactMap { $0.isTold ? nil : $0.qualifiedAt }.min() }
}
