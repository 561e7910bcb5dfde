import Fetching
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Watching

@Suite("A watch")
struct WatchPollTests {
  private let room: WatchRoom

  init() throws { room = try WatchRoom() }

  private var articles: [ArticleLine] {
    get throws { try room.store.articles.lines(ArticleQuery()) }
  }

  @Test("reads each item once, and asks for nothing but the feed while nothing changes")
  func plain() async throws {
    room.serveFeed(WatchRoom.items(1...3))
    let watch = try room.add(WatchRoom.feedAddress) { $0.tags = ["europe"] }
    let end = try await room.poll(watch)
    #expect(end?.outcome == .answered(toRead: 3, shown: 3))
    #expect(end?.watch.kind == .feed)
    try await room.readDue()
    #expect(try articles.count == 3)
    let before = room.asked.count
    room.clock.advance(3_600)
    #expect(try await room.poll(watch)?.outcome == .unchanged)
    room.serveFeed(WatchRoom.items(1...4))
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 1, shown: 4))
    try await room.readDue()
    #expect(try articles.count == 4)
    #expect(room.asked.count == before + 3)
    #expect(room.askedForRobots.count == 1)
  }

  @Test("answered with the same bytes by a server that knows no validators is unchanged")
  func sameBytes() async throws {
    let text = WatchRoom.feed(WatchRoom.items(1...2))
    room.serve(WatchRoom.feedAddress) { request in
      HTTPResponse(status: 200, body: Array(text.utf8), url: request.url)
    }
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    #expect(try await room.poll(watch)?.outcome == .unchanged)
  }

  @Test("a first answer of 10,000 items has its newest read, and the rest never")
  func many() async throws {
    let many = (1...10_000).map {
      WatchRoom.Item(id: "\($0)", title: "t", link: "https://post.example/\($0)", date: nil)
    }
    room.serveFeed(many)
    let watch = try room.add(WatchRoom.feedAddress) { $0.firstCount = 20 }
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 20, shown: 10_000))
    room.clock.advance(90_000)
    room.serveFeed(
      [WatchRoom.Item(id: "new", title: "t", link: "https://post.example/new", date: nil)] + many.dropLast()
    )
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 1, shown: 10_000))
  }

  @Test("items that come back under new ids are not read again")
  func newIds() async throws {
    room.serveFeed(WatchRoom.items(1...3))
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    try await room.readDue()
    room.serveFeed(WatchRoom.items(1...3, prefix: "other"))
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 0, shown: 3))
    #expect(try articles.count == 3)
  }

  @Test("an edited item is read again as the same article")
  func edited() async throws {
    room.serveFeed(WatchRoom.items(1...1))
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    try await room.readDue()
    room.clock.advance(7_200)
    var item = WatchRoom.items(1...1)[0]
    item.summary = "Corrected: the envoys were nine."
    room.serveFeed([item])
    room.serve(item.link, WatchRoom.page(item.title, "Nine envoys are meant, not eight."))
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 1, shown: 1))
    let outcomes = try await room.readDue()
    guard case .stored(let stored, .updated, false) = outcomes.first else {
      Issue.record("not updated")
      return
    }
    #expect(stored.id.number == 1)
    #expect(try articles.count == 1)
  }

  @Test("an item dated in the future is read, and its date is not believed")
  func future() async throws {
    let item = WatchRoom.Item(
      id: "1",
      title: "Envoys leave the city at last",
      link: "https://post.example/1",
      date: "Fri, 18 Oct 2030 10:00:00 GMT"
    )
    room.serveFeed([item])
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    try await room.readDue()
    #expect(try articles.first?.published == nil)
    #expect(try room.store.watches.items(of: watch.number, limit: 1).first?.publishedAt == nil)
  }

  @Test("two watches that show one page have it read once, and the article has the tags of both")
  func shared() async throws {
    room.serveFeed(WatchRoom.items(1...1))
    room.serve(
      "https://post.example/other",
      WatchRoom.feed(WatchRoom.items(1...1, prefix: "o")),
      type: "application/rss+xml"
    )
    let first = try room.add(WatchRoom.feedAddress) { $0.tags = ["one"] }
    let second = try room.add("https://post.example/other") { $0.tags = ["two"] }
    try await room.poll(first)
    try await room.poll(second)
    try await room.readDue()
    #expect(room.asked.count { $0 == "https://post.example/story-1" } == 1)
    for tag in ["one", "two", "ONE"] {
      var query = ArticleQuery()
      query.tag = tag
      #expect(try room.store.articles.lines(query).count == 1, "\(tag)")
    }
  }

  @Test("where a page is walled, or robots.txt refuses it, the feed's own text is read and marked")
  func walled() async throws {
    let text = String(repeating: "Russia suspended its mission to NATO on Monday, officials said. ", count: 5)
    let item = WatchRoom.Item(
      id: "1",
      title: "Russia suspends its mission",
      link: "https://post.example/1",
      date: nil,
      summary: text
    )
    room.serveFeed([item])
    room.serve(item.link, status: 403)
    room.serve(
      "https://post.example/robots.txt",
      "user-agent: tocsin\ndisallow: /private",
      type: "text/plain"
    )
    let hidden = WatchRoom.Item(
      id: "2",
      title: "Russia closes its bureau",
      link: "https://post.example/private/2",
      date: nil,
      summary: text
    )
    room.serve(WatchRoom.feedAddress, WatchRoom.feed([item, hidden]), type: "application/rss+xml")
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    try await room.readDue()
    let stored = try [1, 2].compactMap { try room.store.articles.article($0) }
    #expect(stored.count == 2)
    for article in stored {
      #expect(article.reading.article.isPaywalled)
      #expect(article.reading.provenance.decisions.first?.rule.hasPrefix("the feed's own text") == true)
    }
    #expect(!room.asked.contains("https://post.example/private/2"))
  }

  @Test("a host at rest is not asked by the next process either, and items wait without being given up")
  func rest() async throws {
    room.serveFeed(WatchRoom.items(1...2))
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    for number in 1...2 {
      room.serve("https://post.example/story-\(number)", status: 429, [HeaderField("Retry-After", "3600")])
    }
    try await room.readDue()
    let asked = room.asked.count
    try await room.readDue(over: room.network())
    #expect(room.asked.count == asked)
    #expect(try articles.isEmpty)
    room.serveFeed(WatchRoom.items(1...2))
    room.clock.advance(7_200)
    try await room.readDue()
    #expect(try articles.count == 2)
  }

  @Test("an item that fails is tried again for hours and then given up")
  func givenUp() async throws {
    room.serveFeed(WatchRoom.items(1...1))
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    room.serve("https://post.example/story-1", status: 500)
    for _ in 0..<10 {
      try await room.readDue()
      room.clock.advance(22_000)
    }
    #expect(try room.store.watches.items(of: watch.number, limit: 1).first?.state == .failed)
    #expect(room.asked.count { $0.hasSuffix("story-1") } == 6)
  }

  @Test("what a process left unread the next one reads, and nothing twice")
  func restart() async throws {
    room.serveFeed(WatchRoom.items(1...4))
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    let network = room.network()
    let ingest = Ingest(
      fetcher: network.fetcher,
      analyser: Analyser(),
      policy: .publicOnly,
      certificateFile: nil
    )
    let due = try room.store.watches.due(at: room.clock.now, limit: 9).items
    #expect(due.count == 4)
    _ = try await WatchReading(store: room.store, ingest: ingest).run(due[0], clock: { room.clock.now })
    try await room.readDue()
    // Two processes at one item: the article is stored once.
    _ = try await WatchReading(store: room.store, ingest: ingest).run(due[0], clock: { room.clock.now })
    #expect(try articles.count == 4)
    #expect(room.asked.filter { $0.contains("story") }.count == 4)
  }
}
