import Foundation
import Model
import Synchronization
import Webhooks

/// The outbox's contract in memory: what the store does in SQL, with every rule in plain sight.
final class MemoryOutbox: Outbox {
  struct Row: Sendable {
    var delivery: Delivery
    var attempts: [Attempt] = []
    var owner: String?
  }

  struct State: Sendable {
    var endpoints: [String: Endpoint] = [:]
    var rows: [Row] = []
    var lease: (owner: String, until: Date)?
    /// Claims and closings to fail, for a store that is out of order.
    var failuresToCome = 0
    /// Closings to lose as a crash does.
    var isCrashing = false
  }

  struct OutOfOrder: Error {}

  let state = Mutex(State())

  init(_ endpoints: [Endpoint]) {
    state.withLock { state in
      for endpoint in endpoints { state.endpoints[endpoint.name] = endpoint }
    }
  }

  /// Queues a message for an endpoint and gives its row.
  @discardableResult
  func queue(_ endpoint: String, id: String, at moment: Date, body: String = "{}") -> Int64 {
    state.withLock { state in
      let number = Int64(state.rows.count + 1)
      let message = WebhookMessage(
        id: id,
        type: "tocsin.alert.test",
        contentType: "application/json",
        body: Array(body.utf8)
      )
      let delivery = Delivery(
        number: number,
        endpoint: endpoint,
        firing: nil,
        sequence: number,
        message: message,
        createdAt: moment
      )
      state.rows.append(Row(delivery: delivery))
      return number
    }
  }

  func row(_ number: Int64) -> Row { state.withLock { $0.rows[Int(number) - 1] } }
  func condition(_ endpoint: String) -> EndpointCondition? {
    state.withLock { $0.endpoints[endpoint]?.condition }
  }

  func claim(_ claim: DeliveryClaim) async throws -> DeliveryWork {
    try state.withLock { state in
      try fail(&state)
      if let lease = state.lease, lease.owner != claim.owner, lease.owner != claim.endedOwner,
        lease.until > claim.now
      {
        return .leasedByAnother(owner: lease.owner, until: lease.until)
      }
      state.lease = (claim.owner, claim.leaseUntil)
      recover(&state, claim)
      var claimed: [ClaimedDelivery] = []
      for place in order(state) where claimed.count < claim.limit {
        if let one = take(place, &state, claim) { claimed.append(one) }
      }
      return .claimed(claimed, nextDue: nextDue(state, after: claim.now))
    }
  }

  func close(_ ends: [AttemptEnd], owner: String) async throws -> [AttemptClosing?] {
    try state.withLock { state in
      try fail(&state)
      return ends.map { close($0, owner: owner, &state) }
    }
  }

  private func close(_ end: AttemptEnd, owner: String, _ state: inout State) -> AttemptClosing? {
    let place = Int(end.claimed.delivery.number) - 1
    guard !state.isCrashing, state.rows[place].delivery.state == .trying, state.rows[place].owner == owner,
      let condition = state.endpoints[end.claimed.endpoint.name]?.condition
    else { return nil }
    let closing = end.deciding(condition)
    state.rows[place].attempts[closing.attempt.number - 1] = closing.attempt
    state.rows[place].delivery.state = closing.state
    state.rows[place].delivery.nextAttemptAt = closing.nextAttemptAt
    state.rows[place].delivery.attemptsMade = closing.attemptsMade
    state.endpoints[end.claimed.endpoint.name]?.condition = closing.condition
    if let hold = closing.hostHold { self.hold(hold, &state) }
    return closing
  }

  private func fail(_ state: inout State) throws {
    guard state.failuresToCome > 0 else { return }
    state.failuresToCome -= 1
    throw OutOfOrder()
  }

  private func hold(_ hold: HostHold, _ state: inout State) {
    for (name, endpoint) in state.endpoints where endpoint.url.origin == hold.origin {
      let until = max(endpoint.condition.heldUntil ?? .distantPast, hold.until)
      state.endpoints[name]?.condition.heldUntil = until
    }
  }

  private func recover(_ state: inout State, _ claim: DeliveryClaim) {
    for place in state.rows.indices where state.rows[place].delivery.state == .trying {
      guard let open = state.rows[place].attempts.last else { continue }
      guard state.rows[place].owner != claim.owner || open.startedAt < claim.abandonedBefore else { continue }
      state.rows[place].attempts[open.number - 1].outcome = .unknown
      state.rows[place].delivery.state = .pending
      state.rows[place].delivery.nextAttemptAt = claim.now
    }
  }

  private func order(_ state: State) -> [Int] {
    state.rows.indices.sorted {
      (state.rows[$0].delivery.nextAttemptAt ?? .distantFuture, $0)
        < (state.rows[$1].delivery.nextAttemptAt ?? .distantFuture, $1)
    }
  }

  private func take(_ place: Int, _ state: inout State, _ claim: DeliveryClaim) -> ClaimedDelivery? {
    let row = state.rows[place]
    guard row.delivery.state == .pending, let due = row.delivery.nextAttemptAt, due <= claim.now,
      let endpoint = state.endpoints[row.delivery.endpoint], isOpen(endpoint, state, place, claim)
    else { return nil }
    state.rows[place].delivery.state = .trying
    state.rows[place].owner = claim.owner
    let number = row.attempts.count + 1
    state.rows[place].attempts.append(Attempt(number: number, startedAt: claim.now))
    return ClaimedDelivery(
      delivery: state.rows[place].delivery,
      endpoint: endpoint,
      attemptNumber: number,
      isProbe: endpoint.condition.state == .paused
    )
  }

  private func isOpen(_ endpoint: Endpoint, _ state: State, _ place: Int, _ claim: DeliveryClaim) -> Bool {
    let trying = state.rows.filter { $0.delivery.state == .trying }
    let own = trying.filter { $0.delivery.endpoint == endpoint.name }.count
    let neighbours = trying.filter {
      state.endpoints[$0.delivery.endpoint]?.url.origin == endpoint.url.origin
    }.count
    guard own < claim.perEndpointLimit, neighbours < claim.perOriginLimit,
      (endpoint.condition.heldUntil ?? .distantPast) <= claim.now
    else { return false }
    if endpoint.isStrictlyOrdered {
      let earlier = state.rows[..<place].contains {
        $0.delivery.endpoint == endpoint.name && !$0.delivery.state.isSettled
      }
      if earlier { return false }
    }
    switch endpoint.condition.state {
    case .active: return true
    case .disabled: return false
    case .paused: return own == 0 && endpoint.condition.probeAt.map { $0 <= claim.now } ?? false
    }
  }

  private func nextDue(_ state: State, after now: Date) -> Date? {
    state.rows.compactMap { row -> Date? in
      guard row.delivery.state == .pending, let due = row.delivery.nextAttemptAt,
        let condition = state.endpoints[row.delivery.endpoint]?.condition
      else { return nil }
      let moments = [due, condition.heldUntil, condition.probeAt].compactMap { $0 }
      switch condition.state {
      case .active: return moments.max()
      case .paused: return condition.probeAt == nil ? nil : moments.max()
      case .disabled: return nil
      }
    }.filter { $0 > now }.min()
  }
}
