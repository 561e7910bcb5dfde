import Foundation
import TestSupport
import Testing

@Suite("A past that is loaded")
struct ImportTests {
  private let program: Binary

  init() throws { program = try Binary() }

  /// A line of an import, a report of an expulsion.
  private func line(_ number: Int, arrived: String? = nil, more: String = "") -> String {
    let time = arrived.map { #","arrived":"\#($0)""# } ?? ""
    return
      #"{"id":\#(number),"url":"https://post.example/report-\#(number)","title":"Russia expels envoy number \#(number) of NATO","text":"Russia expelled envoy number \#(number) of NATO on Monday in answer to sanctions. Foreign Minister Sergei Lavrov announced the step in Moscow.\#(more)","published":"2021-09-\#(10 + number % 20)"\#(time)}"#
  }

  private func articles() throws -> [[String: Any]] {
    try program.run(["articles", "--format", "jsonl", "--limit", "1000"]).objects()
  }

  @Test("stands with its events as come then, never alerts, and backtests see it; again it changes nothing")
  func past() throws {
    try program.run(["alert", "add", "russia", "when", "actor is Russia fresh any"])
    let file = try program.file(
      "past.jsonl",
      holding: (1...5).map { line($0, arrived: "2021-09-\(10 + $0)T08:00:00Z") }.joined(separator: "\n")
    )
    let run = try program.run(["import", "articles", file])
    #expect(run.status == 0)
    #expect(run.output.contains("5 articles are loaded, 0 were there already, 0 lines could not be read"))
    #expect(try articles().map { $0["arrived"] as? String }.last == "2021-09-11T08:00:00Z")
    #expect(try program.run(["events", "--format", "jsonl"]).objects().count >= 5)
    #expect(try program.run(["alerts", "--format", "jsonl"]).objects().isEmpty)
    #expect(try program.run(["status"]).output.contains("queued    0 articles"))
    let backtest = try program.run(["alert", "backtest", "russia", "over", "90d"])
    #expect(backtest.output.contains("f") && !backtest.output.contains("fired 0 times"))
    let again = try program.run(["import", "articles", file])
    #expect(again.output.contains("0 articles are loaded, 5 were there already"))
    #expect(try articles().count == 5)
  }

  @Test("a line that cannot be read is named, and stops nothing; an article that is there stays as it is")
  func lines() throws {
    let text = [
      line(1), "no json", #"{"text":""}"#, line(2, arrived: "2031-01-01"), "", line(1, more: " Changed."),
      line(3),
    ]
    let run = try program.run(["import", "articles", "-"], input: text.joined(separator: "\n"))
    #expect(run.status == 1)
    #expect(run.output.contains("2 articles are loaded, 1 were there already, 3 lines could not be read"))
    #expect(run.errors.contains("line 2: "))
    #expect(run.errors.contains("(bad-json)"))
    #expect(run.errors.contains("line 4: arrived lies in the future"))
    #expect(!run.errors.contains("line 5"))
    #expect(try program.run(["show", "a1", "--text"]).output.contains("Changed.") == false)
  }

  @Test("an import that is killed goes on where it ended", .timeLimit(.minutes(30)))
  func killed() throws {
    let file = try program.file("past.jsonl", holding: (1...200).map { line($0) }.joined(separator: "\n"))
    try program.run(["status"])
    for pause in [300_000, 700_000, 1_100_000] as [UInt32] {
      let process = try program.start(["import", "articles", file])
      usleep(pause)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let last = try program.run(["import", "articles", file])
    #expect(last.status == 0)
    let all = try program.run(["articles", "--format", "jsonl", "--limit", "1000"]).objects()
    #expect(Set(all.compactMap { $0["url"] as? String }).count == 200)
    #expect(all.count == 200)
  }

  @Test("what is fetched can be kept, and read again offline with its addresses and dates, or loaded")
  func archive() throws {
    let pages = SamplePages()
    let folder = program.file("kept")
    let url = pages.server.url("/harbour-post-mission.html")
    let kept = try program.run(["--allow", "127.0.0.0/8", "read", url, "--save", folder])
    #expect(kept.status == 0)
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    #expect(name.hasSuffix(".warc.gz"))
    #expect(kept.errors.contains(name))
    let asked = pages.server.requests.count
    for command in [["read"], ["import", "warc"]] {
      let other = try Binary()
      let late = ["--now", "2021-11-01T08:00:00Z"] + command + ["\(folder)/\(name)"]
      let run = try other.run(late)
      #expect(run.status == 0, "\(run.errors)")
      let line = try #require(try other.run(["articles", "--format", "jsonl"]).objects().first)
      #expect(line["title"] as? String == "Russia shuts its NATO mission after expulsion of eight envoys")
      #expect((line["arrived"] as? String)?.hasPrefix("2021-10-18T20:00:00") == true)
      if command.count == 2 {
        #expect(try other.run(late).output.contains("0 articles are loaded, 1 were there already"))
      }
    }
    #expect(pages.server.requests.count == asked)
    for (date, words) in [
      ("", "when it was fetched"), ("WARC-Date: 2150-01-01T00:00:00Z\r\n", "in the future"),
    ] {
      let page = "<html><body><p>Russia suspended its mission to NATO on Monday.</p></body></html>"
      let record =
        "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/1\r\n\(date)Content-Type: text/html\r\n"
        + "Content-Length: \(page.utf8.count)\r\n\r\n\(page)\r\n\r\n"
      let run = try program.run(["import", "warc", try program.file("undated.warc", holding: record)])
      #expect(run.errors.contains(words))
      #expect(run.output.contains("0 articles are loaded"))
    }
    let broken = try program.file("broken.warc", holding: "WARC/1.1\r\nContent-Length: 9\r\n\r\nx")
    let wrong = try program.run(["read", broken])
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("is broken at record 1"))
  }

  @Test("a WARC file's records that are no pages are counted by why, as it is loaded and as it is read")
  func passedOver() throws {
    func record(_ type: String, _ url: String, _ block: String) -> String {
      "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(url)\r\nWARC-Date: 2021-10-18T08:00:00Z\r\n"
        + "Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
    }
    func answer(_ head: String, _ body: String) -> String { "HTTP/1.1 \(head)\r\n\r\n\(body)" }
    let sentence =
      "Russia suspended its mission to NATO on Monday in answer to the expulsion of eight diplomats, officials said."
    let page =
      "<html lang='en'><head><title>Mission</title></head><body><article><h1>Mission is suspended</h1><p>\(sentence)</p><p>\(sentence)</p></article></body></html>"
    let records = [
      record("warcinfo", "urn:x", "software: other"),
      record("request", "https://a.example/1", "GET / HTTP/1.1"),
      record("response", "https://a.example/1", answer("200 OK\r\nContent-Type: text/html", page)),
      record("response", "dns:a.example", "20211018 a.example. 60 IN A 192.0.2.1"),
      record("response", "https://a.example/logo", answer("200 OK\r\nContent-Type: image/png", "\u{89}PNG")),
      record(
        "response",
        "https://a.example/robots.txt",
        answer("200 OK\r\nContent-Type: text/plain", "Allow: /")
      ),
      record("response", "https://a.example/old", answer("301 Moved\r\nLocation: /1", "")),
      record(
        "response",
        "https://a.example/2",
        answer("200 OK\r\nContent-Encoding: br", "broken")
      ),
      record("revisit", "https://a.example/1", "HTTP/1.1 304 Not Modified\r\n\r\n"),
    ]
    let file = try program.file("other.warc", holding: records.joined())
    let remark =
      "6 records were passed over: 1 that led elsewhere or failed (not answered 2xx); 2 that hold no page (images, scripts, feeds, robots.txt); 1 that only say that nothing had changed (revisit); 1 broken"
    let loaded = try program.run(["import", "warc", file])
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(
      loaded.output.hasPrefix(
        "1 articles are loaded, 0 were there already, 0 records could not be read; \(remark)"
      )
    )
    #expect(loaded.output.contains("1 of addresses that are neither http nor https"))
    #expect(try Binary().run(["read", file]).errors.contains(remark))
  }

  @Test("a date of publication that lies ahead is not believed, and a time of other years is refused")
  func dates() throws {
    let lines = [
      line(1).replacing("2021-09-11", with: "2021-10-25"), line(2, arrived: "1500-01-01"),
      line(3, arrived: "2021-10-01T08:00:00Z").replacing("2021-09-13", with: "2021-10-05"),
    ]
    let run = try program.run(["import", "articles", "-"], input: lines.joined(separator: "\n"))
    #expect(
      run.errors.contains("line 2: arrived lies outside the years 1900 to 2199: 1500-01-01"),
      "\(run.errors)"
    )
    #expect(try articles().count == 2)
    #expect(try articles().allSatisfy { $0["date"] is NSNull })
    for (arguments, words) in [
      (
        ["articles", "--since", "1500-01-01"],
        "1500-01-01 lies outside the years that times may be of, 1900 to 2199"
      ),
      (["digest", "since", "2500-01-01"], "2500-01-01 lies outside the years"),
      (["--now", "1200-01-01", "status"], "1200-01-01 lies outside the years"),
      (["silence", "add", "until", "9000-01-01", "when", "rule is x"], "9000-01-01 lies outside the years"),
    ] {
      let refused = try program.run(arguments)
      #expect(refused.status == 2 && refused.errors.contains(words), "\(arguments): \(refused.errors)")
    }
  }

