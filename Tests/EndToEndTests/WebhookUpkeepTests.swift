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

  @Test("takes of the networks that the settings allow the one that it stands in, unless it is given others")
  func allowed() throws {
    var other = program
    other.environment["TOCSIN_ALLOW"] = "10.0.0.0/8, 127.0.0.0/8"
    let added = try other.run(["webhook", "add", "ops", server.url("/in")])
    #expect(added.status == 0, "\(added.errors)")
    #expect(
      added.errors.contains("ops may be sent to in 127.0.0.0/8, as allowed by the environment, TOCSIN_ALLOW")
    )
    let listed = try program.run(["webhook", "list", "--format", "jsonl"]).objects().first
    #expect(listed?["allow"] as? String == "127.0.0.0/8")
    #expect(try program.run(["webhook", "test", "ops"]).status == 0)
    #expect(server.requests.count == 1)
    let given = try other.run(["webhook", "add", "else", server.url("/in"), "--allow", "10.0.0.0/8"])
    #expect(given.status == 2)
    #expect(try program.run(["webhook", "add", "none", server.url("/in")]).status == 2)
    #expect(try other.run(["webhook", "add", "public", "https://192.0.2.7/in"]).errors.isEmpty)
  }

  @Test("an own template is tried before the webhook is added")
  func template() throws {
    let good = try program.file("good", holding: #"{"text": "{{headline}}: {{why}}"}"#)
    let bad = try program.file("bad", holding: "{{headline}}")
    let refused = try add("own", "/own", ["--format", "template", "--template-file", bad])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("renders to no JSON"))
    let slip = try program.file("slip", holding: #"{"text": "{{headlin}}"}"#)
    let unknown = try add("own", "/own", ["--format", "template", "--template-file", slip])
    #expect(unknown.status == 2)
    #expect(
      unknown.errors.contains("names {{headlin}} in line 1, which no message has; did you mean {{headline}}?")
    )
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

  @Test("a receiver of CloudEvents is asked before it is added, and held to what it agrees to")
  func consent() throws {
    let asked = LoopbackServer { request in
      let isGiven = request["webhook-request-origin"] == "alarm.example.net"
      let headers = isGiven ? ["WebHook-Allowed-Origin: alarm.example.net", "WebHook-Allowed-Rate: 60"] : []
      return [.answer("200 OK", request.method == "OPTIONS" ? headers : [])]
    }
    let addBus = [
      "webhook", "add", "bus", asked.url("/in"), "--allow", "127.0.0.0/8", "--format", "cloudevents",
    ]
    let refused = try program.run(addBus)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("does not say that it wants to be sent to"))
    #expect(try program.run(addBus + ["--origin", "alarm.example.net"]).output.contains("60 times a minute"))
    #expect(try program.run(["webhook", "test", "bus"]).status == 0)
    #expect(asked.requests.map(\.method) == ["OPTIONS", "OPTIONS", "POST"])
    #expect(asked.requests.last?["webhook-request-origin"] == "alarm.example.net")
    #expect(try add("quiet", "/in", ["--format", "cloudevents", "--without-consent"]).status == 0)
  }

  @Test("a secret may come from a variable, and is printed nowhere")
  func variable() throws {
    var program = program
    program.environment["DESK_URL"] = server.url("/services/T0/hidden-part-1234")
    program.environment["DESK_KEY"] = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    let run = try program.run([
      "webhook", "add", "desk", "--url-file", "env:DESK_URL", "--secret-file", "env:DESK_KEY", "--allow",
      "127.0.0.0/8",
    ])
    #expect(run.status == 0)
    #expect(!run.output.contains("hidden-part") && !run.output.contains("whsec_"))
    #expect(try program.run(["webhook", "test", "desk"]).status == 0)
    #expect(server.requests.last?.target == "/services/T0/hidden-part-1234")
    let missing = try program.run(["webhook", "add", "other", "--url-file", "env:NOT_THERE"])
    #expect(missing.status == 2 && missing.errors.contains("there is no variable NOT_THERE"))
    let blind = try program.run(["webhook", "add", "other", "--url-file", "ask"])
    #expect(blind.status == 2)
  }

  @Test("a secret typed at the hidden prompt is not shown, and Ctrl-C gives up")
  func hiddenPrompt() throws {
    let terminal = try program.session()
    terminal.type("webhook add desk --url-file ask --allow 127.0.0.0/8\r")
    try terminal.waitFor("The address of desk (not shown):")
    terminal.type(server.url("/services/T0/hidden-part-123x") + "\u{7F}4\r")
    try terminal.waitFor("desk is sent to at")
    try terminal.waitForPrompt()
    terminal.type("webhook test desk\r")
    try terminal.waitFor("accepted")
    #expect(!terminal.output.contains("hidden-part"))
    #expect(server.requests.last?.target == "/services/T0/hidden-part-1234")
    try terminal.waitForPrompt()
    terminal.type("webhook add other --url-file ask\r")
    try terminal.waitFor("The address of other (not shown):")
    terminal.type("https://half\u{3}")
    try terminal.waitFor("nothing was typed")
    #expect(try terminal.leave() == 0)
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

  @Test("several processes on one store deliver each message once")
  func severalProcesses() throws {
    try add("ops", "/in")
    try add("slow", "/in")
    try program.run(["webhook", "test", "ops"])
    for name in ["ops", "slow"] { try program.run(["webhook", "pause", name]) }
    try program.run(["alert", "add", "watch", "when", "title contains mission again always notify ops, slow"])
    let reads = try (1...5).map { "read \(try program.report($0))" }.joined(separator: "\n")
    try program.run([], input: reads)
    #expect(server.requests.count == 1)
    // Resuming delivers at once; each process sees what the others left.
    let processes = try ["ops", "slow", "ops", "slow"].map { try program.start(["webhook", "resume", $0]) }
    for process in processes { process.waitUntilExit() }
    try program.run([], input: "status\n")
    #expect(try deliveries().allSatisfy { $0["state"] as? String == "accepted" })
    let ids = server.requests.compactMap { $0["webhook-id"] }
    #expect(ids.count == 11)
    #expect(Set(ids).count == 11)
  }

  @Test(
    "a backup is the whole store in a file of its owner's, and never overwrites one",
    .onlyOverFiles("a server is backed up by its own means")
  )
  func backup() throws {
    try add("ops", "/in")
    let copy = program.file("copy.sqlite")
    #expect(try program.run(["backup", copy]).output.contains("holds the store"))
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
    let names = try program.run(["webhook", "list", "--format", "jsonl", "--database", copy]).objects()
    #expect(names.map { $0["name"] as? String } == ["ops"])
    let again = try program.run(["backup", copy])
    #expect(again.status == 2 && again.errors.contains("the file exists already"))
  }

  @Test("an Ed25519 key is made, and the receiver gets its public half only")
  func asymmetric() throws {
    let run = try add("ops", "/in", ["--asymmetric"])
    #expect(run.output.contains("public key  whpk_"))
    #expect(!run.output.contains("whsk_"))
    try program.run(["webhook", "test", "ops"])
    #expect(server.requests.last?["webhook-signature"]?.hasPrefix("v1a,") == true)
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
    let news = try server.requests.filter { $0.target == "/in" }.map {
      try JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any] ?? [:]
    }
    let trouble = try #require(news.first { $0["type"] as? String == "tocsin.endpoint.disabled" })
    #expect((trouble["data"] as? [String: Any])?["endpoint"] as? String == "desk")
    #expect(news.contains { $0["type"] as? String == "tocsin.delivery.exhausted" })
    #expect(try deliveries(["--failed"]).count == 1)
    // And that a message was given up.
    #expect(try deliveries(["--endpoint", "night"]).count == 2)
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
