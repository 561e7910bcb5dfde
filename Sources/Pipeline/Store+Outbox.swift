package import Model
package import Storage
internal import Webhooks

/// The store is where deliveries wait.
extension Store: Outbox {
  package func claim(_ claim: DeliveryClaim) async throws -> DeliveryWork { try claimDeliveries(claim) }

  package func close(
    _ claimed: ClaimedDelivery,
    owner: String,
    deciding: @escaping @Sendable (EndpointCondition) -> AttemptClosing
  ) async throws -> AttemptClosing? {
    try closeAttempt(claimed, owner: owner, deciding: deciding)
  }
}
