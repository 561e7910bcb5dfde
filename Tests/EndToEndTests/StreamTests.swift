import Foundation
import TestSupport
import Testing

@Suite("Who listens to the API")
struct StreamTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test("streams what fires as it does, and what somebody missed")
  func stream() throws {
    try program.run(["alert", "add", "watch", "when", "title contains mission again always"])
    let service = try ServiceProcess(program)
    let listener = try ClientConnection(port: service.port)
    listener.send(Array("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8))
    #expect(listener.read(until: "retry: ").contains("text/event-stream"))
    _ = try service.ask("POST", "/api/v1/articles", json: article)
    let told = listener.read(until: "\"id\":\"f1\"")
    #expect(told.contains("event: fired\nid: 1\ndata: {"))
    let late = try ClientConnection(port: service.port)
    late.send(Array("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: 0\r\n\r\n".utf8))
    #expect(late.read(until: "\"id\":\"f1\"").contains("event: fired"))
    // Who listens does not hold up the end.
    let start = Date()
    #expect(service.stop() == 0)
    #expect(Date().timeIntervalSince(start) < 10)
  }

  @Test("ends the stream of whoever's token is revoked")
  func revokedListener() throws {
    let token = try #require(
      try program.run(["token", "add", "desk"]).output.split(whereSeparator: \.isWhitespace).first {
        $0.hasPrefix("tocsin_")
      }
    )
    let service = try ServiceProcess(program)
    let listener = try ClientConnection(port: service.port)
    listener.send(
      Array("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n\r\n".utf8)
    )
    #expect(listener.read(until: "retry: ").contains("text/event-stream"))
    #expect(try program.run(["token", "revoke", "desk"]).status == 0)
    // The end of the answer: a chunk of no length.
    #expect(listener.read(until: "0\r\n\r\n").hasSuffix("0\r\n\r\n"))
  }

  private let article: [String: Any] = [
    "title": "Mission suspended", "published": "2021-10-18",
    "text": "Russia suspended its mission to NATO on Monday.\nLavrov announced the step in Moscow.",
  ]
}
