package import Foundation
package import Model
package import Storage
package import Webhooks

/// Sees to it that somebody hears of an endpoint in trouble: through another one.
package struct EndpointWatch: Sendable {
  private let store: Store

  /// A watch over the endpoints of a store.
  package init(store: Store) { self.store = store }

  /// Queues messages to another endpoint where an attempt's end changed the state of its own, or gave a message up.
  ///
  /// - Returns: the deliveries; empty where nothing changed, or there is nobody to tell.
  /// - Throws: `StorageError` where it cannot be queued.
  package func hear(_ news: DeliveryNews, at now: Date) throws -> [RecordID] {
    guard case .closed(let claimed, let closing) = news else { return [] }
    return [try hearOfState(claimed, closing, at: now), try hearOfEnd(claimed, closing, at: now)].compactMap {
      $0
    }
  }

  /// A message was given up for good. Of one that told of such a thing itself nothing more is told: it would never end.
  private func hearOfEnd(
    _ claimed: ClaimedDelivery,
    _ closing: AttemptClosing,
    at now: Date
  ) throws -> RecordID? {
    let delivery = claimed.delivery
    guard closing.state == .dead || closing.state == .failedForGood,
      !delivery.message.type.hasPrefix(DeliveryExhaustion.type),
      !delivery.message.type.hasPrefix(EndpointTrouble.typePrefix)
    else { return nil }
    let exhaustion = DeliveryExhaustion(
      delivery: delivery.number,
      endpoint: claimed.endpoint.name,
      message: delivery.message.id,
      messageType: delivery.message.type,
      firing: delivery.firing,
      attempts: closing.attempt.number,
      reason: closing.attempt.reason,
      time: now
    )
    return try tell(of: claimed.endpoint.name, at: now) { _, other, sequence in
      WebhookComposer.message(exhaustion, for: other, sequence: sequence, id: MessageID.make())
    }
  }

  private func hearOfState(
    _ claimed: ClaimedDelivery,
    _ closing: AttemptClosing,
    at now: Date
  ) throws -> RecordID? {
    guard closing.condition.state != closing.conditionBefore.state else { return nil }
    let endpoint = claimed.endpoint.name
    return try tell(of: endpoint, at: now) { waiting, other, sequence in
      let trouble = EndpointTrouble(
        endpoint: endpoint,
        state: closing.condition.state,
        reason: closing.condition.reason ?? "it works again",
        failingSince: closing.condition.failingSince ?? closing.conditionBefore.failingSince,
        waiting: waiting,
        time: now
      )
      return WebhookComposer.message(trouble, for: other, sequence: sequence, id: MessageID.make())
    }
  }

  /// Sends news of an endpoint to another one that works: of another host where there is one.
  ///
  /// - Returns: the delivery; nil where there is no other endpoint that is active and whose last message came through.
  private func tell(
    of name: String,
    at now: Date,
    _ render: (_ waiting: Int, _ endpoint: Endpoint, _ sequence: Int64) -> WebhookMessage
  ) throws -> RecordID? {
    try store.write { transaction in
      let all = try transaction.outbox.recipients()
      let origin = all.first { $0.name == name }?.endpoint?.url.origin
      let others = all.compactMap { recipient in
        recipient.endpoint.map { (recipient: recipient, endpoint: $0) }
      }.filter { other in
        other.recipient.name != name && other.endpoint.condition.state == .active
          && other.endpoint.condition.consecutiveFailures == 0
      }
      guard let best = others.first(where: { $0.endpoint.url.origin != origin }) ?? others.first else {
        return nil
      }
      let waiting = try transaction.outbox.waitingCount(for: name)
      return try MessageQueue(transaction, due: now).send(to: best.recipient) { endpoint, sequence in
        render(waiting, endpoint, sequence)
      }
    }
  }
}
