import Foundation
import TestSupport
import Testing

@Suite("Alerts at the shell")
struct AlertCommandTests {
  private let program: Binary

  init() throws { program = try Binary() }

  /// A report of another outlet's own words for each number.
  private func read(_ number: Int) throws -> Binary.Run {
    try program.run(["read", try program.report(number)])
  }

  private func add(_ name: String, _ rule: String) throws -> Binary.Run {
    try program.run(["alert", "add", name, "when", rule])
  }

  @Test("a rule says before it is saved how often it would have fired, and a backtest says when and why")
  func backtest() throws {
    _ = try read(1)
    _ = try read(2)
    let added = try add("watch", "severity at least 4 and actor is Russia")
    #expect(added.output.contains("in the last 90d (2 articles) it would have fired 1 time"))
    let tried = try program.run(["alert", "backtest", "watch", "over", "30d"])
    #expect(tried.output.contains("fired"))
    #expect(tried.output.contains("the first report of this story under the rule"))
    #expect(tried.output.contains("a1  Report 1: mission suspended"))
    let other = try program.run([
      "alert", "backtest", "over", "30d", "--against", "watch", "when", "title contains nothing",
    ])
    #expect(other.output.contains("both 0, only the condition 0, only watch 1"))
    #expect(try program.run(["alert", "backtest", "watch", "over", "ever"]).status == 2)
  }

