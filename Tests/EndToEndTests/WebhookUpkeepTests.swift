import Foundation
import TestSupport
import Testing

@Suite("Webhooks at the shell")
struct WebhookUpkeepTests {
  private let program: Binary
  private let server: LoopbackServer

  init() throws {
    program = try Binary()
    server = LoopbackServer { request in
      [.answer(request.target == "/gone" ? "410 Gone" : "204 No Content")]
    }
  }

  @discardableResult
  private func add(_ name: String, _ path: String, _ more: [String] = []) throws -> Binary.Run {
    try program.run(["webhook", "add", name, server.url(path), "--allow", "127.0.0.0/8"] + more)
  }

  private func deliveries(_ more: [String] = []) throws -> [[String: Any]] {
    try program.run(["deliveries", "--format", "jsonl"] + more).objects()
  }

  @Test("a routing key goes to its receiver, and is shown nowhere")
  func secretBody() throws {
    let key = "0123456789abcdef0123456789abcdef"
    let file = try program.file("key", holding: key + "\n")
    try add("duty", "/enqueue", ["--format", "pagerduty", "--credential-file", file])
    #expect(try program.run(["webhook", "test", "duty"]).status == 0)
    let sent = String(decoding: server.requests.first?.body ?? [], as: UTF8.self)
    #expect(sent.contains(key))
    let shown = try program.run(["delivery", "d1"]).output
    #expect(shown.contains(#""routing_key":"[secret]""#))
    #expect(!shown.contains(key))
  }

  @Test("an own template is tried before the webhook is added")
  func template() throws {
    let good = try program.file("good", holding: #"{"text": "{{headline}}: {{why}}"}"#)
    let bad = try program.file("bad", holding: "{{headline}}")
    let refused = try add("own", "/own", ["--format", "template", "--template-file", bad])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("renders to no JSON"))
    #expect(try add("own", "/own", ["--format", "template", "--template-file", good]).status == 0)
    try program.run(["webhook", "test", "own"])
    let body =
      try JSONSerialization.jsonObject(with: Data(server.requests.first?.body ?? [])) as? [String: String]
    #expect(body?["text"]?.contains("webhook test own") == true)
  }

  @Test(
    "what is wrong with a webhook is said before it is added",
    arguments: [
      (["https://example.org/", "--format", "pagerduty"], "routing key"),
      (["http://example.org/"], "needs https"),
      (["https://example.org/", "--header", "Host: x"], "Host is set by the format"),
      (["https://example.org/", "--header", "nonsense"], "no header"),
      (["https://ntfy.example.org/", "--format", "ntfy"], "ends in a topic"),
      (["https://example.org/", "--format", "fax"], "fax"), ([], "address"),
    ]
  )
  func wrong(arguments: [String], words: String) throws {
    let run = try program.run(["webhook", "add", "ops"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words))
    #expect(try program.run(["webhook", "list", "--format", "jsonl"]).objects().isEmpty)
  }

  @Test("a paused webhook waits, and is sent to when it is resumed")
  func pause() throws {
    try add("ops", "/in")
    try program.run(["alert", "add", "watch", "when", "title contains mission notify ops"])
    try program.run(["webhook", "pause", "ops"])
    try program.run([
      "read", try program.file("page", holding: "<title>Russia suspends its mission</title><p>Text."),
    ])
    #expect(server.requests.isEmpty)
    try program.run(["webhook", "resume", "ops"])
    #expect(try deliveries().allSatisfy { $0["state"] as? String == "accepted" })
  }

  @Test("a rotated secret signs beside the old one")
  func rotate() throws {
    try add("ops", "/in")
    #expect(try program.run(["webhook", "rotate", "ops", "--keep", "2h"]).output.contains("whsec_"))
    try program.run(["webhook", "test", "ops"])
    #expect(server.requests.first?["webhook-signature"]?.split(separator: " ").count == 2)
  }

  @Test("a replay sends the same message with the same id")
  func replay() throws {
    try add("ops", "/in")
    try program.run(["webhook", "test", "ops"])
    try program.run(["replay", "d1"])
    try program.run(["replay", "--endpoint", "ops", "--since", "2d"])
    #expect(server.requests.count == 3)
    #expect(Set(server.requests.compactMap { $0["webhook-id"] }).count == 1)
    #expect(Set(server.requests.map(\.body)).count == 1)
    #expect(try program.run(["replay", "d9"]).status == 1)
  }

  @Test("the news that a webhook is gone goes out through another one")
  func trouble() throws {
    try add("desk", "/gone")
    try add("night", "/in")
    try program.run(["webhook", "test", "desk"])
    let news = server.requests.first { $0.target == "/in" }
    let body = try #require(try JSONSerialization.jsonObject(with: Data(news?.body ?? [])) as? [String: Any])
    #expect(body["type"] as? String == "tocsin.endpoint.disabled")
    #expect((body["data"] as? [String: Any])?["endpoint"] as? String == "desk")
    #expect(try deliveries(["--failed"]).count == 1)
    #expect(try deliveries(["--endpoint", "night"]).count == 1)
  }

  @Test("a signature is checked against key, content and time")
  func verify() throws {
    let key = try program.file("key", holding: "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    let body = try program.file(
      "body",
      holding:
        #"{"type":"tocsin.alert.fired","timestamp":"2023-11-14T22:13:20Z","data":{"rule":"border-clash","score":0.87}}"#
    )
    let good = [
      "webhook", "verify", body, "--id", "msg_tocsin_0001", "--timestamp", "1700000000", "--key-file", key,
      "--signature", "v1,boHB5NKqnoji77IS7bxxW3rW6wxNGjBck1MovQSJEns=",
    ]
    #expect(try program.run(good + ["--at", "2023-11-14T22:13:21Z"]).output == "the signature is valid\n")
    let late = try program.run(good + ["--at", "2023-11-15T22:13:21Z"])
    #expect(late.status == 1 && late.errors.contains("old"))
    let other = try program.file("other", holding: "{}")
    let changed = try program.run(good.map { $0 == body ? other : $0 } + ["--at", "2023-11-14T22:13:21Z"])
    #expect(changed.status == 1 && changed.errors.contains("no signature fits"))
  }
}
