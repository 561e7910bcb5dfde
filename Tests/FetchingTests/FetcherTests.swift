import Fetching
import Foundation
import Model
import TestSupport
import Testing

@Suite("The fetcher")
struct FetcherTests {
  private let fetcher = Fetcher(transport: CurlTransport())

  private func request(_ server: LoopbackServer, _ path: String = "/") throws -> FetchRequest {
    var request = FetchRequest(url: try WebAddress(server.url(path)))
    request.policy = CurlTransportTests.loopback
    return request
  }

  private func failure(_ request: FetchRequest) async -> FetchError? {
    do throws(FetchError) {
      _ = try await fetcher.fetch(request)
      return nil
    } catch { return error }
  }

  @Test("follows redirects and tells the way")
  func redirects() async throws {
    let server = LoopbackServer { request in
      switch request.target {
      case "/a": [.answer("301 Moved Permanently", ["Location: b?x=1"])]
      case "/b?x=1": [.answer("302 Found", ["Location: /c d"])]
      default: [.answer("200 OK", ["Content-Type: text/html", "ETag: \"7\""], "<p>here")]
      }
    }
    let begin = ContinuousClock.now
    let found = try await fetcher.fetch(try request(server, "/a"))
    #expect(found.requested.text == server.url("/a"))
    #expect(found.response.url.text == server.url("/c%20d"))
    #expect(found.hops.map(\.status) == [301, 302])
    #expect(found.hops.map(\.to) == [server.url("/b?x=1"), server.url("/c%20d")])
    #expect(found.validators == Validators(etag: "\"7\""))
    #expect(found.response.contentKind == .html)
    #expect(server.connectionCount == 1 || begin.hasRestedTooLong)
  }

  @Test("lets a consent redirect end by giving its cookie back")
  func consentCookie() async throws {
    let server = LoopbackServer { request in
      if request["cookie"] == "consent=yes" {
        return [.answer("200 OK", ["Content-Type: text/html"], "<p>story")]
      }
      return request.target == "/story"
        ? [.answer("302 Found", ["Location: /consent"])]
        : [.answer("302 Found", ["Location: /story", "Set-Cookie: consent=yes; Path=/"])]
    }
    let found = try await fetcher.fetch(try request(server, "/story"))
    #expect(found.hops.count == 2)
    #expect(found.response.status == 200)
  }

  @Test("stops at a redirect loop")
  func loop() async throws {
    let server = LoopbackServer { request in
      [.answer("302 Found", ["Location: \(request.target == "/a" ? "/b" : "/a")"])]
    }
    guard case .redirectLoop(let hops) = await failure(try request(server, "/a")) else {
      Issue.record("no loop")
      return
    }
    #expect(hops.count == 3)
  }

  @Test("stops at too many redirects")
  func tooMany() async throws {
    let server = LoopbackServer { request in [.answer("302 Found", ["Location: \(request.target)x"])] }
    guard case .tooManyRedirects(let hops, limit: 10) = await failure(try request(server, "/a")) else {
      Issue.record("no limit")
      return
    }
    #expect(hops.count == 11)
    #expect(server.requests.count == 11)
  }

