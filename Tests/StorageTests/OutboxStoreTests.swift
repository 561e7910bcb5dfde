import Foundation
import Model
import Storage
import StoreSupport
import Testing

@Suite("The outbox in the store")
struct OutboxStoreTests {
  private let start = Date(timeIntervalSince1970: 1_700_000_000)
  private let store: Store

  init() throws { store = try StoreForTests.new() }

  private func queue(_ count: Int, to name: String = "ops", isStrictlyOrdered: Bool = false) throws {
    var endpoint = Endpoint(name: name, url: SecretURL("https://hooks.example/\(name)"))
    endpoint.isStrictlyOrdered = isStrictlyOrdered
    endpoint.signingKeys = [SigningKeyEntry(key: Secret("whsec_x"), retiresAt: start)]
    endpoint.headers = [EndpointHeader(name: "x-team", value: Secret("desk"))]
    endpoint.allowedRanges = ["127.0.0.0/8"]
    try store.addEndpoint(endpoint, at: start)
    #expect(try store.outbox.endpoint(named: name) == endpoint)
    for number in 0..<count {
      try store.queue(
        { sequence in
          WebhookMessage(
            id: "msg_\(name)_\(number)",
            type: "t",
            contentType: "c",
            body: Array("\(sequence)".utf8)
          )
        },
        to: name,
        at: start
      )
    }
  }

  private func claim(
    _ owner: String,
    after seconds: Double = 0,
    limit: Int = 10,
    perEndpoint: Int = 10
  ) throws
    -> DeliveryWork
  {
    let now = start + seconds
    return try store.claimDeliveries(
      DeliveryClaim(
        owner: owner,
        now: now,
        leaseUntil: now + 60,
        abandonedBefore: now - 300,
        limit: limit,
        perEndpointLimit: perEndpoint,
        perOriginLimit: 16
      )
    )
  }

  private func claimed(_ work: DeliveryWork) -> [ClaimedDelivery] {
    if case .claimed(let deliveries, _) = work { deliveries } else { [] }
  }

  private func close(
    _ claimed: ClaimedDelivery,
    owner: String = "a",
    state: DeliveryState,
    next: Date? = nil,
    condition: EndpointCondition? = nil,
    hold: HostHold? = nil
  ) throws -> AttemptClosing? {
    try close(claimed, owner) { present in
      var attempt = Attempt(number: claimed.attemptNumber, startedAt: start)
      attempt.outcome = state == .accepted ? .accepted : .failed
      attempt.reason = "because"
      return AttemptClosing(
        owner: owner,
        delivery: claimed.delivery.number,
        attempt: attempt,
        state: state,
        nextAttemptAt: next,
        attemptsMade: 1,
        conditionBefore: present,
        condition: condition ?? present,
        hostHold: hold
      )
    }
  }

  /// Closes an attempt by a decision made from its endpoint's condition, as the outbox does.
  private func close(
    _ claimed: ClaimedDelivery,
    _ owner: String,
    _ decide: (EndpointCondition) -> AttemptClosing
  ) throws -> AttemptClosing? {
    try store.write { transaction in
      guard let present = try transaction.outbox.condition(ofOpen: claimed, owner: owner) else { return nil }
      let closing = decide(present)
      try transaction.outbox.close(closing)
      return closing
    }
  }

  @Test("what is due is claimed once, with its attempt recorded before it is made")
  func claiming() throws {
    try queue(2)
    let first = claimed(try claim("a"))
    #expect(first.map(\.delivery.sequence) == [1, 2])
    #expect(first.map(\.attemptNumber) == [1, 1])
    #expect(claimed(try claim("a", after: 1)).isEmpty)
    #expect(try store.outbox.delivery(first[0].delivery.number)?.attempts.map(\.outcome) == [.open])
    #expect(try store.outbox.deliveries().map(\.state) == [.trying, .trying])
  }

  @Test("a closing settles the delivery, or makes it due again")
  func closing() throws {
    try queue(2)
    let work = claimed(try claim("a"))
    #expect(try close(work[0], state: .accepted) != nil)
    #expect(try close(work[1], state: .pending, next: start + 5) != nil)
    #expect(try close(work[0], state: .dead) == nil)
    guard case .claimed(let none, let nextDue) = try claim("a", after: 1) else { return #expect(Bool(false)) }
    #expect(none.isEmpty && nextDue == start + 5)
    #expect(claimed(try claim("a", after: 5)).map(\.attemptNumber) == [2])
  }

  @Test(
    "one process delivers at a time, and what a crash left open is tried again with the same id",
    .disabled(if: StoreForTests.isOnServer, "any number do: ServerStoreTests")
  )
  func lease() throws {
    try queue(1)
    let lost = claimed(try claim("a"))
    #expect(try claim("b", after: 30) == .leasedByAnother(owner: "a", until: start + 60))
    let again = claimed(try claim("b", after: 61))
    #expect(again.map(\.delivery.message.id) == lost.map(\.delivery.message.id))
    #expect(again.map(\.attemptNumber) == [2])
    #expect(
      try store.outbox.delivery(again[0].delivery.number)?.attempts.map(\.outcome) == [.unknown, .open]
    )
    #expect(try close(lost[0], owner: "a", state: .accepted) == nil)
  }

