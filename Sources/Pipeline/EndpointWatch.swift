package import Foundation
package import Model
package import Storage
package import Webhooks

/// Sees to it that somebody hears of an endpoint in trouble: through another one.
package struct EndpointWatch: Sendable {
  private let store: Store

  /// A watch over the endpoints of a store.
  package init(store: Store) { self.store = store }

  /// Queues a message to another endpoint where an attempt's end changed the state of its own.
  ///
  /// - Returns: the delivery; nil where nothing changed, or there is nobody to tell.
  /// - Throws: `StorageError` where it cannot be queued.
  package func hear(_ news: DeliveryNews, at now: Date) throws -> RecordID? {
    guard case .closed(let claimed, let closing) = news,
      closing.condition.state != closing.conditionBefore.state
    else { return nil }
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
      return try WebhookComposer.message(trouble, for: other, sequence: sequence, id: MessageID.make())
    }
  }
}