  @Test("does not follow a redirect to a private address, another protocol, or nowhere")
  func badTargets() async throws {
    for (location, wanted) in [
      ("ftp://example.org/", FetchError.schemeRefused("ftp")),
      ("http://user:word@example.org/", .credentialsInURL(host: "example.org")),
      ("http://example.org:25/", .portRefused(host: "example.org", port: 25)),
    ] {
      let server = LoopbackServer { _ in [.answer("302 Found", ["Location: \(location)"])] }
      #expect(await failure(try request(server)) == wanted)
    }
    let inward = LoopbackServer { _ in [.answer("302 Found", ["Location: http://10.0.0.1/"])] }
    guard case .addressRefused(host: "10.0.0.1", _, _) = await failure(try request(inward)) else {
      Issue.record("a private address was followed")
      return
    }
    let nowhere = LoopbackServer { _ in [.answer("302 Found")] }
    #expect(
      await failure(try request(nowhere)) == .badRedirect(status: 302, from: nowhere.url(), location: nil)
    )
  }

  @Test("does not step down from https to http")
  func stepDown() async throws {
    let secure = try WebAddress("https://example.org/")
    let transport = WrittenTransport { request in
      HTTPResponse(
        status: 302,
        headers: HTTPHeaders([HeaderField("Location", "http://example.org/")]),
        url: request.url
      )
    }
    await #expect(
      throws: FetchError.insecureRedirect(
        RedirectHop(from: "https://example.org/", status: 302, to: "http://example.org/")
      )
    ) { try await Fetcher(transport: transport).fetch(FetchRequest(url: secure)) }
  }

  @Test("asks with the validators exactly as received, and takes 304 for an answer")
  func conditional() async throws {
    let server = LoopbackServer { _ in [.answer("304 Not Modified", ["ETag: W/\"2\""])] }
    var request = try request(server)
    request.validators = Validators(etag: "W/\"1\"", lastModified: "Tue, 14 Nov 2023 22:13:20 GMT")
    let found = try await fetcher.fetch(request)
    #expect(found.isNotModified)
    #expect(found.validators?.etag == "W/\"2\"")
    #expect(server.requests.first?["if-none-match"] == "W/\"1\"")
    #expect(server.requests.first?["if-modified-since"] == "Tue, 14 Nov 2023 22:13:20 GMT")
  }

  @Test("keeps validators from another origin")
  func validatorsStay() async throws {
    let other = LoopbackServer { _ in [.answer("200 OK", ["Content-Type: text/html"], "<p>")] }
    let address = other.url()
    let server = LoopbackServer { _ in [.answer("302 Found", ["Location: \(address)"])] }
    var request = try request(server)
    request.validators = Validators(etag: "\"1\"")
    _ = try await fetcher.fetch(request)
    #expect(server.requests.first?["if-none-match"] == "\"1\"")
    #expect(other.requests.first?["if-none-match"] == nil)
    #expect(other.requests.first?["user-agent"] == Fetcher.standardUserAgent)
  }

  @Test("refuses to send a validator that would smuggle in a header")
  func smuggledValidator() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK")] }
    var request = try request(server)
    request.validators = Validators(etag: "\"1\"\r\nX-Other: 1")
    #expect(await failure(request) == .unsafeHeader("If-None-Match"))
  }

  @Test("gives a status other than success as an error, with the server's wish")
  func statuses() async throws {
    for (line, status) in [
      ("404 Not Found", 404), ("410 Gone", 410), ("503 Service Unavailable", 503),
      ("429 Too Many Requests", 429), ("304 Not Modified", 304),
    ] {
      let server = LoopbackServer { _ in [.answer(line, ["Retry-After: 30"])] }
      let error = await failure(try request(server))
      #expect(error == .status(status, url: server.url(), retryAfterSeconds: 30))
    }
  }

  @Test("names a PDF without reading it to its end")
  func pdf() async throws {
    let start =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n%PDF-1.7\n\r\n"
    let server = LoopbackServer { _ in [.send(start), .hang] }
    let error = await failure(try request(server))
    #expect(error == .contentRefused(.pdf, type: "text/html", url: server.url()))
  }

  @Test("spends its time over all redirects together")
  func timeOverHops() async throws {
    let transport = WrittenTransport { request in
      HTTPResponse(
        status: 302,
        headers: HTTPHeaders([HeaderField("Location", request.url.text + "x")]),
        url: request.url,
        seconds: 12
      )
    }
    let request = FetchRequest(url: try WebAddress("https://example.org/"))
    await #expect {
      try await Fetcher(transport: transport).fetch(request)
    } throws: { error in
      guard case .timedOut(let interruption) = error as? FetchError else { return false }
      return interruption.seconds == 30
    }
  }
}

/// Answers by a function.
struct WrittenTransport: Transport {
  let answer: @Sendable (HTTPRequest) -> HTTPResponse

  func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse { answer(request) }
}
