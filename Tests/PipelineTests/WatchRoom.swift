import Extraction
import Fetching
import Foundation
import Model
import Pipeline
import Storage
import StoreSupport
import Synchronization
import TestSupport
import Testing
import Watching

/// A web in memory, with a store that watches it, in virtual time.
final class WatchRoom: Sendable {
  typealias Answer = @Sendable (HTTPRequest) throws(FetchError) -> HTTPResponse

  let clock = ManualClock(Date(timeIntervalSince1970: 1_634_587_200))
  let store: Store
  private let web = Web()

  init(_ store: Store? = nil) throws { self.store = try store ?? StoreForTests.new() }

  /// What answers at an address from now on.
  func serve(_ url: String, _ answer: @escaping Answer) { web.answers.withLock { $0[url] = answer } }

  /// A page or feed that answers 304 to who has it.
  func serve(_ url: String, _ body: String, type: String = "text/html", headers: [HeaderField] = []) {
    let etag = "\"\(body.hashValue)\""
    serve(url) { request in
      let isKnown = request.headers.contains { $0.name == "If-None-Match" && $0.value == etag }
      var response = HTTPResponse(
        status: isKnown ? 304 : 200,
        headers: HTTPHeaders([HeaderField("Content-Type", type), HeaderField("ETag", etag)] + headers),
        url: request.url
      )
      if !isKnown { response.body = Array(body.utf8) }
      return response
    }
  }

  func serve(_ url: String, status: Int, _ headers: [HeaderField] = []) {
    serve(url) { HTTPResponse(status: status, headers: HTTPHeaders(headers), url: $0.url) }
  }

  /// The address of the feed that is served.
  static let feedAddress = "https://post.example/feed"

  /// A feed of items, each with its page.
  func serveFeed(_ items: [Item], channel: String = "") {
    serve(Self.feedAddress, Self.feed(items, channel: channel), type: "application/rss+xml")
    for item in items { serve(item.link, Self.page(item.title)) }
  }

  /// Items of one morning, by their numbers.
  static func items(_ numbers: ClosedRange<Int>, prefix: String = "i") -> [Item] {
    numbers.map { number in
      Item(
        id: "\(prefix)\(number)",
        title: "Envoys leave city number \(number)",
        link: "https://post.example/story-\(number)",
        date: "Mon, 18 Oct 2021 1\(number % 10):00:00 GMT"
      )
    }
  }

  /// The addresses that were asked for, in order, without those of robots.txt.
  var asked: [String] { web.asked.withLock { $0 }.filter { !$0.hasSuffix("/robots.txt") } }
  var askedForRobots: [String] { web.asked.withLock { $0 }.filter { $0.hasSuffix("/robots.txt") } }

  /// Begins a watch and gives it.
  func add(_ url: String, _ change: (inout WatchActions.Wish) -> Void = { _ in }) throws -> Watch {
    var wish = WatchActions.Wish(url: url)
    change(&wish)
    return try WatchActions(store: store).add(wish, at: clock.now)
  }

  /// A network as a new process has it: what was remembered is in the store.
  func network() -> WatchNetwork {
    let clock = clock
    let transport = PoliteTransport(
      web,
      limits: HostManners.Limits(gapSeconds: 1, requestsAtOnce: 2),
      clock: PoliteTransport.Clock(now: { clock.now }, sleep: { clock.advance($0) })
    )
    return WatchNetwork(
      transport: transport,
      reach: { WatchNetwork.Reach(policy: .publicOnly) },
      store: store,
      now: { clock.now },
      forgot: { Issue.record($0) }
    )
  }

  /// Asks for a watch as it is stored.
  @discardableResult
  func poll(_ watch: Watch, over network: WatchNetwork? = nil) async throws -> WatchPoll.End? {
    let clock = clock
    guard let fresh = try store.watches.all().first(where: { $0.number == watch.number }) else { return nil }
    return try await WatchPoll(store: store, network: network ?? self.network())
      .run(fresh, clock: { clock.now }, due: { clock.now })
  }

  /// Reads what is due, all of it.
  @discardableResult
  func readDue(over network: WatchNetwork? = nil) async throws -> [WatchReading.Outcome] {
    let (clock, network) = (clock, network ?? self.network())
    let ingest = Ingest(
      fetcher: network.fetcher,
      analyser: Analyser(),
      policy: .publicOnly,
      certificateFile: nil
    )
    var outcomes: [WatchReading.Outcome] = []
    for item in try store.watches.due(at: clock.now, limit: 1_000).items {
      outcomes.append(try await WatchReading(store: store, ingest: ingest).run(item, clock: { clock.now }))
    }
    return outcomes
  }

  private final class Web: Transport {
    let answers = Mutex<[String: Answer]>([:])
    let asked = Mutex<[String]>([])

    func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
      asked.withLock { $0.append(request.url.text) }
      guard let answer = answers.withLock({ $0[request.url.text] }) else {
        return HTTPResponse(status: 404, url: request.url)
      }
      return try answer(request)
    }
  }

  // MARK: What is served

  /// The page of an article.
  static func page(_ title: String, _ text: String = "") -> String {
    """
    <html lang="en"><head><title>\(title)</title></head><body><article><h1>\(title)</h1>
    <p>\(title), officials in the capital said on Monday after a long night of talks between both delegations.</p>
    <p>\(text) The offices will close in November, and the staff will leave the city before the end of the year.</p>
    </article></body></html>
    """
  }

  /// A feed of items of one site.
  static func feed(_ items: [Item], channel: String = "") -> String {
    "<rss version='2.0'><channel><title>The Post</title>\(channel)"
      + items.map { item in
        let date = item.date.map { "<pubDate>\($0)</pubDate>" } ?? ""
        return
          "<item><guid isPermaLink='false'>\(item.id)</guid><title>\(item.title)</title><link>\(item.link)</link>\(date)<description>\(item.summary)</description></item>"
      }.joined() + "</channel></rss>"
  }

  struct Item {
    var id: String
    var title: String
    var link: String
    var date: String?
    var summary = ""
  }
}
