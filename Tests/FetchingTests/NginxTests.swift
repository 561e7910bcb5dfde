import Fetching
import Foundation
import TestSupport
import Testing

@Suite("Against nginx", .enabled(if: NginxServer.isAvailable), .serialized)
struct NginxTests {
  private let fetcher = Fetcher(transport: CurlTransport())
  private static let page =
    "<html><body>" + String(repeating: "<p>Envoys leave the city.</p>", count: 200) + "</body></html>"

  private func request(_ server: NginxServer, _ path: String, isSecure: Bool = true) throws -> FetchRequest {
    let port = isSecure ? server.securePort : server.port
    var request = FetchRequest(
      url: try WebAddress("\(isSecure ? "https" : "http")://127.0.0.1:\(port)\(path)")
    )
    request.policy = CurlTransportTests.loopback
    request.certificateAuthorityFile = server.certificateFile
    return request
  }

  private func outcome(_ request: FetchRequest) async -> String {
    do throws(FetchError) {
      let found = try await fetcher.fetch(request)
      let path = URLComponents(string: found.response.url.text)?.path ?? ""
      return "\(found.response.status) \(path) after \(found.hops.count), \(found.response.body.count) bytes"
    } catch {
      switch error {
      case .status(let status, _, let wait):
        return "status \(status)\(wait.map { ", wait \(Int($0))" } ?? "")"
      case .tooManyRedirects(_, let limit): return "more than \(limit) redirects"
      case .redirectLoop: return "loop"
      case .insecureRedirect: return "insecure"
      case .bodyTooLarge: return "too large"
      case .connectionLost: return "lost"
      case .timedOut: return "timed out"
      case .tooSlow: return "too slow"
      case .headersTooLarge: return "headers too large"
      case .contentRefused(let kind, _, _): return "refused \(kind.rawValue)"
      case .addressRefused: return "guarded"
      case .undecodableBody: return "undecodable"
      default: return "\(error)"
      }
    }
  }

