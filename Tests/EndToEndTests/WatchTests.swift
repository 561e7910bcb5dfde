import Foundation
import StoreSupport
import Synchronization
import TestSupport
import Testing

/// A site of feeds and pages on loopback, whose feed may be changed while it is watched.
private final class WatchedSite: Sendable {
  private let answers = Mutex<[String: (status: String, headers: [String], body: String)]>([:])
  private let held = Mutex<LoopbackServer?>(nil)

  init() {
    let server = LoopbackServer { [weak self] request in
      guard let self, let found = self.answers.withLock({ $0[request.target] }) else {
        return [.answer("404 Not Found")]
      }
      let etag = "\"\(found.body.utf8.count)-\(found.body.hashValue)\""
      if request["if-none-match"] == etag { return [.answer("304 Not Modified", ["ETag: \(etag)"])] }
      return [.answer(found.status, found.headers + ["ETag: \(etag)"], found.body)]
    }
    held.withLock { $0 = server }
  }

  var server: LoopbackServer {
    guard let server = held.withLock({ $0 }) else {
      preconditionFailure("the server is there from the start")
    }
    return server
  }

  func url(_ path: String) -> String { server.url(path) }
  var asked: [String] { server.requests.map(\.target) }

  func serve(
    _ path: String,
    _ body: String,
    type: String = "text/html",
    status: String = "200 OK",
    _ headers: [String] = []
  ) {
    answers.withLock { $0[path] = (status, ["Content-Type: \(type)"] + headers, body) }
  }

  /// A feed of some reports, and their pages.
  func serveFeed(
    _ numbers: ClosedRange<Int>,
    prefix: String = "i",
    path: String = "/feed",
    summary: String = ""
  ) {
    let items = numbers.reversed().map { number -> String in
      serve("/report-\(number)", Self.page(number))
      return
        "<item><guid isPermaLink='false'>\(prefix)\(number)</guid><title>Mission number \(number) is suspended</title><link>\(url("/report-\(number)"))</link><description>\(summary)</description></item>"
    }
    serve(
      path,
      "<rss version='2.0'><channel><title>The Post</title>\(items.joined())</channel></rss>",
      type: "application/rss+xml"
    )
  }

  static func page(_ number: Int, _ more: String = "") -> String {
    """
    <html lang="en"><head><title>Mission number \(number) is suspended</title></head><body><article>
    <h1>Mission number \(number) is suspended</h1>
    <p>Russia suspended its mission number \(number) to NATO on Monday in answer to the expulsion of eight diplomats.</p>
    <p>Foreign Minister Sergei Lavrov announced the step in Moscow and said that office \(number) would close. \(more)</p>
    </article></body></html>
    """
  }
}

@Suite("Watches")
struct WatchTests {
  private let site = WatchedSite()
  private let program: Binary
  private let loopback = ["--allow", "127.0.0.0/8"]

  init() throws { program = try Binary() }

  private func articles(_ more: String...) throws -> [[String: Any]] {
    try program.run(["articles", "--format", "jsonl", "--limit", "1000"] + more).objects()
  }

  @Test(
    "a feed is watched: what is new is read once, by its tag and watch, and nothing while nothing changes"
  )
  func feed() throws {
    site.serveFeed(1...3)
    let added = try program.run(
      loopback + ["watch", "add", site.url("/feed"), "every", "10m", "tag", "europe", "east", "as", "post"]
    )
    #expect(added.status == 0)
    #expect(added.output.contains("post watches \(site.url("/feed")) (feed), every 10m, tagged east, europe"))
    #expect(added.output.contains("3 items are shown, 3 are to be read"))
    #expect(try articles().isEmpty)
    let first = try program.run(loopback + ["watch", "now", "post"])
    #expect(first.status == 0)
    #expect(first.output.hasSuffix("post: nothing new is shown; 3 items that waited were read\n"))
    #expect(try articles().count == 3)
    let asked = site.asked.count
    let again = try program.run(loopback + ["watch", "now", "post"])
    #expect(again.output.contains("post: nothing new"))
    #expect(site.asked.count == asked + 1)
    site.serveFeed(1...4, prefix: "other")
    try program.run(loopback + ["watch", "now", "post"])
    #expect(try articles().count == 4)
    #expect(try articles("--tag", "Europe").count == 4)
    #expect(try articles("--watch", "post").count == 4)
    #expect(try articles("--tag", "africa").isEmpty)
    #expect(site.asked.filter { $0.hasPrefix("/report") }.sorted() == (1...4).map { "/report-\($0)" })
    let line = try #require(try program.run(["watch", "list", "--format", "jsonl"]).objects().first)
    #expect(line["health"] as? String == "well")
    #expect(line["items"] as? Int == 4)
    #expect(line["tags"] as? String == "east, europe")
    let shown = try program.run(["watch", "show", "post"])
    #expect(shown.output.contains("kind     feed, every 10m"))
    let agent = site.server.requests.first?["user-agent"] ?? ""
    #expect(agent.contains("Tocsin/"))
  }

