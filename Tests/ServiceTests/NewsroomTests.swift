import Feeds
import Fetching
import Foundation
import Model
import Pipeline
import Storage
import Synchronization
import TestSupport
import Testing
import VirtualNewsroom
import Watching

/// Asks real servers; no virtual time passes meanwhile.
private struct RealTransport: Transport {
  let transport = CurlTransport()
  let time: VirtualTime

  func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    let result = await time.outside { () async -> Result<HTTPResponse, FetchError> in
      do throws(FetchError) {
        return .success(try await transport.send(request))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

@Suite("A newsroom's list of a hundred feeds, served on loopback")
struct NewsroomTests {
  private static let noon = Date(timeIntervalSince1970: 1_634_558_400)

  @Test(
    "is imported, watched for an hour of virtual time, and exported as the same; each article is read once",
    .timeLimit(.minutes(10))
  )
  func hour() async throws {
    let folder = try TemporaryFolder()
    let time = VirtualTime(Self.noon)
    let servers = (0..<5).map { _ in
      LoopbackServer { request in [Self.answer(request, at: time.now)] }
    }
    let list = SubscriptionList(
      (0..<100).map { number in
        SubscriptionList.Subscription(
          url: servers[number % 5].url("/feed-\(number)"),
          title: "Feed \(number)",
          page: servers[number % 5].url("/"),
          tags: ["desk \(number % 7)"] + (number % 3 == 0 ? ["Europe & Asia"] : [])
        )
      }
    )
    let loopback = AddressPolicy(allowed: [AddressRange("127.0.0.0/8")].compactMap { $0 })
    let room = try VirtualNewsroom(
      storeAt: folder.file("t.sqlite"),
      web: RealTransport(time: time),
      time: time,
      policy: loopback
    )
    try room.passRobots(of: servers.map { "http://127.0.0.1:\($0.port)" })
    let outcome = try WatchActions(store: room.store).importing(
      try SubscriptionList(opml: Array(list.opml.utf8)),
      every: 600...600,
      firstCount: 0,
      at: time.now
    )
    #expect(outcome.added.count == 100)
    try await room.work(until: Self.noon + 3_600)
    let exported = try WatchActions(store: room.store).subscriptions()
    #expect(sorted(try SubscriptionList(opml: Array(exported.opml.utf8))) == sorted(list))
    let asked = servers.flatMap { $0.requests.map(\.target) }
    let stories = asked.filter { $0.hasPrefix("/story-") }
    #expect(stories.count == 20)
    #expect(Set(stories).count == 20)
    #expect(asked.count { $0.hasPrefix("/feed-") } >= 500)
    #expect(try room.store.articles.counts().articles == 20)
  }

  private func sorted(_ list: SubscriptionList) -> [SubscriptionList.Subscription] {
    list.subscriptions.map { one in
      var one = one
      one.tags.sort()
      return one
    }.sorted { $0.url < $1.url }
  }

  /// A feed whose title, page and items are its own. Each fifth has something new after a quarter of an hour.
  private static func answer(_ request: ReceivedRequest, at now: Date) -> ServerStep {
    let parts = request.target.dropFirst().split(separator: "-").map(String.init)
    let host = "http://\(request["host"] ?? "")"
    guard parts.count > 1, let number = Int(parts[1]) else { return .answer("404 Not Found") }
    guard parts[0] == "feed" else {
      return .answer(
        "200 OK",
        ["Content-Type: text/html"],
        page("Report \(parts[2]) of desk \(number) on the envoys")
      )
    }
    let newest = number % 5 == 0 && now > noon + 900 ? 3 : 2
    let items = (1...newest).reversed().map { item in
      "<item><guid isPermaLink='false'>\(number)-\(item)</guid><title>Report \(item) of desk \(number) on the envoys</title>"
        + "<link>\(host)/story-\(number)-\(item)</link><pubDate>Mon, 18 Oct 2021 1\(item):00:00 GMT</pubDate></item>"
    }
    return .answer(
      "200 OK",
      ["Content-Type: application/rss+xml"],
      "<rss version='2.0'><channel><title>Feed \(number)</title><link>\(host)/</link>\(items.joined())</channel></rss>"
    )
  }

  private static func page(_ title: String) -> String {
    """
    <html lang="en"><head><title>\(title)</title></head><body><article><h1>\(title)</h1>
    <p>\(title), officials in the capital said on Monday after a long night of talks between both delegations.</p>
    <p>The offices will close in November, and the staff will leave the city before the end of the year.</p>
    </article></body></html>
    """
  }
}
