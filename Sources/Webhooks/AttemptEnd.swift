package import Model

/// An attempt has ended; what follows is decided in the outbox's transaction, from the endpoint's condition at that moment.
package struct AttemptEnd: Sendable {
  /// The delivery with the attempt that ended.
  package var claimed: ClaimedDelivery
  /// Makes what is to be written from the endpoint's condition, as it is read within the transaction.
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