  @Test("an edited item is read again and alerts no second time")
  func edited() throws {
    try program.run(["alert", "add", "mission", "when", "tag is europe and title contains mission fresh any"])
    site.serveFeed(1...1)
    try program.run(loopback + ["watch", "add", site.url("/feed"), "tag", "europe", "as", "post"])
    try program.run(loopback + ["watch", "now", "post"])
    #expect(try program.run(["alerts", "--format", "jsonl"]).objects().count == 1)
    let late = ["--now", "2021-10-19T08:00:00Z"]
    site.serveFeed(1...1, summary: "Corrected: there were nine.")
    site.serve("/report-1", WatchedSite.page(1, "Nine diplomats were meant."))
    let run = try program.run(late + loopback + ["watch", "now", "post"])
    #expect(run.status == 0)
    #expect(try program.run(["alerts", "--format", "jsonl"]).objects().count == 1)
  }

  @Test("pause, resume and remove; a name that is none is an error with the nearest one")
  func states() throws {
    site.serveFeed(1...1)
    try program.run(loopback + ["watch", "add", site.url("/feed"), "as", "post"])
    #expect(try program.run(["watch", "pause", "post"]).output.contains("post is paused"))
    #expect(try program.run(["watch", "list"]).output.contains("paused"))
    #expect(try program.run(["watch", "resume", "POST"]).status == 0)
    #expect(
      try program.run(loopback + ["watch", "add", site.url("/feed")]).errors.contains(
        "post watches that address"
      )
    )
    let wrong = try program.run(["watch", "show", "poste"])
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("there is no watch poste; post?"))
    #expect(try program.run(["watch", "remove", "post"]).status == 0)
    #expect(try program.run(["watch", "list"]).errors.contains("Nothing is watched"))
  }

  @Test("watch test says what would be watched and reads one, and stores nothing")
  func test() throws {
    site.serveFeed(1...2)
    site.serve(
      "/",
      "<html><head><link rel=alternate type=application/rss+xml title=All href=/feed></head><body></body></html>"
    )
    let run = try program.run(loopback + ["watch", "test", site.url("/")])
    #expect(run.status == 0)
    #expect(run.output.contains("names    \(site.url("/feed")) (All)"))
    #expect(run.output.contains("watches  \(site.url("/feed")) (feed: The Post)"))
    #expect(run.output.contains("items    2"))
    #expect(run.output.contains("Mission number 2 is suspended"))
    #expect(try program.store.isUntouched())
  }

  @Test("what robots.txt refuses is not asked for")
  func robots() throws {
    site.serveFeed(1...2)
    site.serve("/robots.txt", "User-agent: Tocsin\nDisallow: /report-2\n", type: "text/plain")
    try program.run(loopback + ["watch", "add", site.url("/feed"), "as", "post"])
    let run = try program.run(loopback + ["watch", "now", "post"])
    #expect(run.errors.contains("refused by robots.txt, line 2: Disallow: /report-2"))
    #expect(!site.asked.contains("/report-2"))
    #expect(try articles().count == 1)
  }

  @Test("one that is gone is told once and asked for no more, one that moved for good is asked for there")
  func goneAndMoved() throws {
    site.serveFeed(1...1, path: "/new")
    site.serve("/gone", "", status: "410 Gone")
    site.serve("/old", "", status: "301 Moved Permanently", ["Location: /new"])
    let gone = try program.run(loopback + ["watch", "add", site.url("/gone"), "as", "gone"])
    #expect(gone.errors.contains("answered 410"))
    let health =
      try program.run(["watch", "list", "--format", "jsonl"]).objects().first?["health"] as? String
    #expect(health == "gone for good: answered 410")
    try program.run(loopback + ["watch", "add", site.url("/old"), "as", "moved"])
    let line = try program.run(["watch", "list", "--format", "jsonl"]).objects().last
    #expect(line?["url"] as? String == site.url("/new"))
  }

  @Test("a list of a hundred feeds in folders is imported and exported as the same")
  func subscriptions() throws {
    let outlines = (0..<10).map { folder in
      "<outline text='Folder \(folder)'>"
        + (0..<10).map {
          "<outline type='rss' text='Feed \(folder)-\($0)' xmlUrl='https://f\(folder).example/\($0)'/>"
        }.joined()
        + "</outline>"
    }
    let text = "<opml version='2.0'><head/><body>\(outlines.joined())</body></opml>"
    let file = try program.file("list.opml", holding: text)
    #expect(
      try program.run(["watch", "import", file]).output.contains(
        "100 feeds are watched from now on, 0 were already"
      )
    )
    let exported = try program.run(["watch", "export"]).output
    let again = try Binary()
    let second = try again.run(["watch", "import", try again.file("again.opml", holding: exported)])
    #expect(second.output.contains("100 feeds are watched from now on"))
    #expect(try again.run(["watch", "export"]).output == exported)
    #expect(
      try program.run(["watch", "import", file]).output.contains(
        "0 feeds are watched from now on, 100 were already"
      )
    )
  }

  @Test("a host that asks for rest is left alone by whoever asks, also by the next process")
  func rest() throws {
    site.serve("/busy", "later", status: "429 Too Many Requests", ["Retry-After: 3600"])
    site.serve("/report-1", WatchedSite.page(1))
    #expect(try program.run(loopback + ["read", site.url("/busy")]).errors.contains("wait 3600 s"))
    let asked = site.asked.count
    #expect(try program.run(loopback + ["read", site.url("/report-1")]).status == 1)
    #expect(site.asked.count == asked)
  }

  @Test("a front page without a text offers its feed, and a list that breaks off is said to")
  func offers() throws {
    site.serve(
      "/",
      "<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body></body></html>"
    )
    #expect(
      try program.run(loopback + ["read", site.url("/")]).errors.contains(
        "the page names a feed: read \(site.url("/feed"))"
      )
    )
    let list = try program.file(
      "cut.opml",
      holding:
        "<opml version='2.0'><body><outline xmlUrl='https://a.example/feed'/><outline xmlUrl='https://b.exam"
    )
    #expect(try program.run(["watch", "import", list]).errors.contains("the markup is broken"))
  }

  @Test(
    "at the prompt watches are asked for by themselves; a kill loses nothing, and nothing is stored twice",
    .timeLimit(.minutes(30))
  )
  func killed() throws {
    site.serveFeed(1...12)
    try program.run(loopback + ["watch", "add", site.url("/feed"), "as", "post"])
    for _ in 0..<3 {
      let session = try program.session(loopback)
      usleep(700_000)
      kill(session.processIdentifier, SIGKILL)
    }
    let session = try program.session(loopback)
    try Patience.hold { try articles().count >= 12 }
    #expect(try session.leave() == 0)
    #expect(try articles().count == 12)
    let states = try program.run(["watch", "show", "post", "--format", "jsonl"]).objects().map {
      $0["state"] as? String
    }
    #expect(states.count == 12)
    #expect(states.allSatisfy { $0 == "read" })
  }

  @Test("a drill sees the troubles of watches at its own time: a day of failures, and a long silence")
  func drill() throws {
    site.serve("/broken", "", status: "500 Internal Server Error")
    try program.run(loopback + ["watch", "add", site.url("/broken"), "as", "broken"])
    let hours = try program.run(["--now", "2021-10-19T08:00:00Z"] + loopback + ["watch", "now", "broken"])
    #expect(!hours.errors.contains("fails since"))
    let day = try program.run(["--now", "2021-10-19T21:00:00Z"] + loopback + ["watch", "now", "broken"])
    #expect(day.errors.contains("watch broken fails since 2021-10-18 20:00: answered 500"), "\(day.errors)")
    #expect(
      try program.run(["--now", "2021-10-19T21:00:00Z", "watch", "list"]).output.contains("failing for 25h")
    )
    let items = (12...18).map {
      "<item><guid>\($0)</guid><title>Day \($0)</title><pubDate>\($0) Oct 2021 08:00:00 GMT</pubDate></item>"
    }
    let feed = "<rss version='2.0'><channel><title>Post</title>\(items.joined())</channel></rss>"
    site.serve("/daily", feed, type: "application/rss+xml")
    try program.run(loopback + ["watch", "add", site.url("/daily"), "as", "daily"])
    #expect(try program.run(["watch", "show", "daily"]).output.contains("usually comes each 1d"))
    let later = ["--now", "2021-10-29T09:00:00Z"] + loopback
    let silent = try program.run(later + ["watch", "now", "daily"])
    #expect(silent.errors.contains("shows nothing new since 2021-10-18 08:00"), "\(silent.errors)")
  }

  @Test("a host that asks for rest gets it from the next process, too")
  func restForAll() throws {
    site.serve("/feed", "", status: "429 Too Many Requests", ["Retry-After: 3600"])
    try program.run(loopback + ["watch", "add", site.url("/feed"), "as", "post"])
    let asked = site.asked.count
    let run = try program.run(loopback + ["watch", "now", "post"])
    #expect(run.errors.contains("its host asked for rest"))
    #expect(site.asked.count == asked)
    let doctor = try program.run(["doctor"])
    #expect(doctor.output.contains("not read from for now, as they asked: 127.0.0.1:"), "\(doctor.output)")
  }
}
