package import Foundation
package import Model

/// Where deliveries wait: the store, as the worker sees it. Each call is one transaction.
package protocol Outbox: Sendable {
  /// Gives the deliveries that are due, with their attempts recorded as open, if the claimer has or can take the lease.
  ///
  /// Attempts that somebody else left open, and those begun before `abandonedBefore`, are closed as `unknown outcome` first and
  /// their deliveries are due again. A delivery is not given while its endpoint is disabled, paused by hand, or held by its
  /// host; of an endpoint paused by the breaker one is given once its probe is due; of a strictly ordered one only the
  /// oldest that is not settled.
  func claim(_ claim: DeliveryClaim) async throws -> DeliveryWork

  /// How many deliveries could be attempted now.
  func dueCount(at now: Date) async throws -> Int

  /// Closes attempts together, each by a decision that is made from its endpoint's condition within the transaction.
  ///
  /// - Returns: what was written, in the order of `ends`; nil where the attempt is not the owner's any more, and nothing was.
  func close(_ ends: [AttemptEnd], owner: String) async throws -> [AttemptClosing?]
}
