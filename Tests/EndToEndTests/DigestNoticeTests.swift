import Foundation
import TestSupport
import Testing

@Suite("A digest that is sent")
struct DigestNoticeTests {
  private var program: Binary
  private let server = LoopbackServer { _ in [.answer("204 No Content")] }

  init() throws { program = try Binary() }

  @Test("goes out at its time, once, with what is new since the last")
  mutating func daily() throws {
    try program.run(["webhook", "add", "desk", server.url("/hook"), "--allow", "127.0.0.0/8"])
    let set = try program.run(["digest", "notify", "desk", "every", "day", "at", "07:00"])
    #expect(
      set.output == "a digest goes to desk every day at 07:00 (GMT); the next one is due 2021-10-19 07:00\n"
    )
    #expect(try program.run(["digest", "notify", "nobody", "every", "day", "at", "07:00"]).status == 1)
    #expect(try program.run(["digest", "notify", "desk", "every", "day", "at", "25:00"]).status == 2)
    try program.run(["read", try program.report(1), "--published", "2021-10-18"])
    #expect(server.requests.isEmpty)
    program.environment["TOCSIN_NOW"] = "2021-10-19T07:30:00Z"
    try program.run(["read", try program.report(2), "--published", "2021-10-18"])
    let request = try #require(server.requests.last)
    let body = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
    #expect(body["type"] as? String == "tocsin.alert.digest")
    let data = try #require(body["data"] as? [String: Any])
    #expect((data["why"] as? String)?.contains("1 new stories and 0 developments since") == true)
    #expect((data["sources"] as? [Any])?.count == 1)
    try program.run(["read", try program.report(3), "--published", "2021-10-18"])
    #expect(server.requests.count == 1)
    #expect(try program.run(["digest", "notify", "off"]).output == "no digest is sent\n")
  }

  @Test("a receiver that says nothing holds no command for long")
  func hanging() throws {
    let silent = LoopbackServer { _ in [.hang] }
    try program.run(["webhook", "add", "desk", silent.url("/hook"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "add", "watch", "when", "title contains mission notify desk"])
    let start = Date()
    let read = try program.run(["read", try program.report(1)])
    #expect(Date().timeIntervalSince(start) < 12)
    #expect(read.output.contains("pending"))
  }
}
