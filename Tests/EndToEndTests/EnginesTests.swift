import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite(
  "A store in a file and one on a server",
  .enabled(if: PostgresServer.isAvailable),
  .onlyOverFiles("it runs over both by itself")
)
struct EnginesTests {
  /// What a desk does in a day, in the order in which it does it; `REPORT1` is a file.
  private static let commands: [String] = [
    "webhook add ops https://hooks.example.org/T0 --format slack",
    "webhook pause ops",
    "define rivals is Russia, China",
    "alert add watch when title contains mission again always notify ops",
    "alert add rivals when actor is rivals and severity is at least 4",
    "alert list",
    "alert check watch",
    "read REPORT1",
    "read REPORT2",
    "read REPORT1",
    "read Samples/pages/meridian-mission.html --url https://meridian.example/1",
    "read Samples/pages/almanac-crimea.html --url https://almanac.example/2",
    "articles",
    "articles --matching Moscow",
    "events",
    "events --actor Russia --format jsonl",
    "show a1",
    "show a1.1",
    "show e1",
    "why a1",
    "why e1",
    "why f1",
    "why s1",
    "why not a2 watch",
    "search Meridian",
    "search \"outlet 2\"",
    "search nothing-of-it",
    "stories",
    "story s1",
    "split a2",
    "merge s1 s2",
    "stories",
    "persons",
    "actors Lavrov",
    "alerts",
    "alerts --open",
    "alerts --held",
    "show f1",
    "alert acknowledge f1 seen it",
    "alerts",
    "show f1",
    "alert resolve f1 over",
    "show f1",
    "mark e1 right",
    "mark f1 wrong too early",
    "mark",
    "undo",
    "mark",
    "silence add for 2h when title contains drill",
    "silence list",
    "silence end 1",
    "silence list",
    "digest",
    "timeline Russia NATO",
    "chain e1",
    "report Russia",
    "retention",
    "alert heartbeat",
    "audit",
    "deliveries",
    "delete a3",
    "delete a3 --save",
    "articles",
    "alert disable rivals",
    "alert remove rivals",
    "undo",
    "alert list",
    "webhook list",
    "watch list",
    "show a99",
    "show f99",
    "alert add watch when nonsense",
    "events --since yesterday",
  ]

  @Test("answer every command of a day with the same words")
  func sameWords() throws {
    let folder = try TemporaryFolder()
    let file = try Binary(at: .inFile(folder.file("desk.sqlite")))
    let server = try Binary(at: .onServer())
    for program in [file, server] { for number in 1...2 { _ = try program.report(number) } }
    let answers = try [file, server].map { program in
      let lines = Self.commands.map { command in
        (1...2).reduce(command) { line, number in
          line.replacing("REPORT\(number)", with: program.file("report\(number).txt"))
        }
      }
      let run = try program.run(["--as", "ana"], input: lines.joined(separator: "\n") + "\n")
      return [run.output, run.errors].map { Self.plain($0, of: program).components(separatedBy: "\n") }
    }
    for (inFile, onServer) in zip(answers[0], answers[1]) {
      let difference = zip(inFile, onServer).enumerated().first { $0.element.0 != $0.element.1 }
      if let (place, _) = difference {
        let around = max(0, place - 5)..<(place + 5)
        Issue.record(
          """
          \(inFile[around.clamped(to: 0..<inFile.count)].joined(separator: "\n"))
          --- and on a server
          \(onServer[around.clamped(to: 0..<onServer.count)].joined(separator: "\n"))
          """
        )
      }
      #expect(inFile.count == onServer.count && inFile.count > 5)
    }
    #expect(answers[1][0].count > Self.commands.count)
  }

