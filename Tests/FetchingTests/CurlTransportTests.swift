import Fetching
import Foundation
import Model
import TestSupport
import Testing

@Suite("The transport over libcurl")
struct CurlTransportTests {
  static let loopback = AddressPolicy(allowed: [AddressRange("127.0.0.0/8")].compactMap { $0 })

  static func request(
    _ server: LoopbackServer,
    _ path: String = "/",
    _ change: (inout HTTPRequest) -> Void = { _ in }
  ) throws -> HTTPRequest {
    var request = HTTPRequest(.get, try WebAddress(server.url(path)))
    request.policy = loopback
    // Other tests hold the threads for tens of seconds; what a limit does is shown elsewhere.
    request.limits.totalSecondsMax = 110
    change(&request)
    return request
  }

  @Test("gives status, headers and body as they came")
  func plainAnswer() async throws {
    let server = LoopbackServer { _ in
      [.answer("404 Not Found", ["X-Two: a", "x-two: b", "ETag: W/\"1\"", "Folded: a", " b"], "gone")]
    }
    let response = try await CurlTransport().send(try Self.request(server, "/a%20b?c=d"))
    #expect(response.status == 404)
    #expect(response.body == Array("gone".utf8))
    #expect(response.headers.all("X-TWO") == ["a", "b"])
    #expect(response.headers["etag"] == "W/\"1\"")
    #expect(response.headers["folded"] == "a b")
    #expect(response.peer == IPAddress("127.0.0.1"))
    #expect(server.requests.map(\.target) == ["/a%20b?c=d"])
  }

  @Test("sends method, headers and body as given, a large body without asking first")
  func posts() async throws {
    let server = LoopbackServer { _ in [.answer("202 Accepted")] }
    let body = [UInt8](repeating: 0x41, count: 2 << 20)
    let request = try Self.request(server) {
      $0.method = .post
      $0.body = body
      $0.headers = [HeaderField("Content-Type", "application/json"), HeaderField("X-Empty", "")]
    }
    #expect(try await CurlTransport().send(request).status == 202)
    let received = try #require(server.requests.first)
    #expect(received.method == "POST")
    #expect(received.body == body)
    #expect(received["content-type"] == "application/json")
    #expect(received["x-empty"]?.isEmpty == true)
    #expect(received["expect"] == nil)
  }

  @Test("asks with OPTIONS")
  func options() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK", ["WebHook-Allowed-Origin: *"])] }
    let response = try await CurlTransport().send(try Self.request(server) { $0.method = .options })
    #expect(response.headers["webhook-allowed-origin"] == "*")
    #expect(server.requests.first?.method == "OPTIONS")
  }

  @Test(
    "refuses headers that would smuggle in others",
    arguments: [
      HeaderField("X-Title", "a\r\nX-Other: b"), HeaderField("X-Title", "a\nb"), HeaderField("X\r\nY", "a"),
      HeaderField("X Y", "a"), HeaderField("", "a"), HeaderField("X-Zero", "a\u{0}b"), HeaderField("X:", "a"),
    ]
  )
  func smuggling(header: HeaderField) async throws {
    let server = LoopbackServer { _ in [.answer("200 OK")] }
    let request = try Self.request(server) { $0.headers = [header] }
    await #expect(throws: FetchError.unsafeHeader(header.name)) { try await CurlTransport().send(request) }
    #expect(server.requests.isEmpty)
  }

  @Test("refuses private addresses, written as a number or resolved from a name")
  func privateAddresses() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK")] }
    for host in ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]"] {
      let request = HTTPRequest(.get, try WebAddress("http://\(host):\(server.port)/"))
      await #expect {
        try await CurlTransport().send(request)
      } throws: { error in
        guard case .addressRefused(_, _, let refusal) = error as? FetchError else { return false }
        return refusal.kind == "loopback"
      }
    }
    #expect(server.connectionCount == 0)
  }

  @Test("keeps connections apart that were made under another policy")
  func separatePools() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK")] }
    let transport = CurlTransport()
    let allowed = try Self.request(server)
    let begin = ContinuousClock.now
    _ = try await transport.send(allowed)
    _ = try await transport.send(allowed)
    #expect(server.connectionCount == 1 || begin.hasRestedTooLong)
    var refused = allowed
    refused.policy = .publicOnly
    await #expect(throws: FetchError.self) { try await transport.send(refused) }
    #expect(server.requests.count == 2)
  }

  @Test("does not use a proxy that the environment names")
  func noProxy() async throws {
    let proxy = LoopbackServer { _ in [.answer("200 OK", [], "proxy")] }
    let server = LoopbackServer { _ in [.answer("200 OK", [], "server")] }
    setenv("http_proxy", proxy.url(), 1)
    defer { unsetenv("http_proxy") }
    let response = try await CurlTransport().send(try Self.request(server))
    #expect(response.body == Array("server".utf8))
    #expect(proxy.connectionCount == 0)
  }

  @Test("answers many requests at once, each with its own body")
  func manyAtOnce() async throws {
    let server = LoopbackServer { request in [.answer("200 OK", [], request.target)] }
    let transport = CurlTransport()
    let begin = ContinuousClock.now
    let requests = try (0..<200).map { try Self.request(server, "/\($0)") }
    let bodies = await withTaskGroup(of: String?.self) { group in
      for request in requests {
        group.addTask {
          (try? await transport.send(request)).map { String(decoding: $0.body, as: UTF8.self) }
        }
      }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(bodies == Set((0..<200).map { "/\($0)" }))
    #expect(server.connectionCount <= 64 || begin.hasRestedTooLong)
  }
}

extension ContinuousClock.Instant {
  /// True where a machine was so busy since then that a connection is rightly given up.
  var hasRestedTooLong: Bool {
    ContinuousClock.now - self > .seconds(CurlTransport.connectionIdleSecondsMax)
  }
}