  /// What no server should do: it goes on without end, ends too early, or says nothing.
  private static func oddServer() -> LoopbackServer {
    LoopbackServer { request in
      switch request.target {
      case "/endless":
        [
          .send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
          .sendEndlessly([UInt8](repeating: 0x61, count: 1 << 16)),
        ]
      case "/truncated":
        [.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<p>half"), .close]
      default:
        [
          .trickle(
            Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n".utf8),
            milliseconds: 0
          ), .hang,
        ]
      }
    }
  }

  /// Places that answer in each way; three of them hand the request on to a port.
  private static func places(oddPort port: Int) -> String {
    let chain = (1..<12).map { "location = /chain-\($0) { return 302 /chain-\($0 + 1); }" }.joined(
      separator: "\n"
    )
    let many = (1...250).map { "add_header X-Many-\($0) v;" }.joined()
    return """
      \(chain)
      location = /chain-12 { return 200 "<p>end</p>"; }
      location = /moved { return 301 /page.html; }
      location = /kept { return 308 /page.html; }
      location = /see { return 303 /page.html; }
      location = /loop { return 302 /loop2; }
      location = /loop2 { return 302 /loop; }
      location = /plain { return 302 http://127.0.0.1:$server_port/page.html; }
      location = /inward { return 302 https://192.168.0.1/; }
      location = /busy { add_header Retry-After 120 always; return 503; }
      location = /often { add_header Retry-After 7 always; return 429; }
      location = /gone { return 410; }
      location = /missing { return 404; }
      location = /forbidden { return 403; }
      location = /failed { return 500; }
      location = /empty { return 200 ""; }
      location = /many { \(many) return 200 "<p>many</p>"; }
      location = /utf8 { gzip off; add_header Content-Encoding utf-8; return 200 "<p>plain</p>"; }
      location = /lie { gzip off; add_header Content-Encoding gzip; return 200 "<p>plain</p>"; }
      location = /film { default_type video/mp4; return 200 "xxxx"; }
      location = /refresh { return 200 '<meta http-equiv="refresh" content="0;url=/page.html">'; }
      location = /slow { limit_rate 20; try_files /page.html =404; gzip off; }
      location ~ ^/(endless|truncated|silent)$ { proxy_buffering off; proxy_pass http://127.0.0.1:\(port); }
      """
  }

  private static let cases: [(path: String, outcome: String)] = {
    let bytes = page.utf8.count
    return [
      ("/page.html", "200 /page.html after 0, \(bytes) bytes"),
      ("/moved", "200 /page.html after 1, \(bytes) bytes"),
      ("/kept", "200 /page.html after 1, \(bytes) bytes"), ("/see", "200 /page.html after 1, \(bytes) bytes"),
      ("/refresh", "200 /page.html after 1, \(bytes) bytes"),
      ("/chain-2", "200 /chain-12 after 10, 10 bytes"),
      ("/chain-1", "more than 10 redirects"), ("/loop", "loop"), ("/plain", "insecure"),
      ("/inward", "guarded"),
      ("/busy", "status 503, wait 120"), ("/often", "status 429, wait 7"), ("/gone", "status 410"),
      ("/missing", "status 404"), ("/forbidden", "status 403"), ("/failed", "status 500"),
      ("/nowhere", "status 404"),
      ("/empty", "200 /empty after 0, 0 bytes"), ("/many", "headers too large"),
      ("/utf8", "200 /utf8 after 0, 12 bytes"), ("/lie", "undecodable"), ("/film", "refused video"),
      ("/endless", "too large"), ("/truncated", "lost"), ("/silent", "timed out"), ("/slow", "too slow"),
    ]
  }()

  @Test("each kind of answer is read, followed or refused by name")
  func table() async throws {
    let odd = Self.oddServer()
    let server = try NginxServer(
      Self.places(oddPort: odd.port),
      files: ["page.html": Self.page, "robots.txt": "User-agent: *\nDisallow: /x\n"]
    )
    for one in Self.cases {
      var request = try request(server, one.path)
      if one.path == "/silent" { request.limits.totalSecondsMax = 1 }
      if one.path == "/slow" {
        (request.limits.lowSpeedSeconds, request.limits.lowSpeedBytesPerSecond) = (1, 1_000)
      }
      #expect(await outcome(request) == one.outcome, "\(one.path)")
    }
  }

  @Test(
    "one connection carries many requests by HTTP/2, packed; a conditional request is answered by 304 alone"
  )
  func multiplexed() async throws {
    let server = try NginxServer("", files: ["page.html": Self.page])
    let fetcher = fetcher
    let request = try request(server, "/page.html")
    let first = try await fetcher.fetch(request)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try await fetcher.fetch(request).response.status } }
      for try await status in group { #expect(status == 200) }
    }
    var again = request
    again.validators = first.validators
    let unchanged = try await fetcher.fetch(again)
    #expect(unchanged.isNotModified)
    #expect(unchanged.response.body.isEmpty)
    let log = server.log(of: 22)
    #expect(log.count == 22)
    #expect(log.allSatisfy { $0.first == "HTTP/2.0" })
    #expect(Set(log.map { $0[1] }).count == 1)
    #expect(log.first?.last == "gzip")
    #expect(log.last?[3] == "304")
  }

  @Test(
    "bodies packed as br and zstd are unpacked",
    arguments: [
      ("br", [0x0B, 0x02, 0x80, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0x03]),
      ("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x05, 0x29, 0x00, 0x00, 0x68, 0x65, 0x6C, 0x6C, 0x6F]),
    ] as [(String, [UInt8])]
  )
  func codings(coding: String, bytes: [UInt8]) async throws {
    let server = LoopbackServer { request in
      let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: \(coding)\r\nContent-Length: \(bytes.count)\r\n\r\n"
      return [.send(Array(head.utf8) + bytes)]
    }
    var request = FetchRequest(url: try WebAddress(server.url()))
    request.policy = CurlTransportTests.loopback
    #expect(try await fetcher.fetch(request).response.body == Array("hello".utf8))
    let accepted = server.requests.first?["accept-encoding"] ?? ""
    #expect(accepted.contains(coding))
  }
}
