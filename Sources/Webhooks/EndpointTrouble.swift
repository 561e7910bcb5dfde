package import Foundation
package import Model

/// What is told through another endpoint when one is paused, disabled, or well again.
package struct EndpointTrouble: Sendable, Hashable {
  /// How the `type` of its message begins.
  package static let typePrefix = "tocsin.endpoint."

  /// The name of the endpoint in trouble.
  package var endpoint: String
  /// Its state from now on.
  package var state: EndpointState
  /// Why, in words; what the receiver wrote may be among them.
  package var reason: String
  /// When the first of its failures in a row was; nil where it does not fail.
  package var failingSince: Date?
  /// Deliveries that wait for it.
  package var waiting: Int
  /// When its state changed.
  package var time: Date

  /// Makes a trouble.
  package init(
    endpoint: String,
    state: EndpointState,
    reason: String,
    failingSince: Date?,
    waiting: Int,
    time: Date
  ) {
    self.endpoint = endpoint
    self.state = state
    self.reason = reason
    self.failingSince = failingSince
    self.waiting = waiting
    self.time = time
  }

  /// `paused`, `disabled`, or `resumed` for one that is well again.
  var change: String { state == .active ? "resumed" : state.rawValue }

  private static let reasonMax = 1_000

  /// The `data` of the message.
  var data: OrderedJSON {
    .object([
      "endpoint": .text(endpoint),
      "state": .text(state.rawValue),
      "reason": .text(ForeignText.cut(ForeignText.cleaned(reason), toUTF16: Self.reasonMax)),
      "failing_since": .text(ifAny: failingSince.map(AlertPayload.timestamp)) ?? .null,
      "waiting": .integer(Int64(waiting)),
    ])
  }
}
