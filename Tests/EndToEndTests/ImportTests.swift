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

  @Test("an import that is killed goes on where it ended", .timeLimit(.minutes(10)))
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
    let broken = try program.file("broken.warc", holding: "WARC/1.1\r\nContent-Length: 9\r\n\r\nx")
    let wrong = try program.run(["read", broken])
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("is broken at record 1"))
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
    #expect(try program.run(["why", "f1"]).output.contains("a4"))
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
