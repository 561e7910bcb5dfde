package import Foundation
package import Model
package import Storage
internal import Webhooks

/// The store is where deliveries wait.
extension Store: Outbox {
  package func claim(_ claim: DeliveryClaim) async throws -> DeliveryWork { try claimDeliveries(claim) }

  package func dueCount(at now: Date) async throws -> Int { try dueDeliveryCount(at: now) }

  package func close(_ ends: [AttemptEnd], owner: String) async throws -> [AttemptClosing?] {
    try closeAttempts(ends, owner: owner)
  }
}
