import Fetching
import Foundation
import Model
import Storage
import Synchronization
import TestSupport
import Testing
import Webhooks

@Suite("Delivery over loopback")
struct LoopbackDeliveryTests {
  private func endpoint(_ name: String, _ server: LoopbackServer, _ path: String = "/in") -> Endpoint {
    var endpoint = OutboxWorkerTests.endpoint(name, server.url(path))
    endpoint.allowedRanges = ["127.0.0.0/8"]
    return endpoint
  }

  /// Delivers what is due at one moment, which does not pass: no second attempt falls due, however long the first takes.
  private func deliverOnce(_ outbox: MemoryOutbox, limits: FetchLimits = DeliveryRequest.limits) async {
    let moment = Date()
    _ = await OutboxWorker(
      outbox: outbox,
      transport: CurlTransport(),
      owner: "test",
      limits: limits,
      surroundings: OutboxWorker.Surroundings(now: { moment })
    ).deliverDue()
  }

  @Test("a slow endpoint delays no other", .timeLimit(.minutes(10)))
  func slow() async throws {
    let hanging = LoopbackServer { _ in [.hang] }
    let quick = LoopbackServer { _ in [.answer("200 OK")] }
    let outbox = try MemoryOutbox([endpoint("slow", hanging), endpoint("quick", quick)])
    for number in 1...20 { try outbox.queue("slow", id: "msg_s\(number)", at: .now) }
    for number in 1...20 { try outbox.queue("quick", id: "msg_q\(number)", at: .now) }
    // However long the others take: it is we who break off.
    var limits = DeliveryRequest.limits
    limits.totalSecondsMax = 3_600
    let worker = OutboxWorker(
      outbox: outbox,
      transport: CurlTransport(),
      owner: "test",
      limits: limits,
      surroundings: OutboxWorker.Surroundings(leaseSeconds: 3_600, abandonedSeconds: 3_600)
    )
    let running = Task { await worker.run() }
    try await Patience.until { quick.requests.count >= 20 }
    #expect(hanging.connectionCount <= 4)
    running.cancel()
    await running.value
    let rows = (1...20).map { outbox.row($0) }
    #expect(rows.allSatisfy { $0.delivery.state == .pending })
    #expect(
      rows.allSatisfy { $0.delivery.attemptsMade == 0 },
      "what we broke off ourselves counts for nothing"
    )
    #expect(rows.flatMap(\.attempts).allSatisfy { $0.outcome == .unknown })
  }

  @Test("asks for no coding of the answer, of which only the status counts", .timeLimit(.minutes(10)))
  func plainAnswer() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK")] }
    let outbox = try MemoryOutbox([endpoint("desk", server)])
    try outbox.queue("desk", id: "msg_1", at: .now)
    let worker = OutboxWorker(outbox: outbox, transport: CurlTransport(), owner: "test")
    let running = Task { await worker.run() }
    try await Patience.until { !server.requests.isEmpty }
    running.cancel()
    await running.value
    let request = try #require(server.requests.first)
    #expect(request["Accept-Encoding"] == nil)
  }

  @Test("a worker asleep is woken for what is queued", .timeLimit(.minutes(10)))
  func woken() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK")] }
    let outbox = try MemoryOutbox([endpoint("desk", server)])
    // It sleeps for good where it would have waited for its heartbeat: only the bell wakes it.
    let worker = OutboxWorker(
      outbox: outbox,
      transport: CurlTransport(),
      owner: "test",
      surroundings: OutboxWorker.Surroundings(
        sleep: { try? await Task.sleep(for: .seconds($0 < 1 ? $0 : 86_400)) }
      )
    )
    let running = Task { await worker.run() }
    try await Patience.until { outbox.faults.withLock { $0.claims > 0 } }
    try outbox.queue("desk", id: "msg_1", at: .now)
    worker.wake()
    try await Patience.until { !server.requests.isEmpty }
    running.cancel()
    await running.value
  }

  @Test(
    "a hostile receiver leads to the state in its line",
    arguments: [
      ("answers and closes", [.answer("200 OK"), .close], .accepted, .accepted),
      (
        "half an answer", [.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), .close], .accepted,
        .accepted
      ),
      (
        "a coding that nobody asked for, around what is none",
        [.answer("200 OK", ["Content-Encoding: gzip"], "no gzip")], .accepted, .accepted
      ),
      ("half a status line", [.send("HTTP/1.1 2"), .close], .pending, .unknown),
      ("no answer", [.close], .pending, .unknown),
      ("reset after the body", [.reset], .pending, .unknown),
      (
        "endless body",
        [
          .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
          .sendEndlessly(Array("5\r\nwords\r\n".utf8)),
        ], .accepted, .accepted
      ),
      (
        "endless headers", [.send("HTTP/1.1 200 OK\r\n"), .sendEndlessly(Array("X-More: 1\r\n".utf8))],
        .pending, .failed
      ),
      (
        "redirect to a private address", [.answer("302 Found", ["Location: http://10.0.0.1/"])], .pending,
        .failed
      ),
      ("not HTTP", [.send("SSH-2.0-OpenSSH_9.2\r\n"), .close], .pending, .failed),
      ("410", [.answer("410 Gone")], .failedForGood, .refused),
      ("500", [.answer("500 Internal Server Error", [], "broken")], .pending, .failed),
    ] as [(String, [ServerStep], DeliveryState, AttemptOutcome)]
  )
  func hostile(name: String, steps: [ServerStep], state: DeliveryState, outcome: AttemptOutcome) async throws
  {
    let server = LoopbackServer { _ in steps }
    let outbox = try MemoryOutbox([endpoint("desk", server)])
    try outbox.queue("desk", id: "msg_1", at: .now)
    await deliverOnce(outbox)
    #expect(outbox.row(1).delivery.state == state, "\(outbox.row(1).attempts)")
    #expect(outbox.row(1).attempts.map(\.outcome) == [outcome], "\(outbox.row(1).attempts)")
    #expect(server.requests.count == 1)
  }

  @Test("an answer that comes byte by byte is given up, and may have been acted on")
  func trickle() async throws {
    let server = LoopbackServer { _ in [.trickle(Array("HTTP/1.1 200 OK\r\n".utf8), milliseconds: 50)] }
    let outbox = try MemoryOutbox([endpoint("desk", server)])
    try outbox.queue("desk", id: "msg_1", at: .now)
    var limits = DeliveryRequest.limits
    limits.totalSecondsMax = 0.3
    await deliverOnce(outbox, limits: limits)
    #expect(outbox.row(1).delivery.state == .pending)
    #expect(outbox.row(1).attempts.map(\.outcome) == [.unknown], "\(outbox.row(1).attempts)")
  }

  @Test("an endpoint on a private address that is not allowed is not connected to")
  func privateAddress() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK")] }
    let outbox = try MemoryOutbox([OutboxWorkerTests.endpoint("desk", server.url())])
    try outbox.queue("desk", id: "msg_1", at: .now)
    await deliverOnce(outbox)
    #expect(outbox.row(1).delivery.state == .pending)
    #expect(outbox.row(1).attempts.first?.reason == "refused address 127.0.0.1 (loopback): tried again")
    #expect(server.connectionCount == 0)
  }

  @Test("an expired certificate is tried again, not before half an hour", .enabled(if: TLSServer.isAvailable))
  func expired() async throws {
    let server = try TLSServer(.expired)
    var endpoint = OutboxWorkerTests.endpoint("desk", "https://127.0.0.1:\(server.port)/")
    endpoint.allowedRanges = ["127.0.0.0/8"]
    endpoint.certificateAuthorityFile = server.certificateFile
    let outbox = try MemoryOutbox([endpoint])
    try outbox.queue("desk", id: "msg_1", at: .now)
    await deliverOnce(outbox)
    let row = outbox.row(1)
    #expect(row.attempts.map(\.reason) == ["TLS: expired: tried again"])
    let begun = try #require(row.attempts.first?.startedAt)
    #expect(row.delivery.nextAttemptAt.map { $0.timeIntervalSince(begun) > 1_700 } == true)
  }

  @Test("the start of an answer is kept, cleaned, and without the endpoint's secrets")
  func excerpt() async throws {
    let server = LoopbackServer { request in
      [
        .answer(
          "500 Oops",
          [],
          "bad\u{1B}[31m \u{202E}thing at http://\(request["host"] ?? "")\(request.target)"
        )
      ]
    }
    let outbox = try MemoryOutbox([endpoint("desk", server, "/services/T0/B0/secretsecret")])
    try outbox.queue("desk", id: "msg_1", at: .now)
    await deliverOnce(outbox)
    #expect(outbox.row(1).attempts.first?.answer == "bad[31m thing at [secret]")
  }
}
