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
  private let feed = "https://post.example/feed"

  init() throws { room = try WatchRoom() }

  private func items(_ numbers: ClosedRange<Int>, prefix: String = "i") -> [WatchRoom.Item] {
    numbers.map { number in
      WatchRoom.Item(
        id: "\(prefix)\(number)",
        title: "Envoys leave city number \(number)",
        link: "https://post.example/story-\(number)",
        date: "Mon, 18 Oct 2021 1\(number % 10):00:00 GMT"
      )
    }
  }

  private func serve(_ items: [WatchRoom.Item], channel: String = "") {
    room.serve(feed, WatchRoom.feed(items, channel: channel), type: "application/rss+xml")
    for item in items { room.serve(item.link, WatchRoom.page(item.title)) }
  }

  private var articles: [ArticleLine] {
    get throws { try room.store.articles.lines(ArticleQuery()) }
  }

  @Test("reads each item once, and asks for nothing but the feed while nothing changes")
  func plain() async throws {
    serve(items(1...3))
    let watch = try room.add(feed) { $0.tags = ["europe"] }
    let end = try await room.poll(watch)
    #expect(end?.outcome == .answered(toRead: 3, shown: 3))
    #expect(end?.watch.kind == .feed)
    try await room.readDue()
    #expect(try articles.count == 3)
    let before = room.asked.count
    room.clock.advance(3_600)
    #expect(try await room.poll(watch)?.outcome == .unchanged)
    serve(items(1...4))
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 1, shown: 4))
    try await room.readDue()
    #expect(try articles.count == 4)
    #expect(room.asked.count == before + 3)
    #expect(room.askedForRobots.count == 1)
  }

  @Test("answered with the same bytes by a server that knows no validators is unchanged")
  func sameBytes() async throws {
    let text = WatchRoom.feed(items(1...2))
    room.serve(feed) { request in HTTPResponse(status: 200, body: Array(text.utf8), url: request.url) }
    let watch = try room.add(feed)
    try await room.poll(watch)
    #expect(try await room.poll(watch)?.outcome == .unchanged)
  }

  @Test("a first answer of 10,000 items has its newest read, and the rest never")
  func many() async throws {
    let many = (1...10_000).map {
      WatchRoom.Item(id: "\($0)", title: "t", link: "https://post.example/\($0)", date: nil)
    }
    serve(many)
    let watch = try room.add(feed) { $0.firstCount = 20 }
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 20, shown: 10_000))
    room.clock.advance(90_000)
    serve(
      [WatchRoom.Item(id: "new", title: "t", link: "https://post.example/new", date: nil)] + many.dropLast()
    )
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 1, shown: 10_000))
  }

  @Test("items that come back under new ids are not read again")
  func newIds() async throws {
    serve(items(1...3))
    let watch = try room.add(feed)
    try await room.poll(watch)
    try await room.readDue()
    serve(items(1...3, prefix: "other"))
    #expect(try await room.poll(watch)?.outcome == .answered(toRead: 0, shown: 3))
    #expect(try articles.count == 3)
  }

  @Test("an edited item is read again as the same article")
  func edited() async throws {
    serve(items(1...1))
    let watch = try room.add(feed)
    try await room.poll(watch)
    try await room.readDue()
    room.clock.advance(7_200)
    var item = items(1...1)[0]
    item.summary = "Corrected: the envoys were nine."
    serve([item])
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
    serve([item])
    let watch = try room.add(feed)
    try await room.poll(watch)
    try await room.readDue()
    #expect(try articles.first?.published == nil)
    #expect(try room.store.watches.items(of: watch.number, limit: 1).first?.publishedAt == nil)
  }

  @Test("two watches that show one page have it read once, and the article has the tags of both")
  func shared() async throws {
    serve(items(1...1))
    room.serve(
      "https://post.example/other",
      WatchRoom.feed(items(1...1, prefix: "o")),
      type: "application/rss+xml"
    )
    let first = try room.add(feed) { $0.tags = ["one"] }
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
    serve([item])
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
    room.serve(feed, WatchRoom.feed([item, hidden]), type: "application/rss+xml")
    let watch = try room.add(feed)
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

  @Test(
    "a failing watch is asked for less and less, told once after a day, and told once when it answers again"
  )
  func failing() async throws {
    room.serve(feed, status: 500)
    let watch = try room.add(feed)
    var told: [WatchTold] = []
    var waits: [Double] = []
    for _ in 0..<14 {
      let end = try #require(try await room.poll(watch))
      told += end.told
      waits.append(end.watch.nextPollAt.timeIntervalSince(room.clock.now))
      room.clock.advance(to: end.watch.nextPollAt)
    }
    #expect(told.count == 1)
    #expect(waits.last ?? 0 > 10 * (waits.first ?? 0))
    #expect(waits.allSatisfy { $0 <= 96_000 })
    serve(items(1...1))
    #expect(try await room.poll(watch)?.told == [.recovered])
    #expect(try await room.poll(watch)?.told == [])
  }

  @Test("a watch that is gone is told once and asked for no more; one that moved for good is asked for there")
  func goneAndMoved() async throws {
    room.serve(feed, status: 410)
    let gone = try room.add(feed)
    #expect(try await room.poll(gone)?.told == [.trouble(.gone)])
    #expect(try room.store.watches.due(at: room.clock.now + 9_999_999, limit: 9).watches.isEmpty)
    let old = "https://old.example/feed"
    room.serve(old, status: 301, [HeaderField("Location", "https://new.example/feed")])
    room.serve("https://new.example/feed", WatchRoom.feed(items(1...1)), type: "application/rss+xml")
    let moved = try room.add(old)
    #expect(try await room.poll(moved)?.told == [.moved(from: old, to: "https://new.example/feed")])
    let end = try await room.poll(moved)
    #expect(end?.told == [])
    #expect(end?.watch.addedURL == old)
  }

  @Test(
    "a feed that moved for good is asked for there though its text is the same, unless another watch is there"
  )
  func movedUnchanged() async throws {
    let (old, new) = ("https://old.example/feed", "https://new.example/feed")
    let text = WatchRoom.feed(items(1...1))
    room.serve(old, text, type: "application/rss+xml")
    let watch = try room.add(old)
    #expect(try await room.poll(watch)?.told == [])
    room.serve(old, status: 301, [HeaderField("Location", new)])
    room.serve(new, text, type: "application/rss+xml")
    let end = try await room.poll(watch)
    #expect(end?.told == [.moved(from: old, to: new)])
    #expect(end?.watch.url == new)
    let second = "https://second.example/feed"
    room.serve(second, text, type: "application/rss+xml")
    let other = try room.add(second)
    #expect(try await room.poll(other)?.told == [])
    room.serve(second, status: 301, [HeaderField("Location", new)])
    let stays = try await room.poll(other)
    #expect(stays?.told == [])
    #expect(stays?.watch.url == second)
  }

  @Test("trouble is told through the webhook that the watch names, once, in the transaction of the poll")
  func webhook() async throws {
    let endpoint = Endpoint(name: "ops", url: SecretURL("https://hook.example/"))
    try room.store.addEndpoint(endpoint, at: room.clock.now)
    room.serve(feed, status: 410)
    let watch = try room.add(feed) { $0.webhook = "ops" }
    try await room.poll(watch)
    let sent = try room.store.outbox.deliveries(DeliveryQuery(limit: 9))
    #expect(sent.map(\.message.type) == ["tocsin.watch.gone"])
    let body = String(decoding: sent.first?.message.body ?? [], as: UTF8.self)
    #expect(body.contains("answered 410"))
    try await room.poll(watch)
    #expect(try room.store.outbox.deliveries(DeliveryQuery(limit: 9)).count == 1)
  }

  @Test("a feed in whose place a page comes is failing, and keeps its kind and address")
  func parked() async throws {
    serve(items(1...1))
    let watch = try room.add(feed)
    try await room.poll(watch)
    room.serve(feed, "<html><body><a href='/buy'>Buy this domain today for little</a></body></html>")
    let end = try await room.poll(watch)
    #expect(end?.outcome == .failed("a page came in place of the feed"))
    #expect(end?.watch.kind == .feed)
  }

  @Test("a host at rest is not asked by the next process either, and items wait without being given up")
  func rest() async throws {
    serve(items(1...2))
    let watch = try room.add(feed)
    try await room.poll(watch)
    for number in 1...2 {
      room.serve("https://post.example/story-\(number)", status: 429, [HeaderField("Retry-After", "3600")])
    }
    try await room.readDue()
    let asked = room.asked.count
    try await room.readDue(over: room.network())
    #expect(room.asked.count == asked)
    #expect(try articles.isEmpty)
    serve(items(1...2))
    room.clock.advance(7_200)
    try await room.readDue()
    #expect(try articles.count == 2)
  }

  @Test("an item that fails is tried again for hours and then given up")
  func givenUp() async throws {
    serve(items(1...1))
    let watch = try room.add(feed)
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
    serve(items(1...4))
    let watch = try room.add(feed)
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
