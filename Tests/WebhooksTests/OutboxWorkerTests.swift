import Fetching
import Foundation
import Model
import Storage
import StoreSupport
import Synchronization
import TestSupport
import Testing
import Webhooks

@Suite("The outbox worker, in virtual time")
struct OutboxWorkerTests {
  let clock = ManualClock()

  static func endpoint(_ name: String = "desk", _ url: String = "https://desk.example.org/in") -> Endpoint {
    var endpoint = Endpoint(name: name, url: SecretURL(url))
    endpoint.signingKeys = [SigningKeyEntry(key: SignatureTests.keyA)]
    return endpoint
  }

  func worker(
    _ outbox: MemoryOutbox,
    _ transport: any Transport,
    owner: String = "first",
    tell: @escaping @Sendable (DeliveryNews) -> Void = { _ in },
    isTimeStandingStill: Bool = false,
    leaseSeconds: Double = 60,
    hasEnded: @escaping @Sendable (String) -> Bool = { _ in false }
  ) -> OutboxWorker {
    let clock = clock
    let surroundings = OutboxWorker.Surroundings(
      now: { clock.now },
      sleep: { seconds in
        await Task.yield()
        if !isTimeStandingStill { clock.advance(seconds) }
      },
      chance: { 0.5 },
      hasEnded: hasEnded,
      leaseSeconds: leaseSeconds
    )
    return OutboxWorker(
      outbox: outbox,
      transport: transport,
      owner: owner,
      surroundings: surroundings,
      tell: tell
    )
  }

  /// Delivers, and moves the clock to whatever falls due, until nothing waits or `seconds` have passed.
  func play(_ worker: OutboxWorker, seconds: Double = 1e7) async {
    let end = clock.now + seconds
    while let next = await worker.deliverDue(), next <= end { clock.advance(to: next) }
  }

