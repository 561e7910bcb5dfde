import Foundation
import Model
import Pipeline
import Storage
import StoreSupport
import Synchronization
import Webhooks

/// The store itself, in memory, and what can go wrong with it.
final class MemoryOutbox: Outbox {
  struct Faults: Sendable {
    /// Claims and closings to fail, for a store that is out of order.
    var failuresToCome = 0
    /// Closings to lose as a crash does.
    var isCrashing = false
    /// How often work was claimed.
    var claims = 0
  }

  struct OutOfOrder: Error {}

  let faults = Mutex(Faults())
  private let store: Store

  init(_ endpoints: [Endpoint]) throws {
    store = try StoreForTests.new()
    for endpoint in endpoints { try store.addEndpoint(endpoint, at: Date(timeIntervalSince1970: 0)) }
  }

  /// Queues a message for an endpoint and gives its row.
  @discardableResult
  func queue(_ endpoint: String, id: String, at moment: Date, body: String = "{}") throws -> Int64 {
    try store.write { transaction in
      let recipient = try transaction.outbox.recipient(named: endpoint)
      return try MessageQueue(transaction, due: moment).send(to: recipient) { _, _ in
        WebhookMessage(
          id: id,
          type: "tocsin.alert.test",
          contentType: "application/json",
          body: Array(body.utf8)
        )
      }
    }.number
  }

  func row(_ number: Int64) -> DeliveryHistory {
    guard let history = try? store.outbox.delivery(number) else {
      fatalError("there is no delivery \(number)")
    }
    return history
  }

  func condition(_ endpoint: String) -> EndpointCondition? {
    try? store.outbox.endpoint(named: endpoint).condition
  }

  /// Another process takes the lease.
  func lease(to owner: String, at now: Date, until end: Date) throws {
    _ = try store.claimDeliveries(
      DeliveryClaim(
        owner: owner,
        now: now,
        leaseUntil: end,
        abandonedBefore: .distantPast,
        limit: 0,
        perEndpointLimit: 0,
        perOriginLimit: 0
      )
    )
  }

  func claim(_ claim: DeliveryClaim) async throws -> DeliveryWork {
    faults.withLock { $0.claims += 1 }
    try fail()
    return try await store.claim(claim)
  }

  func dueCount(at now: Date) async throws -> Int { try await store.dueCount(at: now) }

  func close(_ ends: [AttemptEnd], owner: String) async throws -> [AttemptClosing?] {
    try fail()
    if faults.withLock({ $0.isCrashing }) { return ends.map { _ in nil } }
    return try await store.close(ends, owner: owner)
  }

  private func fail() throws {
    let isFailing = faults.withLock { faults in
      guard faults.failuresToCome > 0 else { return false }
      faults.failuresToCome -= 1
      return true
    }
    if isFailing { throw OutOfOrder() }
  }
}
