import Foundation
import Model
import Storage

/// Messages that wait in a store, and claims of them.
enum ServerWork {
  /// Queues messages to an endpoint, which is made where it is not there.
  static func queue(_ count: Int, to name: String = "ops", in store: Store, at now: Date) throws {
    if try !store.outbox.endpoints().contains(where: { $0.name == name }) {
      try store.addEndpoint(Endpoint(name: name, url: SecretURL("https://\(name).example/hook")), at: now)
    }
    try store.write { transaction in
      let recipient = try transaction.outbox.recipient(named: name)
      for number in 0..<count {
        let message = WebhookMessage(
          id: "msg_\(name)_\(number)",
          type: "tocsin.test",
          contentType: "application/json",
          headers: [],
          body: Array("{}".utf8)
        )
        _ = try transaction.outbox.enqueue(
          QueuedMessage(
            message: message,
            sequence: try transaction.outbox.nextSequence(of: recipient),
            firing: nil,
            occasion: 1,
            state: .pending,
            reason: "",
            at: now
          ),
          for: recipient
        )
      }
    }
  }

  /// What a claimer is given.
  static func claim(
    _ owner: String,
    limit: Int = 10,
    in store: Store,
    at moment: Date
  ) throws -> [ClaimedDelivery] {
    let work = try store.claimDeliveries(
      DeliveryClaim(
        owner: owner,
        now: moment,
        leaseUntil: moment + 60,
        abandonedBefore: moment - 300,
        limit: limit,
        perEndpointLimit: 100,
        perOriginLimit: 100
      )
    )
    guard case .claimed(let deliveries, _) = work else { return [] }
    return deliveries
  }
}