  @Test(
    "the lease of a process that is known to have ended is taken at once",
    .disabled(if: StoreForTests.isOnServer, "nobody has a lease there")
  )
  func endedOwner() throws {
    try queue(1)
    let lost = claimed(try claim("a"))
    var claim = DeliveryClaim(
      owner: "b",
      now: start + 1,
      leaseUntil: start + 61,
      abandonedBefore: start - 300,
      limit: 10,
      perEndpointLimit: 10,
      perOriginLimit: 16
    )
    claim.endedOwner = "c"
    #expect(try store.claimDeliveries(claim) == .leasedByAnother(owner: "a", until: start + 60))
    claim.endedOwner = "a"
    let again = claimed(try store.claimDeliveries(claim))
    #expect(again.map(\.delivery.message.id) == lost.map(\.delivery.message.id))
    #expect(again.map(\.attemptNumber) == [2])
  }

  @Test("attempts are closed each from the condition that the one before left")
  func together() throws {
    try queue(3)
    let work = claimed(try claim("a"))
    _ = try close(work[1], state: .accepted)
    let closings = try work.map { claimed in
      try close(claimed, "a") { present in
        var after = present
        after.consecutiveFailures += 1
        return AttemptClosing(
          owner: "a",
          delivery: claimed.delivery.number,
          attempt: Attempt(number: claimed.attemptNumber, startedAt: start, outcome: .failed),
          state: .pending,
          nextAttemptAt: start + 5,
          attemptsMade: 1,
          conditionBefore: present,
          condition: after
        )
      }
    }
    #expect(closings.map { $0?.condition.consecutiveFailures } == [1, nil, 2])
    #expect(try store.outbox.endpoint(named: "ops").condition.consecutiveFailures == 2)
  }

  @Test("limits hold over attempts at work")
  func limits() throws {
    try queue(5)
    #expect(claimed(try claim("a", limit: 10, perEndpoint: 2)).count == 2)
    #expect(claimed(try claim("a", after: 1, limit: 10, perEndpoint: 3)).count == 1)
    #expect(claimed(try claim("a", after: 2, limit: 1)).count == 1)
  }

  @Test("an endpoint's rate holds over any minute, and the rest waits until one has passed")
  func rate() throws {
    try queue(5)
    try store.changeEndpoint(named: "ops") { $0.attemptsPerMinuteMax = 3 }
    let first = claimed(try claim("a", limit: 2))
    #expect(first.count == 2)
    for one in first { _ = try close(one, state: .accepted) }
    let second = claimed(try claim("a", after: 20))
    #expect(second.count == 1)
    guard case .claimed(let none, let nextDue) = try claim("a", after: 30) else {
      return #expect(Bool(false))
    }
    #expect(none.isEmpty && nextDue == start + 60)
    #expect(claimed(try claim("a", after: 60)).count == 2)
  }

  @Test("a strictly ordered endpoint gets one message after the other, whatever fails")
  func strictOrder() throws {
    try queue(2, isStrictlyOrdered: true)
    let first = claimed(try claim("a"))
    #expect(first.map(\.delivery.sequence) == [1])
    #expect(claimed(try claim("a", after: 1)).isEmpty)
    _ = try close(first[0], state: .pending, next: start + 100)
    #expect(claimed(try claim("a", after: 50)).isEmpty)
    let second = claimed(try claim("a", after: 100))
    #expect(second.map(\.delivery.sequence) == [1])
    _ = try close(second[0], state: .accepted)
    #expect(claimed(try claim("a", after: 101)).map(\.delivery.sequence) == [2])
  }

  @Test("a paused endpoint gets one probe at its time, one paused by hand or disabled none")
  func pauses() throws {
    try queue(3)
    let work = claimed(try claim("a", limit: 1))
    var condition = EndpointCondition()
    condition.state = .paused
    condition.probeAt = start + 1_000
    _ = try close(work[0], state: .pending, next: start + 5, condition: condition)
    guard case .claimed(let none, let nextDue) = try claim("a", after: 10) else {
      return #expect(Bool(false))
    }
    #expect(none.isEmpty && nextDue == start + 1_000)
    #expect(try store.outbox.waitingDeliveries().next == start + 1_000)
    let probe = claimed(try claim("a", after: 1_000))
    #expect(probe.map(\.isProbe) == [true])
    condition.state = .disabled
    _ = try close(probe[0], state: .pending, next: start + 1_001, condition: condition)
    #expect(try claim("a", after: 2_000) == .claimed([], nextDue: nil))
    let waiting = WaitingDeliveries(count: 3, endpoints: ["ops"], stopped: ["ops"])
    #expect(try store.outbox.waitingDeliveries() == waiting)
  }

  @Test("a host's wish holds for every endpoint of its origin")
  func hostHold() throws {
    try queue(1)
    try queue(1, to: "desk")
    let work = claimed(try claim("a", limit: 1))
    _ = try close(
      work[0],
      state: .pending,
      next: start + 5,
      hold: HostHold(origin: "https://hooks.example", until: start + 500)
    )
    #expect(claimed(try claim("a", after: 100)).isEmpty)
    #expect(try store.outbox.endpointHolds() == ["ops": start + 500, "desk": start + 500])
    #expect(try store.outbox.waitingDeliveries().next == start + 500)
    #expect(claimed(try claim("a", after: 500)).count == 2)
  }

  @Test("what waits for an endpoint that is removed is given up")
  func removed() throws {
    try queue(1)
    try store.removeEndpoint(named: "ops", reason: "gone")
    #expect(try store.outbox.deliveries().map(\.state) == [.failedForGood])
    #expect(claimed(try claim("a")).isEmpty)
  }
}
