package import Model

/// An attempt has ended; what follows is decided in the outbox's transaction, from the endpoint's condition at that moment.
package struct AttemptEnd: Sendable {
  package var claimed: ClaimedDelivery
  package var deciding: @Sendable (EndpointCondition) -> AttemptClosing

  /// Makes an end.
  package init(
    _ claimed: ClaimedDelivery,
    deciding: @escaping @Sendable (EndpointCondition) -> AttemptClosing
  ) {
    self.claimed = claimed
    self.deciding = deciding
  }
}
