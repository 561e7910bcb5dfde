import Fetching
import Foundation
import Model
import TestSupport
import Testing

@Suite("A hostile server")
struct HostileServerTests {
  /// The error of a request with small limits.
  private func failure(
    _ steps: [ServerStep],
    _ change: (inout HTTPRequest) -> Void = { _ in }
  ) async throws -> FetchError? {
    let server = LoopbackServer { _ in steps }
    let request = try CurlTransportTests.request(server) {
      $0.limits.bodyBytesMax = 100_000
      change(&$0)
    }
    do {
      _ = try await CurlTransport().send(request)
      return nil
    } catch { return error }
  }

  private let tooLarge = FetchError.bodyTooLarge(host: "127.0.0.1", limitBytes: 100_000)

  @Test("is stopped when it announces a body of 500 MB")
  func announced() async throws {
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 500000000\r\n\r\n"
    #expect(try await failure([.send(start), .sendEndlessly(Array("word ".utf8))]) == tooLarge)
  }

  @Test("is stopped when it sends chunks without end")
  func endlessChunks() async throws {
    let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let chunk = "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n"
    #expect(try await failure([.send(start), .sendEndlessly(Array(chunk.utf8))]) == tooLarge)
  }

  @Test("is stopped when a small body grows large by decoding")
  func gzipBomb() async throws {
    let bomb = GzipSample.fourMebibytesOfZeros
    let start = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"
    #expect(bomb.count < 10_000)
    #expect(try await failure([.send(start), .send(bomb)]) == tooLarge)
  }

  @Test("is stopped when it sends headers without end")
  func endlessHeaders() async throws {
    let error = try await failure([.send("HTTP/1.1 200 OK\r\n"), .sendEndlessly(Array("X-More: 1\r\n".utf8))])
    #expect(error == .headersTooLarge(host: "127.0.0.1", limitBytes: 256 << 10, limitCount: 200))
  }

  @Test("whose answer has no status line speaks no HTTP")
  func noStatusLine() async throws {
    let error = try await failure([.send("<html><p>Hello</p></html>"), .close])
    guard case .transport(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason == "the answer is no HTTP")
  }

  @Test("is given up when it trickles")
  func trickle() async throws {
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    let bytes = [UInt8](repeating: 0x41, count: 1000)
    let error = try await failure([.send(start), .trickle(bytes, milliseconds: 20)]) {
      $0.limits.lowSpeedSeconds = 1
    }
    guard case .tooSlow(let interruption, bytesPerSecond: 100) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(interruption.status == 200)
    #expect(interruption.receivedBytes > 0)
  }

  @Test("is given up when it says nothing")
  func silence() async throws {
    let error = try await failure([.hang]) { $0.limits.totalSecondsMax = 0.3 }
    guard case .timedOut(let interruption) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(interruption.wasSent)
    #expect(interruption.status == nil)
  }

  @Test("that leaves early is told from one that never answered")
  func earlyClose() async throws {
    for (steps, status) in [
      ([ServerStep.close], nil), ([.reset], nil),
      ([.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), .close], 200),
    ] as [([ServerStep], Int?)] {
      guard case .connectionLost(let interruption) = try await failure(steps) else {
        Issue.record("no connectionLost after \(steps)")
        continue
      }
      #expect(interruption.status == status)
      #expect(interruption.wasSent)
    }
  }

  @Test("whose body is no gzip is named")
  func badCoding() async throws {
    let answer = ServerStep.answer("200 OK", ["Content-Encoding: gzip"], "this is not gzip at all")
    guard case .undecodableBody = try await failure([answer]) else {
      Issue.record("not undecodable")
      return
    }
  }

  @Test("that does not speak TLS is named")
  func plainOnTLSPort() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK"), .close] }
    var request = HTTPRequest(.get, try WebAddress("https://127.0.0.1:\(server.port)/"))
    request.policy = CurlTransportTests.loopback
    await #expect {
      try await CurlTransport().send(request)
    } throws: { error in
      if case .tls(_, .handshake, _) = error as? FetchError { true } else { false }
    }
  }

  @Test("is not listened to beyond the limit where only its status matters")
  func dropped() async throws {
    let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let server = LoopbackServer { _ in [.send(start), .sendEndlessly(Array("5\r\nwords\r\n".utf8))] }
    let response = try await CurlTransport().send(
      try CurlTransportTests.request(server) {
        $0.limits.bodyBytesMax = 1000
        $0.bodyExcess = .isDropped
      }
    )
    #expect(response.status == 200)
    #expect(response.isBodyCut)
    #expect(response.body.count == 1000)
  }

  @Test("that is not there is named by host and port")
  func nobodyThere() async throws {
    let closed = ClosedPort()
    var request = HTTPRequest(.get, try WebAddress("http://127.0.0.1:\(closed.port)/"))
    request.policy = CurlTransportTests.loopback
    await #expect {
      try await CurlTransport().send(request)
    } throws: { error in
      guard case .connectionFailed(host: "127.0.0.1", port: closed.port, _) = error as? FetchError else {
        return false
      }
      return true
    }
  }

  /// A request that nothing but its caller ends, also on a machine that is busy elsewhere for long.
  private func patient(_ server: LoopbackServer) throws -> HTTPRequest {
    var request = try CurlTransportTests.request(server)
    (request.limits.totalSecondsMax, request.limits.lowSpeedSeconds) = (600, 600)
    return request
  }

  @Test("that holds a request is left at once when the task is cancelled", .timeLimit(.minutes(10)))
  func cancelled() async throws {
    let server = LoopbackServer { _ in [.hang] }
    let request = try patient(server)
    let transport = CurlTransport()
    let task = Task { () -> FetchError? in
      do throws(FetchError) {
        _ = try await transport.send(request)
        return nil
      } catch { return error }
    }
    try await Patience.until { !server.requests.isEmpty }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("does not hold up the end of the transport", .timeLimit(.minutes(10)))
  func closing() async throws {
    let server = LoopbackServer { _ in [.hang] }
    let request = try patient(server)
    let transport = CurlTransport()
    let answer = Task { try await transport.send(request) }
    try await Patience.until { !server.requests.isEmpty }
    transport.close()
    await #expect(throws: FetchError.cancelled) { try await answer.value }
    await #expect(throws: FetchError.cancelled) { try await transport.send(request) }
  }
}
