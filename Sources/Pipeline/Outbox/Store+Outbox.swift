package import Foundation
package import Model
package import Storage
package import Webhooks

/// The store is where deliveries wait.
extension Store: Outbox {
  /// Claims what is due, in one transaction.
  ///
  /// - Throws: `StorageError`.
  package func claim(_ claim: DeliveryClaim) async throws -> DeliveryWork { try claimDeliveries(claim) }

  /// Counts what could be attempted at a moment.
  ///
  /// - Throws: `StorageError`.
  package func dueCount(at now: Date) async throws -> Int { try outbox.dueDeliveryCount(at: now) }

  /// Closes attempts, as `closeAttempts` does.
  ///
  /// - Throws: `StorageError`; then nothing is written.
  package func close(_ ends: [AttemptEnd], owner: String) async throws -> [AttemptClosing?] {
    try closeAttempts(ends, owner: owner)
  }

  /// Closes attempts in one transaction, each by a decision made from its endpoint's condition at that point of it. A loss of
  /// power in the seconds after may take it away; then what arrived is sent once more, under its id.
  ///
  /// - Returns: what was written, in the order of `ends`; nil where the attempt is not open or not the owner's any more.
  /// - Throws: `StorageError`; then nothing is written.
  package func closeAttempts(
    _ ends: [AttemptEnd],
    owner: String
  ) throws(StorageError) -> [AttemptClosing?] {
    try write(lasting: .withNext, in: .endings) { transaction in
      try ends.map { end in
        guard let present = try transaction.outbox.condition(ofOpen: end.claimed, owner: owner) else {
          return nil
        }
        let closing = end.deciding(present)
        try transaction.outbox.close(closing)
        return closing
      }
    }
  }
}
