import Fetching
import Foundation
import TestSupport
import Testing

@Suite("Pages and addresses that only lead on")
struct RefreshTests {
  private let fetcher = Fetcher(transport: CurlTransport())

  private func fetch(_ server: LoopbackServer, _ path: String) async throws -> FetchedResource {
    var request = FetchRequest(url: try WebAddress(server.url(path)))
    request.policy = CurlTransportTests.loopback
    return try await fetcher.fetch(request)
  }

  @Test(
    "a small page that sends its reader on at once is a hop",
    arguments: [
      ("<meta http-equiv=\"refresh\" content=\"0; url=/goal\">", true),
      ("<META HTTP-EQUIV='Refresh' CONTENT='3;URL=/goal'>", true),
      ("<meta content=\"0;/goal\" http-equiv=refresh>", true),
      ("<meta http-equiv=\"refresh\" content=\"1; url='/goal?a=1&amp;b=2'\">", true),
      ("<meta http-equiv=\"refresh\" content=\"300; url=/goal\">", false),
      ("<meta http-equiv=\"refresh\" content=\"5\">", false),
      ("<meta http-equiv=\"refresh\" content=\"0; url=/start\">", false),
      ("<noscript><meta http-equiv=\"refresh\" content=\"0; url=/goal\"></noscript>", false),
      ("<!-- <meta http-equiv=\"refresh\" content=\"0; url=/goal\"> -->", false),
      ("<meta http-equiv=\"refresh\" content=\"0; url=javascript:alert(1)\">", false),
      ("<meta http-equiv=\"refresh\" content=\"soon; url=/goal\">", false),
      ("<meta name=\"refresh\" content=\"0; url=/goal\">", false),
      (
        "<meta http-equiv=\"refresh\" content=\"0; url=/goal\">" + String(repeating: " ", count: 70_000),
        false
      ),
    ]
  )
  func page(markup: String, isFollowed: Bool) async throws {
    let server = LoopbackServer { request in
      let body = request.target == "/start" ? "<html><head>\(markup)</head></html>" : "<p>goal</p>"
      return [.answer("200 OK", ["Content-Type: text/html"], body)]
    }
    let found = try await fetch(server, "/start")
    #expect(found.hops.count == (isFollowed ? 1 : 0))
    #expect(found.response.url.text.contains("/goal") == isFollowed)
  }

  @Test("pages that send each other their readers are a loop")
  func loop() async throws {
    let server = LoopbackServer { request in
      let other = request.target == "/a" ? "/b" : "/a"
      return [
        .answer("200 OK", ["Content-Type: text/html"], "<meta http-equiv=refresh content='0;url=\(other)'>")
      ]
    }
    await #expect(throws: FetchError.self) { try await fetch(server, "/a") }
    #expect(server.requests.count <= 4)
  }

  @Test("a redirector's address leads to its goal without anybody in between being asked")
  func redirectors() async throws {
    let server = LoopbackServer { _ in [.answer("200 OK", ["Content-Type: text/html"], "<p>goal</p>")] }
    let goal = server.url("/goal?x=1")
    let encoded = goal.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let base64 = Data(goal.utf8).base64EncodedString()
    for address in [
      "https://www.google.com/url?q=\(encoded)&sa=t", "https://www.google.de/url?rct=j&url=\(encoded)",
      "https://www.bing.com/news/apiclick.aspx?ref=x&url=\(encoded)",
      "https://www.bing.com/ck/a?!&u=a1\(base64)&ntb=1",
      "https://l.facebook.com/l.php?u=\(encoded)&h=AT", "https://lm.facebook.com/l.php?u=\(encoded)",
    ] {
      var request = FetchRequest(url: try WebAddress(address))
      request.policy = CurlTransportTests.loopback
      let found = try await fetcher.fetch(request)
      #expect(found.response.url.text == goal, "\(address)")
      #expect(found.hops.map(\.status) == [RedirectHop.unasked])
    }
    #expect(server.requests.count == 6)
  }

  @Test("a goal in a redirector's address is held against the guard as any other")
  func guarded() async throws {
    let request = FetchRequest(url: try WebAddress("https://www.google.com/url?q=http%3A%2F%2F127.0.0.1%2F"))
    await #expect(throws: FetchError.self) { try await fetcher.fetch(request) }
  }

  @Test(
    "a body that is coded as nobody knows is read as it comes, one that is broken is not",
    arguments: ["utf-8", "UTF8", "none", "windows-1252"]
  )
  func unknownCoding(coding: String) async throws {
    let server = LoopbackServer { _ in
      [.answer("200 OK", ["Content-Type: text/html", "Content-Encoding: \(coding)"], "<p>plain</p>")]
    }
    #expect(try await fetch(server, "/").response.body == Array("<p>plain</p>".utf8))
    let broken = LoopbackServer { _ in
      [.answer("200 OK", ["Content-Type: text/html", "Content-Encoding: gzip"], "<p>plain</p>")]
    }
    await #expect(throws: FetchError.self) { try await fetch(broken, "/") }
    #expect(broken.requests.count == 1)
  }

  @Test("each address may be refused before it is asked for, those of redirects too")
  func permit() async throws {
    let server = LoopbackServer { request in
      request.target == "/a" ? [.answer("302 Found", ["Location: /b"])] : [.answer("200 OK", [], "<p>b</p>")]
    }
    let permit: Fetcher.Permit = { url throws(FetchError) in
      if url.text.hasSuffix("/b") { throw FetchError.robotsRefused(url: url.text, reason: "a rule") }
    }
    let guarded = Fetcher(transport: CurlTransport(), permit: permit)
    var request = FetchRequest(url: try WebAddress(server.url("/a")))
    request.policy = CurlTransportTests.loopback
    await #expect(throws: FetchError.robotsRefused(url: server.url("/b"), reason: "a rule")) {
      try await guarded.fetch(request)
    }
    #expect(server.requests.map(\.target) == ["/a"])
  }
}
