package import Foundation
import Model

/// What is told through another endpoint when a message is given up for good.
package struct DeliveryExhaustion: Sendable, Hashable {
  /// The `type` of its message.
  package static let type = "tocsin.delivery.exhausted"

  /// The delivery's row.
  package var delivery: Int64
  /// The name of the endpoint that the message did not reach.
  package var endpoint: String
  /// The id and the type of that message.
  package var message: String
  /// The `type` of that message.
  package var messageType: String
  /// The firing that it told of; nil for none.
  package var firing: Int64?
  /// How often it was tried.
  package var attempts: Int
  /// Why the last attempt failed, in words; what the receiver wrote may be among them.
  package var reason: String
  /// When it was given up.
  package var time: Date

  /// Makes an exhaustion.
  package init(
    delivery: Int64,
    endpoint: String,
    message: String,
    messageType: String,
    firing: Int64?,
    attempts: Int,
    reason: String,
    time: Date
  ) {
    self.delivery = delivery
    self.endpoint = endpoint
    self.message = message
    self.messageType = messageType
    self.firing = firing
    self.attempts = attempts
    self.reason = reason
    self.time = time
  }

  private static let reasonMax = 1_000

  /// Its reason as it is told.
  var toldReason: String { ForeignText.cut(ForeignText.cleaned(reason), toUTF16: Self.reasonMax) }

  /// The `data` of the message.
  var data: OrderedJSON {
    .object([
      "delivery": .text(RecordID(.delivery, delivery).description),
      "endpoint": .text(endpoint),
      "message": .text(message),
      "message_type": .text(messageType),
      "firing": .text(ifAny: firing.map { RecordID(.firing, $0).description }) ?? .null,
      "attempts": .integer(Int64(attempts)),
      "reason": .text(toldReason),
    ])
  }
}