  /// An answer without what is made by chance, and without the places of files.
  private static func plain(_ answer: String, of program: Binary) -> String {
    answer.replacing(program.home, with: "HOME")
      .replacing(#/(msg|whsec|tsn)_[A-Za-z0-9_\-+\/=]+/#, with: "KEY")
      .replacing(#/[0-9.]+ ?(ms|µs|s)\b/#, with: "TIME")
      // Deliveries are due by this machine's time.
      .replacing(#/20[23][0-9]-[0-9-]+T[0-9:]+Z/#, with: "MOMENT")
  }

  @Test("a service whose server is restarted says so once, and goes on by itself with all that came")
  func restart() throws {
    let database = try FaultyServer()
    try StoreForTests.run("CREATE DATABASE desk", database.address())
    let hook = LoopbackServer { _ in [.answer("204 No Content")] }
    var program = try Binary()
    program.environment["TOCSIN_DATABASE"] = database.address(of: "desk")
    program.environment["TOCSIN_NOW"] = nil
    try program.run(["webhook", "add", "ops", hook.url("/hook"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "add", "watch", "when", "title contains mission again always notify ops"])
    let service = try ServiceProcess(program)
    #expect(try program.run(["read", try program.report(1)]).status == 0)
    try database.stop()
    let told = try service.waitForLog("rules wait for the store")
    let isInWords = ["reason=the database postgres://", "reason=the server of"].contains(where: told.contains)
    #expect(isInWords, "\(told)")
    // Whoever watches the service learns that it lives, what ails it, and when to ask again.
    #expect(try service.ask("GET", "/-/healthy").status == 200)
    let ready = try service.ask("GET", "/-/ready")
    #expect(ready.status == 503 && ready.body.contains(#""name":"store","well":false"#), "\(ready.body)")
    let refused = try service.ask("GET", "/api/v1/firings")
    #expect(refused.status == 503 && refused.headers["retry-after"] == "5", "\(refused.body)")
    #expect(refused.body.contains("urn:tocsin:problem:store-away"), "\(refused.body)")
    let failed = try program.run(["read", try program.report(2)])
    #expect(failed.status != 0 && failed.errors.split(separator: "\n").count == 1, "\(failed.errors)")
    try database.start()
    #expect(try program.run(["read", try program.report(2)]).status == 0)
    Patience.hold { Set(hook.requests.compactMap { $0["webhook-id"] }).count >= 2 }
    #expect(Set(hook.requests.compactMap { $0["webhook-id"] }).count == 2)
    let log = service.logged
    #expect(log.components(separatedBy: "rules wait for the store").count == 2, "\(log)")
    #expect(service.stop() == 0)
  }

  @Test("one for which many requests wait says at once that it lives", .timeLimit(.minutes(5)))
  func livesMeanwhile() throws {
    let database = try FaultyServer()
    try StoreForTests.run("CREATE DATABASE desk", database.address())
    let address = database.address(of: "desk")
    var program = try Binary()
    program.environment["TOCSIN_DATABASE"] = address
    try program.run(["status"])
    let service = try ServiceProcess(program)
    // What an analyst changes is written by whoever holds this lock (`WriteLane.all`).
    let lock = try HeldLock("\(0x746F_6373), hashtext('public')", at: address)
    let port = service.port
    let asking = (0..<64).map { number in
      Aside {
        let body = Array(#"{"when":"rule is r\#(number)","for":"4h"}"#.utf8)
        let kind = ["Content-Type: application/json"]
        return try HTTPAnswer.get(port: port, "POST", "/api/v1/silences", headers: kind, body: body).status
      }
    }
    try Patience.hold {
      let waiters = try StoreForTests.column("SELECT count(*) FROM pg_locks WHERE NOT granted", address)
      return waiters != ["0"]
    }
    for _ in 0..<10 {
      let begin = ContinuousClock.now
      #expect(try service.ask("GET", "/-/healthy").status == 200)
      #expect(ContinuousClock.now - begin < .seconds(5))
    }
    lock.end()
    for one in asking { #expect(try [201, 503].contains(one.value())) }
    #expect(service.stop() == 0)
  }

  @Test("what one service asks a site for another one reads at once", .timeLimit(.minutes(5)))
  func sharedOut() throws {
    let database = try FaultyServer()
    try StoreForTests.run("CREATE DATABASE desk", database.address())
    let site = LoopbackServer { request in
      let link = "http://\(request["host"] ?? "")/report"
      guard request.target == "/feed" else {
        let page = """
          <html><head><title>A mission is suspended</title></head><body><article>
          <p>Russia suspended its mission to NATO on Monday, its foreign ministry said in Moscow.</p>
          </article></body></html>
          """
        return [.answer("200 OK", ["Content-Type: text/html"], page)]
      }
      let item = "<item><guid>1</guid><title>A mission is suspended</title><link>\(link)</link></item>"
      let feed = "<rss version='2.0'><channel><title>The Post</title>\(item)</channel></rss>"
      return [.answer("200 OK", ["Content-Type: application/rss+xml"], feed)]
    }
    var program = try Binary()
    program.environment["TOCSIN_DATABASE"] = database.address(of: "desk")
    program.environment["TOCSIN_ALLOW"] = "127.0.0.0/8"
    program.environment["TOCSIN_NOW"] = nil
    try program.run(["status"])
    let services = try ["watch", "ingest"].map { try ServiceProcess(program, ["--only", $0]) }
    try program.run(["watch", "add", site.url("/feed"), "every", "1m", "--last", "1"])
    // A claim on a host lasts for a minute where it is not given back.
    Patience.hold(seconds: 30) { (try? program.run(["articles"]).output.contains("a1")) ?? false }
    #expect(try program.run(["articles"]).output.contains("a1"))
    for service in services { #expect(service.stop() == 0) }
  }

  @Test("one that only delivers does not wait to read, and says what it does; doctor finds it")
  func onlyDelivers() throws {
    let database = try FaultyServer()
    try StoreForTests.run("CREATE DATABASE desk", database.address())
    var program = try Binary()
    program.environment["TOCSIN_DATABASE"] = database.address(of: "desk")
    try program.run(["status"])
    for (only, words) in [("", "that names no part of the work"), ("deliver, sleep", ": sleep is no part")] {
      let refused = try program.run(["serve", "--only", only, "--listen", "none"])
      #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
    }
    let service = try ServiceProcess(program, ["--only", "deliver"])
    let ready = try service.ask("GET", "/-/ready")
    #expect(ready.status == 200 && ready.body.contains("others show rules what came"), "\(ready.body)")
    let found = try program.run(["doctor"]).output
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      found.contains("ok service process \(service.process.processIdentifier) works on the store"),
      "\(found)"
    )
    try database.stop()
    try service.waitForLog("deliveries wait for the store")
    #expect(!service.logged.contains("watches wait"), "\(service.logged)")
    #expect(!service.logged.contains("rules wait"), "\(service.logged)")
    try database.start()
    #expect(service.stop() == 0)
  }
}
