import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite("Secrets at the shell and at the prompt")
struct SecretTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test("an export holds no address but its origin, and an import asks for the rest")
  func export() throws {
    try program.run(["webhook", "add", "ops", "https://hooks.example.org/services/hidden-part"])
    try program.run(["alert", "add", "watch", "when", "severity at least 9 notify ops"])
    let export = try program.run(["alert", "export"]).output
    #expect(export.contains("https://hooks.example.org/…") && !export.contains("hidden-part"))
    let other = try Binary()
    let plan = try other.run(["alert", "import", try other.file("rules", holding: export), "--save"])
    #expect(plan.output.contains("its secrets are not in the file"))
    #expect(try other.run(["webhook", "list", "--format", "jsonl"]).objects().isEmpty)
  }

  @Test(
    "no error tells what was to be hidden",
    arguments: [
      ["--url-file", "env:BAD"], ["https://desk:pass-word@", "--allow", "127.0.0.0/8"],
      ["https://example.org/", "--header", "X-Key hidden-part"],
      ["https://example.org/", "--header-file", "env:BAD"],
    ]
  )
  func errors(arguments: [String]) throws {
    var program = program
    program.environment["BAD"] = "hidden-part of a line"
    let run = try program.run(["webhook", "add", "ops"] + arguments)
    #expect(run.status != 0)
    #expect(!run.errors.contains("hidden-part") && !run.errors.contains("pass-word"))
  }

  @Test("headers come from a file, and go out")
  func headerFile() throws {
    let server = LoopbackServer { _ in [.answer("204 No Content")] }
    let file = try program.file("headers", holding: "X-Desk: night-and-day\nAuthorization: Bearer sesame\n")
    let add = ["webhook", "add", "ops", server.url("/in"), "--allow", "127.0.0.0/8", "--header-file", file]
    #expect(try program.run(add).status == 0)
    try program.run(["webhook", "test", "ops"])
    #expect(server.requests.first?["x-desk"] == "night-and-day")
    #expect(server.requests.first?["authorization"] == "Bearer sesame")
  }

  @Test("no line that may bear one is kept in the history, however it is quoted or mistyped")
  func history() throws {
    let terminal = try program.session()
    for (line, answer) in [
      ("\"webhook\" add a https://h.example/hidden-1", "a is sent to at"),
      ("wehbook add a https://h.example/hidden-2", "did you mean webhook?"),
      ("add webhook https://h.example/hidden-3", "there is no command add"),
      ("webhook test https://h.example/hidden-4", "webhook"),
      ("read https://desk:hidden-5@h.example/", "tocsin:"),
      ("status ; webhook add b h.example/hidden-6", "rror"), ("status", "database"),
    ] {
      terminal.type(line + "\r")
      try terminal.waitFor(answer)
      try terminal.waitForPrompt()
    }
    #expect(try terminal.leave() == 0)
    let kept = try String(contentsOfFile: program.home + "/.local/state/tocsin/history", encoding: .utf8)
    #expect(kept.contains("status") && !kept.contains("hidden"))
  }

  @Test("none is in an error about words that are too many")
  func surplus() throws {
    let run = try program.run(["webhook", "add", "ops", "https://h.example/in", "https://h.example/hidden-7"])
    #expect(run.status == 2)
    #expect(run.errors.contains("https://h.example/") && !(run.output + run.errors).contains("hidden"))
  }

  @Test("the memory that holds them goes into no core dump")
  func dumps() throws {
    let terminal = try program.session()
    let filter = try String(
      contentsOfFile: "/proc/\(terminal.processIdentifier)/coredump_filter",
      encoding: .utf8
    )
    #expect(filter.trimmingCharacters(in: .whitespacesAndNewlines) == "00000000")
    #expect(try terminal.leave() == 0)
  }
}

@Suite("The upkeep of a store")
struct StoreUpkeepTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test(
    "a backup comes back, and what was there is kept",
    .onlyOverFiles("a server is backed up by its own means")
  )
  func restore() throws {
    try program.run(["read", try program.report(1)])
    let copy = program.file("copy.sqlite")
    try program.run(["backup", copy])
    try program.run([
      "read", try program.file("other", holding: "Another matter\n\nWords of it, quite different ones."),
    ])
    #expect(try program.run(["articles", "--format", "jsonl"]).objects().count == 2)
    let restored = try program.run(["restore", copy])
    #expect(restored.output.contains("is the backup now: 1 articles"))
    #expect(try program.run(["articles", "--format", "jsonl"]).objects().count == 1)
    let kept = program.store.path + ".before-restore-1"
    #expect(try program.run(["articles", "--format", "jsonl", "--database", kept]).objects().count == 2)
    let script = try program.file("script", holding: "status\nrestore \(kept)\narticles --format jsonl\n")
    #expect(try program.run(["-f", script]).output.components(separatedBy: "\"title\"").count == 3)
  }

  @Test("what is no backup is refused, and nothing changes")
  func noBackup() throws {
    try program.run(["read", try program.report(1)])
    for text in ["", "These are my notes, and there are quite a few of them."] {
      #expect(try program.run(["restore", try program.file("notes", holding: text)]).status != 0)
    }
    #expect(try program.run(["articles", "--format", "jsonl"]).objects().count == 1)
  }

  @Test("doctor finds all well, or says what to see to")
  func doctor() throws {
    // A database on a server is there before it is one of Tocsin's.
    let first = program.store.isOnServer ? "answers" : "there is none yet"
    #expect(try program.run(["doctor"]).output.contains(first))
    let server = LoopbackServer { _ in [.answer("410 Gone")] }
    try program.run(["webhook", "add", "ops", server.url("/in"), "--allow", "127.0.0.0/8"])
    let whole = program.store.isOnServer ? "its indices are whole" : "is whole"
    #expect(try program.run(["doctor"]).output.contains(whole))
    try program.run(["webhook", "test", "ops"])
    let doctor = try program.run(["doctor"])
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("not sent to: ops (410: the endpoint is gone)"))
    #expect(doctor.output.contains("1 were given up"))
    #expect(try program.run(["status"]).output.contains("health    2 things to see to"))
  }

  @Test("a message that is given up is told of through another webhook")
  func exhausted() throws {
    let server = LoopbackServer { request in
      [.answer(request.target == "/bad" ? "400 Bad Request" : "204 No Content")]
    }
    let allowed = ["--allow", "127.0.0.0/8"]
    try program.run(["webhook", "add", "chat", server.url("/bad"), "--format", "slack"] + allowed)
    try program.run(["webhook", "add", "night", server.url("/in")] + allowed)
    try program.run(["webhook", "test", "chat"])
    let news = server.requests.first { $0.target == "/in" }
    let body = try #require(try JSONSerialization.jsonObject(with: Data(news?.body ?? [])) as? [String: Any])
    #expect(body["type"] as? String == "tocsin.delivery.exhausted")
    #expect((body["data"] as? [String: Any])?["endpoint"] as? String == "chat")
  }

  @Test("rules come from standard input too, and at the prompt nobody takes it")
  func standardInput() throws {
    let export = try program.run(["alert", "export"]).output
    #expect(try program.run(["alert", "import", "-"], input: export).status == 0)
    let terminal = try program.session()
    terminal.type("analyse\r")
    try terminal.waitFor("standard input is this prompt")
    try terminal.waitForPrompt()
    terminal.type("read -\rquit\r")
    #expect(try terminal.waitForExit() == 0)
    #expect(terminal.output.components(separatedBy: "standard input is this prompt").count == 3)
  }
}