  @Test("an alert is acknowledged and resolved with a note, and a development of it fires again")
  func life() throws {
    _ = try add("watch", "title contains mission again always")
    _ = try read(1)
    let seen = try program.run(["--as", "ana", "alert", "ack", "f1", "seen", "by", "night"])
    #expect(seen.output.contains("seen by night"))
    #expect(try program.run(["alerts"]).output.contains("acknowledged by ana"))
    #expect(try program.run(["alerts", "--format", "jsonl"]).objects().first?["by"] as? String == "ana")
    #expect(try program.run(["--as", "bo", "alert", "resolve", "f1", "it is over"]).status == 0)
    #expect(try program.run(["alerts"]).output.contains("resolved by bo"))
    #expect(try program.run(["alert", "resolve", "f1"]).errors == "tocsin: f1 is resolved already\n")
    #expect(
      try program.run(["alert", "ack", "f7"]).errors == "tocsin: there is no firing f7; alerts lists them\n"
    )
    #expect(try program.run(["why", "f1"]).output.contains("it is over"))
    #expect(try program.run(["alerts", "--open"]).errors.contains("Nothing has fired"))
    #expect(try read(2).output.contains("alert f2"))
  }

  @Test("a silence shows what it would have hidden, hides, is listed, and ends when asked")
  func silence() throws {
    _ = try add("watch", "title contains mission again always")
    _ = try read(1)
    let silence = try program.run([
      "silence", "add", "for", "4h", "comment", "an", "exercise", "when", "rule is watch",
    ])
    #expect(silence.output.contains("would have hidden 1"))
    #expect(try !read(2).output.contains("f1"))
    #expect(try program.run(["alerts", "--held"]).output.contains("held: silenced"))
    #expect(try program.run(["silence", "list"]).output.contains("an exercise"))
    #expect(try program.run(["silence", "end", "1"]).status == 0)
    #expect(try program.run(["silence", "end", "1"]).status == 1)
    #expect(try read(3).output.contains("f1"))
    let wrong = try program.run(["silence", "add", "for", "4h", "when", "rule is"])
    #expect(wrong.errors.contains("the rule ends too early"))
    #expect(try program.run(["silence", "add", "sometime", "when", "rule is a"]).status == 2)
  }

  @Test("a set of one's own is known to conditions, and is not forgotten while a rule names it")
  func define() throws {
    #expect(try add("watch", "actor in rivals").status == 2)
    #expect(
      try program.run(["define", "rivals", "is", "Russia,", "China"]).output == "rivals is Russia, China\n"
    )
    #expect(try add("watch", "actor in rivals").status == 0)
    #expect(try read(1).output.contains("alert f1"))
    #expect(try program.run(["explain", "The rivals condemned Poland."]).output.contains("rivals → Poland"))
    #expect(try program.run(["define", "--forget", "rivals"]).errors.contains("still named by watch"))
    #expect(try program.run(["define", "more", "is", "rivals,", "Irn"]).errors.contains("did you mean"))
    #expect(try program.run(["define", "Russia", "is", "China"]).errors.contains("is an actor already"))
    _ = try program.run(["alert", "remove", "watch"])
    #expect(try program.run(["define", "--forget", "rivals"]).status == 0)
  }

  @Test("why not says what was missing; a verdict on an event is kept and written out")
  func whyNot() throws {
    _ = try add("watch", "severity at least 9 and actor is Russia")
    _ = try read(1)
    let why = try program.run(["why", "not", "a1", "watch"]).output
    #expect(why.contains("watch: not matched"))
    #expect(why.contains("no   severity at least 9"))
    #expect(why.contains("yes  actor is Russia"))
    #expect(try program.run(["why", "not", "a1", "none"]).status == 1)
    #expect(try program.run(["mark", "e1", "wrong", "a", "drill"]).output == "e1 is marked wrong: a drill\n")
    let marks = try program.run(["mark", "--format", "jsonl"]).objects()
    #expect(marks.first?["verdict"] as? String == "wrong")
    #expect(marks.first?["note"] as? String == "a drill")
    #expect(try program.run(["mark", "e99", "right"]).status != 0)
  }

  @Test(
    "verdicts on events and firings are written out with all that a training program needs, and taken back"
  )
  func marks() throws {
    _ = try add("watch", "title contains mission")
    _ = try read(1)
    #expect(try program.run(["mark", "e1", "right"]).output == "e1 is marked right\n")
    #expect(try program.run(["mark", "f1", "wrong", "a", "drill"]).output == "f1 is marked wrong: a drill\n")
    let path = program.file("verdicts.jsonl")
    #expect(try program.run(["mark", "--export", path]).output == "\(path) holds 2 verdicts\n")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let written = try program.run(["mark", "--export", "-"])
    #expect(written.output.split(separator: "\n") == lines)
    let objects = try written.objects()
    #expect(objects.map { $0["id"] as? String } == ["e1", "f1"])
    #expect(objects.map { $0["kind"] as? String } == ["event", "firing"])
    #expect(objects.map { $0["verdict"] as? String } == ["right", "wrong"])
    #expect(objects[0]["rule"] is NSNull)
    #expect((objects[1]["rule"] as? [String: String])?["name"] == "watch")
    #expect((objects[1]["rule"] as? [String: String])?["condition"] == "title contains \"mission\"")
    for object in objects {
      let article = try #require(object["article"] as? [String: Any])
      #expect(Set(article.keys) == ["id", "url", "site", "title", "text", "published", "language"])
      #expect(article["title"] as? String == "Report 1: mission suspended")
    }
    let event = try #require(objects[0]["event"] as? [String: Any])
    let article = try #require(objects[0]["article"] as? [String: Any])
    let part = try #require(event["in"] as? String)
    let (range, words) = (try #require(event["offset"] as? [Int]), try #require(event["trigger"] as? String))
    let text = try #require(article[part] as? String)
    #expect(String(decoding: Array(text.utf8)[range[0]..<range[1]], as: UTF8.self) == words)
    #expect(try program.run(["mark", "--export", path]).errors.contains("exists already"))
    #expect(try program.run(["mark", "remove", "f1"]).output == "f1 is not marked any more\n")
    #expect(try program.run(["mark", "remove", "f1"]).status == 1)
    #expect(
      try program.run(["mark", "f9", "right"]).errors
        == "tocsin: there is no firing f9; alerts lists what there is\n"
    )
    #expect(try program.run(["mark", "a1", "right"]).status == 2)
    #expect(try program.run(["mark", "--format", "jsonl"]).objects().count == 1)
  }

  @Test("a drill and a heartbeat reach the webhook, each marked as what it is")
  func drills() throws {
    let server = LoopbackServer { _ in [.answer("204 No Content")] }
    try program.run(["webhook", "add", "ops", server.url("/in"), "--allow", "127.0.0.0/8"])
    _ = try add("watch", "title contains mission notify ops")
    #expect(try program.run(["alert", "test", "watch"]).output.contains("accepted"))
    #expect(try program.run(["alert", "heartbeat", "every", "1d", "notify", "ops"]).status == 0)
    #expect(
      try program.run(["alert", "heartbeat"]).output.contains("every 1d to ops; next in 1 d")
    )
    #expect(server.requests.count == 2)
    let types = server.requests.map { request in
      ["tocsin.alert.drill", "tocsin.alert.heartbeat"].first {
        String(decoding: request.body, as: UTF8.self).contains($0)
      }
    }
    #expect(types == ["tocsin.alert.drill", "tocsin.alert.heartbeat"])
    #expect(try program.run(["alert", "heartbeat", "off"]).status == 0)
  }

  @Test("what is exported is imported elsewhere: shown first, webhooks paused and without their secrets")
  func rulesFile() throws {
    let keys = try program.run(["webhook", "add", "ops", "https://hooks.example/in", "--generate"]).output
    try program.run(["define", "rivals", "is", "Russia,", "China"])
    _ = try add("watch", "actor in rivals from 2 sources within 6h notify ops")
    try program.run(["silence", "add", "for", "4h", "comment", "drill", "when", "rule is watch"])
    let exported = try program.run(["alert", "export"]).output
    #expect(!keys.split(separator: "\n").contains { $0.contains("whsec_") && exported.contains($0) })
    #expect(!exported.contains("whsec_"))

    let other = try Binary()
    let file = try other.file("rules", holding: exported)
    let preview = try other.run(["alert", "import", file]).output
    #expect(preview.contains("add  rule watch when actor in rivals from 2 sources within 6h notify ops"))
    #expect(preview.contains("nothing is saved yet"))
    #expect(try other.run(["alert", "list"]).errors.contains("No rule is set"))
    #expect(try other.run(["alert", "import", file, "--save"]).output.contains("all of it is added"))
    #expect(try other.run(["alert", "export"]).output == exported)
    #expect(try other.run(["webhook", "list"]).output.contains("paused"))
    #expect(try other.run(["alert", "import", file]).output.contains("nothing would be added"))
    let wrong = try other.file("wrong", holding: "tocsin rules 1\nrule a when severity at least 44\n")
    #expect(try other.run(["alert", "import", wrong]).errors.contains("severity goes from 0 to 10"))
  }

  @Test("a rule that waits for its time fires at the next command after it")
  func waiting() throws {
    _ = try add("watch", "title contains mission for 30m")
    #expect(try !read(1).output.contains("alert f1"))
    var later = program
    later.environment["TOCSIN_NOW"] = "2021-10-18T21:00:00Z"
    #expect(try later.run([], input: "status\n").output.contains("alert f1"))
    #expect(try later.run(["alerts"]).output.contains("2021-10-18T20:30:00Z"))
  }

  @Test("a rule that asks for events in a language that is not coded says so")
  func languages() throws {
    #expect(try add("watch", "severity at least 4 and language is ja").output.contains("not coded for ja"))
    #expect(try add("words", "title contains 警報 and language is ja").output.contains("not coded") == false)
  }
}
