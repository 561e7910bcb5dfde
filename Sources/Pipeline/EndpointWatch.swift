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
    return try store.enqueueNews(of: claimed.endpoint.name, at: now) { _, other, sequence in
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
    return try store.enqueueNews(of: endpoint, at: now) { waiting, other, sequence in
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
}
