package import Model
package import Storage
internal import Webhooks

/// The store is where deliveries wait.
extension Store: Outbox {
  package func claim(_ claim: DeliveryClaim) async throws -> DeliveryWork { try claimDeliveries(claim) }

  package func close(_ ends: [AttemptEnd], owner: String) async throws -> [AttemptClosing?] {
    try closeAttempts(ends, owner: owner)
  }
}
