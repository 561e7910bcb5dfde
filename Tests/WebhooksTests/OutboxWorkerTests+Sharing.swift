import Fetching
import Foundation
import Model
import Storage
import StoreSupport
import Synchronization
import TestSupport
import Testing
import Webhooks

/// Where others deliver too, the store fails, or the endpoint is wrong.
extension OutboxWorkerTests {
  @Test("sends nothing twice because two processes run")
  func twoProcesses() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    for number in 1...30 { try outbox.queue("desk", id: "msg_\(number)", at: clock.now) }
    let transport = RecordingTransport.status(200)
    // A server goes by its own clock, and other tests may hold these two up for minutes.
    let (first, second) = (
      worker(outbox, transport, owner: "first", isTimeStandingStill: true, leaseSeconds: 3_600),
      worker(outbox, transport, owner: "second", isTimeStandingStill: true, leaseSeconds: 3_600)
    )
    async let one = first.deliverDue()
    async let two = second.deliverDue()
    _ = await (one, two)
    let ids = transport.requests.compactMap { $0.header("webhook-id") }
    #expect(ids.count == 30)
    #expect(Set(ids).count == 30)
  }

  @Test("leaves the lease to the next one when there is nothing to do")
  func leaseGivenBack() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    let transport = RecordingTransport.status(200)
    for number in 1...3 {
      try outbox.queue("desk", id: "msg_\(number)", at: clock.now)
      #expect(await worker(outbox, transport, owner: "command \(number)").deliverDue() == nil)
    }
    #expect(transport.requests.count == 3)
  }

  @Test(
    "does not wait for the lease of a process that was killed, only for that of one that lives",
    .disabled(if: StoreForTests.isOnServer, "nobody has a lease there")
  )
  func killedOwner() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: clock.now)
    try outbox.lease(to: "killed", at: clock.now, until: clock.now + 60)
    let transport = RecordingTransport.status(200)
    _ = await worker(outbox, transport, owner: "late", hasEnded: { $0 == "somebody else" })
      .deliverDue(within: 5)
    #expect(transport.requests.isEmpty)
    _ = await worker(outbox, transport, owner: "next", hasEnded: { $0 == "killed" }).deliverDue()
    #expect(outbox.row(1).delivery.state == .accepted)
  }

  @Test("asks a failing store again before it lets an outcome go, and tells of it once")
  func failingStore() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: clock.now)
    let transport = RecordingTransport { request in
      outbox.faults.withLock { $0.failuresToCome = 3 }
      return HTTPResponse(status: 200, url: request.url)
    }
    let failures = Mutex(0)
    let worker = worker(outbox, transport) { news in
      if case .storeFailed = news { failures.withLock { $0 += 1 } }
    }
    await play(worker)
    #expect(failures.withLock { $0 } == 1)
    #expect(outbox.row(1).delivery.state == .accepted)
    #expect(transport.requests.count == 1)
  }

  @Test("tells of an end that no store took, and the message is sent once more")
  func lostEnd() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: clock.now)
    let transport = RecordingTransport { request in
      outbox.faults.withLock { $0.failuresToCome = 5 }
      return HTTPResponse(status: 200, url: request.url)
    }
    let lost = Mutex<[Int64]>([])
    let worker = worker(outbox, transport) { news in
      if case .endLost(let claimed) = news { lost.withLock { $0.append(claimed.delivery.number) } }
    }
    await worker.deliverDue()
    #expect(lost.withLock { $0 } == [1])
    #expect(outbox.row(1).attempts.map(\.outcome) == [.open])
  }

  @Test("fails for good where the endpoint itself is wrong, and says why")
  func wrongEndpoint() async throws {
    var noKey = Self.endpoint("none")
    noKey.signingKeys = []
    var badKey = Self.endpoint("bad")
    badKey.signingKeys = [SigningKeyEntry(key: Secret("whsec_not base64"))]
    var badRange = Self.endpoint("range")
    badRange.allowedRanges = ["127.0.0.0/80"]
    let outbox = try MemoryOutbox([noKey, badKey, badRange])
    for name in ["none", "bad", "range"] { try outbox.queue(name, id: "msg_\(name)", at: clock.now) }
    await play(worker(outbox, RecordingTransport.status(200)))
    #expect((1...3).allSatisfy { outbox.row($0).delivery.state == .failedForGood })
    #expect(
      outbox.row(2).attempts.first?.reason
        == "the endpoint must be changed: key(Webhooks.SigningKeyError.notBase64)"
    )
  }

  @Test("disables an endpoint whose receiver asks for it, also where it took the message")
  func disabled() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: clock.now)
    await play(worker(outbox, RecordingTransport.status(200, [HeaderField("webhook-delivery", "disable")])))
    #expect(outbox.row(1).delivery.state == .accepted)
    #expect(outbox.condition("desk")?.state == .disabled)
  }

  @Test(
    "rests for as long as nothing is due: a quiet second is no second of claims",
    .timeLimit(.minutes(10))
  )
  func quiet() async throws {
    let outbox = try MemoryOutbox([Self.endpoint()])
    try outbox.queue("desk", id: "msg_1", at: Date())
    let worker = OutboxWorker(outbox: outbox, transport: RecordingTransport.status(200), owner: "first")
    let running = Task { await worker.run() }
    while outbox.row(1).delivery.state != .accepted { try await Task.sleep(for: .milliseconds(10)) }
    try await Task.sleep(for: .milliseconds(200))
    let before = outbox.faults.withLock { $0.claims }
    // The one test that waits: of a worker that never rests no virtual clock knows.
    let start = Date()
    try await Task.sleep(for: .seconds(1))
    let heartbeats = Int(Date().timeIntervalSince(start) / 15)
    #expect(outbox.faults.withLock { $0.claims } - before <= 1 + heartbeats)
    running.cancel()
    await running.value
  }
}