  @Test("delivers a signed message once")
  func accepted() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: clock.now, body: #"{"a":1}"#)
    let transport = RecordingTransport.status(204)
    await play(worker(outbox, transport))
    let request = try #require(transport.requests.first)
    #expect(transport.requests.count == 1)
    #expect(request.header("webhook-id") == "msg_1")
    #expect(request.header("webhook-timestamp") == "1700000000")
    let headers = SignatureHeaders(
      id: "msg_1",
      timestamp: "1700000000",
      signature: request.header("webhook-signature") ?? ""
    )
    let key = try VerifyingKey(SignatureTests.keyA)
    #expect(SignatureCheck.verdict(headers, body: request.body, keys: [key], at: clock.now) == .valid)
    #expect(outbox.row(1).delivery.state == .accepted)
    #expect(outbox.row(1).attempts.map(\.outcome) == [.accepted])
    #expect(outbox.row(1).attempts.first?.reason == "204: accepted")
  }

  @Test("keeps to the whole schedule of 75 hours, signing anew each time")
  func schedule() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: clock.now)
    let start = clock.now
    let transport = RecordingTransport.status(500)
    await play(worker(outbox, transport))
    let stamps = transport.requests.compactMap { $0.header("webhook-timestamp") }.compactMap { Double($0) }
    let gaps = zip(stamps.dropFirst(), stamps).map { $0 - $1 }
    #expect(gaps == [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
    #expect(clock.now.timeIntervalSince(start) == 75 * 3_600 + 35 * 60 + 5)
    #expect(Set(transport.requests.compactMap { $0.header("webhook-signature") }).count == 10)
    #expect(Set(transport.requests.compactMap { $0.header("webhook-id") }) == ["msg_1"])
    #expect(Set(transport.requests.map(\.body)).count == 1)
    #expect(outbox.row(1).delivery.state == .dead)
    #expect(outbox.row(1).attempts.last?.reason == "500: tried again no more: all 10 attempts failed")
  }

  @Test("spreads attempts by the jitter and no further")
  func jitter() throws {
    let schedule = RetrySchedule.standard
    #expect(schedule.delaySeconds(afterAttempts: 2, chance: 0) == 240)
    #expect(schedule.delaySeconds(afterAttempts: 2, chance: 1) == 360)
    #expect(schedule.delaySeconds(afterAttempts: 9, chance: 0.5) == 86_400)
    #expect(schedule.delaySeconds(afterAttempts: 10, chance: 0.5) == nil)
  }

  @Test("obeys Retry-After for all endpoints of the host, and for no other")
  func hostHold() async throws {
    let outbox = try MemoryOutbox([
      Self.endpoint("a", "https://one.example.org/a"), Self.endpoint("b", "https://one.example.org/b"),
      Self.endpoint("c", "https://two.example.org/c"),
    ])
    try outbox.queue("a", id: "msg_a", at: clock.now)
    let start = clock.now
    let clock = clock
    let transport = RecordingTransport { request in
      let isEarly = clock.now.timeIntervalSince(start) < 3_600
      guard isEarly, request.url.host == "one.example.org" else {
        return HTTPResponse(status: 200, url: request.url)
      }
      return HTTPResponse(
        status: 429,
        headers: HTTPHeaders([HeaderField("Retry-After", "3600")]),
        url: request.url
      )
    }
    let worker = worker(outbox, transport)
    _ = await worker.deliverDue()
    try outbox.queue("b", id: "msg_b", at: clock.now)
    try outbox.queue("c", id: "msg_c", at: clock.now)
    _ = await worker.deliverDue()
    #expect(outbox.row(2).delivery.state == .pending)
    #expect(outbox.row(3).delivery.state == .accepted)
    await play(worker)
    #expect([1, 2].map { outbox.row($0).delivery.state } == [.accepted, .accepted])
    #expect(clock.now.timeIntervalSince(start) == 3_600)
    #expect(transport.requests.count == 4)
  }

  @Test(
    "makes an attempt again that a crash left open, with the same id, and counts it as unknown",
    .disabled(if: StoreForTests.isOnServer, "a server goes by its own clock: ServerStoreTests")
  )
  func crash() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: clock.now)
    outbox.faults.withLock { $0.isCrashing = true }
    let transport = RecordingTransport.status(200)
    let claimed = try await outbox.claim(
      DeliveryClaim(
        owner: "first",
        now: clock.now,
        leaseUntil: clock.now + 60,
        abandonedBefore: clock.now - 300,
        limit: 1,
        perEndpointLimit: 1,
        perOriginLimit: 1
      )
    )
    guard case .claimed(let deliveries, _) = claimed, deliveries.count == 1 else {
      Issue.record("nothing claimed")
      return
    }
    outbox.faults.withLock { $0.isCrashing = false }
    let second = worker(outbox, transport, owner: "second")
    #expect(await second.deliverDue() == nil)
    #expect(transport.requests.isEmpty, "the lease is still the first one's")
    clock.advance(61)
    await play(second)
    #expect(transport.requests.compactMap { $0.header("webhook-id") } == ["msg_1"])
    #expect(outbox.row(1).attempts.map(\.outcome) == [.unknown, .accepted])
    #expect(outbox.row(1).delivery.state == .accepted)
  }

  @Test("disables an endpoint that is gone, and keeps what waits for it")
  func gone() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    for number in 1...6 { try outbox.queue("desk", id: "msg_\(number)", at: clock.now + Double(number)) }
    clock.advance(1)
    await play(worker(outbox, RecordingTransport.status(410)))
    #expect(outbox.condition("desk")?.state == .disabled)
    #expect(outbox.condition("desk")?.reason == "410: the endpoint is gone")
    #expect(outbox.row(1).delivery.state == .failedForGood)
    #expect(outbox.row(6).delivery.state == .pending)
  }

  @Test("pauses an endpoint that fails for long, probes it, and opens it for all when it answers again")
  func breaker() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    for number in 1...20 { try outbox.queue("desk", id: "msg_\(number)", at: clock.now) }
    let start = clock.now
    let clock = clock
    let transport = RecordingTransport { request in
      let isWell = clock.now.timeIntervalSince(start) > 24 * 3_600
      return HTTPResponse(status: isWell ? 200 : 503, url: request.url)
    }
    let paused = Mutex<[EndpointState]>([])
    let worker = worker(outbox, transport) { news in
      if case .closed(_, let closing) = news, closing.condition.state != closing.conditionBefore.state {
        paused.withLock { $0.append(closing.condition.state) }
      }
    }
    await play(worker, seconds: 20 * 3_600)
    #expect(outbox.condition("desk")?.state == .paused)
    let attemptsWhilePaused = transport.requests.count
    #expect(attemptsWhilePaused < 100, "\(attemptsWhilePaused) attempts")
    await play(worker)
    #expect((1...20).allSatisfy { outbox.row($0).delivery.state == .accepted })
    #expect(outbox.condition("desk") == EndpointCondition())
    #expect(paused.withLock { $0 } == [.paused, .active])
  }

  @Test("signs with old and new key while a key is being rotated out, then with the new one alone")
  func rotation() async throws {
    var endpoint = Self.endpoint()
    endpoint.signingKeys = [
      SigningKeyEntry(key: SignatureTests.keyB),
      SigningKeyEntry(key: SignatureTests.keyA, retiresAt: clock.now + 86_400),
    ]
    let outbox = try MemoryOutbox([endpoint])
    try outbox.queue("desk", id: "msg_1", at: clock.now)
    try outbox.queue("desk", id: "msg_2", at: clock.now + 86_400)
    let transport = RecordingTransport.status(200)
    await play(worker(outbox, transport))
    let counts = transport.requests.compactMap { $0.header("webhook-signature")?.split(separator: " ").count }
    #expect(counts == [2, 1])
  }

  @Test(
    "signs with an old key until it retires, and never longer than a rotation takes, whatever the clock said then",
    arguments: [
      (nil, true), (1, true), (0, false), (-1, false), (30 * 86_400, true), (30 * 86_400 + 1, false),
    ]
      as [(Double?, Bool)]
  )
  func retirement(secondsLeft: Double?, signs: Bool) {
    let now = clock.now
    let entry = SigningKeyEntry(key: SignatureTests.keyA, retiresAt: secondsLeft.map { now + $0 })
    #expect(entry.signs(at: now) == signs)
  }

  @Test("waits for earlier messages of a strictly ordered endpoint")
  func strictOrder() async throws {
    var endpoint = Self.endpoint()
    endpoint.isStrictlyOrdered = true
    let outbox = try MemoryOutbox([endpoint])
    for number in 1...3 { try outbox.queue("desk", id: "msg_\(number)", at: clock.now) }
    let failures = Mutex(2)
    let transport = RecordingTransport { request in
      let status = failures.withLock { left in
        left -= 1
        return left >= 0 ? 500 : 200
      }
      return HTTPResponse(status: status, url: request.url)
    }
    await play(worker(outbox, transport))
    #expect(
      transport.requests.compactMap { $0.header("webhook-id") } == [
        "msg_1", "msg_1", "msg_1", "msg_2", "msg_3",
      ]
    )
  }
}