  @Test(
    "delete shows what would go and lets it go with --save; what an alert rests on is kept and listed no more"
  )
  func delete() throws {
    let file = try program.file("past.jsonl", holding: (1...3).map { line($0) }.joined(separator: "\n"))
    try program.run(["import", "articles", file])
    try program.run(["alert", "add", "mission", "when", "title contains mission fresh any"])
    try program.run(["read", try program.report(1)])
    #expect(try articles().count == 4)
    let preview = try program.run(["delete", "a1", "a4"])
    #expect(preview.output.contains("1 would be deleted:"))
    #expect(preview.output.contains("1 would be kept as evidence:"))
    #expect(preview.output.contains("nothing is deleted yet"))
    #expect(try articles().count == 4)
    let done = try program.run(["delete", "a1", "a4", "--save"])
    #expect(done.output.contains("1 article is deleted, 1 kept as what alerts rest on"))
    #expect(try articles().compactMap { $0["id"] as? String }.sorted() == ["a2", "a3"])
    #expect(try program.run(["show", "a1"]).status == 1)
    for command in [["why", "f1"], ["show", "f1"]] {
      let shown = try program.run(command).output
      #expect(shown.contains("a4") && shown.contains("kept as what this alert rests on"), "\(shown)")
    }
    let story = try #require(
      try program.run(["stories", "--format", "jsonl"]).objects().first?["id"] as? String
    )
    #expect(try program.run(["story", story]).output.contains("evidence, deleted"))
    #expect(
      try program.run(["show", "a4"]).output.contains("deleted by an analyst, kept as what an alert rests on")
    )
    #expect(try program.run(["stories"]).status == 0)
    #expect(
      try program.run(["import", "articles", file]).output.contains(
        "1 articles are loaded, 2 were there already"
      )
    )
    #expect(try program.run(["delete", "--watch", "none"]).status == 1)
    #expect(try program.run(["doctor"]).errors.isEmpty)
  }
}
