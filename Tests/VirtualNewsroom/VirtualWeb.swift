package import Fetching
package import Foundation
import Model
import Synchronization
import TestSupport

/// Many feeds on some hosts, a share of them broken in every way, with their pages: answers made by rule, in virtual time. It keeps
/// what it was asked for, and when.
package final class VirtualWeb: Transport {
  /// How a feed answers.
  package enum Habit: CaseIterable, Sendable {
    case well, changingIds, futureDates, editing, dateless, serverError, timeOut, gone, refusing, garbage
    case flapping
    /// True where it answers whenever it is asked: what scrolls out of a feed that is down nobody can have.
    package var isSteady: Bool { [.well, .changingIds, .futureDates, .editing, .dateless].contains(self) }
  }

  package struct Feed: Sendable {
    package var url: String
    package var habit: Habit
    /// Seconds between its articles.
    package var gap: Double
  }

  /// What was seen of a host.
  private struct Host {
    var lastStart: Date?
    var atWork = 0
  }

  private struct Seen {
    var hosts: [String: Host] = [:]
    var pages: [String: Int] = [:]
    var random: SeededNumbers
    var requests = 0
    var polls = 0
    var shortestGap = Double.infinity
    var mostAtOnce = 0
  }

  /// A feed shows so many items.
  package static let shownMax = 10
  private static let secondsOfPast = 43_200.0

  package let feeds: [Feed]
  package let start: Date
  private let time: VirtualTime
  private let seen: Mutex<Seen>

  /// A web of feeds, `brokenShare` of which are not well.
  package init(feeds count: Int, hosts: Int, brokenShare: Double, seed: UInt64, time: VirtualTime) {
    var random = SeededNumbers(seed)
    var feeds: [Feed] = []
    let broken = Habit.allCases.filter { $0 != .well }
    for number in 0..<count {
      let isBroken = Double(random.next() % 1_000) / 1_000 < brokenShare
      let habit = isBroken ? broken[Int(random.next() % UInt64(broken.count))] : .well
      let url = "https://h\(number % hosts).example/feed/\(number)"
      feeds.append(Feed(url: url, habit: habit, gap: 900 * pow(2, Double(random.next() % 6))))
    }
    (self.feeds, self.time, start) = (feeds, time, time.now)
    seen = Mutex(Seen(random: random))
  }

  /// How often each page was fetched whole.
  package var pages: [String: Int] { seen.withLock { $0.pages } }
  package var requests: Int { seen.withLock { $0.requests } }
  package var polls: Int { seen.withLock { $0.polls } }
  /// Seconds between two requests to one host, and how many it had at once.
  package var shortestGap: Double { seen.withLock { $0.shortestGap } }
  package var mostAtOnce: Int { seen.withLock { $0.mostAtOnce } }

  /// The pages that came out within a span and were shown by feeds that can be had: all must have been read.
  package func expected(from first: Date, until last: Date) -> Set<String> {
    var urls: Set<String> = []
    for feed in feeds where feed.habit.isSteady {
      var number = Int(first.timeIntervalSince(start - Self.secondsOfPast) / feed.gap) + 1
      while published(number, feed) <= last {
        urls.insert(Self.page(number, feed))
        number += 1
      }
    }
    return urls
  }

  /// When a page came out; nil for what is none.
  package func published(_ url: String) -> Date? {
    place(of: url).map { published($0.number, feeds[$0.feed]) }
  }

  /// How the feed of a page answers; nil for what is none.
  package func habit(ofPage url: String) -> Habit? { place(of: url).map { feeds[$0.feed].habit } }

  private func place(of url: String) -> (feed: Int, number: Int)? {
    let path = url.split(separator: "/").dropFirst(2).map(String.init)
    guard path.count == 3, path[0] == "page", let feed = Int(path[1]), let number = Int(path[2]) else {
      return nil
    }
    return (feed, number)
  }

  // MARK: Answering

  package func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    let host = request.url.host
    let now = time.now
    let chance = seen.withLock { seen in
      seen.requests += 1
      let last = seen.hosts[host, default: Host()].lastStart
      if let last { seen.shortestGap = min(seen.shortestGap, now.timeIntervalSince(last)) }
      seen.hosts[host, default: Host()].lastStart = now
      seen.hosts[host, default: Host()].atWork += 1
      seen.mostAtOnce = max(seen.mostAtOnce, seen.hosts[host, default: Host()].atWork)
      return seen.random.next()
    }
    defer { seen.withLock { $0.hosts[host]?.atWork -= 1 } }
    await time.sleep(0.05 + Double(chance % 1_000) / 1_000)
    if Task.isCancelled { throw .cancelled }
    // Now and then a connection is lost.
    if chance % 500 == 0 { throw lost(host) }
    let path = request.url.text.split(separator: "/").dropFirst(2).map(String.init)
    switch path.first {
    case "feed" where path.count == 2:
      seen.withLock { $0.polls += 1 }
      return try answer(feeds[Int(path[1]) ?? 0], request, chance)
    case "page" where path.count == 3:
      seen.withLock { $0.pages[request.url.text, default: 0] += 1 }
      return html(Self.text(path[1] + "-" + path[2]), request)
    default: return HTTPResponse(status: 404, url: request.url)
    }
  }

  private func answer(
    _ feed: Feed,
    _ request: HTTPRequest,
    _ chance: UInt64
  ) throws(FetchError) -> HTTPResponse {
    let isDown = feed.habit == .flapping && Int(time.now.timeIntervalSince(start)) / 7_200 % 2 == 1
    switch feed.habit {
    case .timeOut: throw lost(request.url.host)
    case .gone: return HTTPResponse(status: 410, url: request.url)
    case .garbage: return html("<rss><channel><item></rss", request)
    case .serverError: return HTTPResponse(status: 500, url: request.url)
    case .refusing where chance % 10 == 0:
      let wish = HTTPHeaders([HeaderField("Retry-After", "1800")])
      return HTTPResponse(status: 429, headers: wish, url: request.url)
    case _ where isDown: return HTTPResponse(status: 503, url: request.url)
    default: break
    }
    let salt = [.changingIds, .editing].contains(feed.habit) ? "\(chance)" : ""
    let etag = "\"\(latest(feed))\(salt)\""
    if request.headers.contains(where: { $0.name == "If-None-Match" && $0.value == etag }) {
      return HTTPResponse(status: 304, url: request.url)
    }
    let headers = HTTPHeaders([HeaderField("Content-Type", "application/rss+xml"), HeaderField("ETag", etag)])
    return HTTPResponse(status: 200, headers: headers, body: Array(xml(feed, salt).utf8), url: request.url)
  }

  private func lost(_ host: String) -> FetchError {
    .connectionLost(Interruption(host: host, seconds: 1, receivedBytes: 0, status: nil, wasSent: true))
  }

  private func html(_ text: String, _ request: HTTPRequest) -> HTTPResponse {
    let headers = HTTPHeaders([HeaderField("Content-Type", "text/html")])
    return HTTPResponse(status: 200, headers: headers, body: Array(text.utf8), url: request.url)
  }

  // MARK: What stands in it

  private func latest(_ feed: Feed) -> Int {
    Int(time.now.timeIntervalSince(start - Self.secondsOfPast) / feed.gap)
  }

  private func published(_ number: Int, _ feed: Feed) -> Date {
    start - Self.secondsOfPast + Double(number) * feed.gap
  }

  private static func page(_ number: Int, _ feed: Feed) -> String {
    feed.url.replacing("/feed/", with: "/page/") + "/\(number)"
  }

  private func xml(_ feed: Feed, _ salt: String) -> String {
    let last = latest(feed)
    let items = (max(0, last - Self.shownMax + 1)...max(last, 0)).reversed().map { number in
      let url = Self.page(number, feed)
      let id = feed.habit == .changingIds ? "\(url)?\(salt)" : url
      let title =
        feed.habit == .editing ? "Report \(number), edition \(salt)" : "Report \(number) of the desk"
      let moment = feed.habit == .futureDates ? time.now + 7 * 86_400 : published(number, feed)
      let date = feed.habit == .dateless ? "" : "<pubDate>\(Self.written(moment))</pubDate>"
      return
        "<item><guid isPermaLink='false'>\(id)</guid><title>\(title)</title><link>\(url)</link>\(date)</item>"
    }
    return "<rss version='2.0'><channel><title>Feed</title>\(items.joined())</channel></rss>"
  }

  private static func written(_ moment: Date) -> String { moment.formatted(.iso8601) }

  /// A page whose words are its own, so that no two of them are taken for one.
  private static func text(_ name: String) -> String {
    let seed: UInt64 = name.utf8.reduce(0x9E37_79B9_7F4A_7C15) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    var random = SeededNumbers(seed)
    let words = (0..<24).map { _ in
      (0..<3).map { _ in
        let value = random.next()
        return "\("bdfgklmnprstvz".letter(value))\("aeiou".letter(value >> 8))"
      }.joined()
    }
    let (first, second) = (words.prefix(12).joined(separator: " "), words.suffix(12).joined(separator: " "))
    return """
      <html lang="en"><head><title>Report \(name)</title></head><body><article><h1>Report \(name)</h1>
      <p>The council of \(words[0]) has decided on \(first), its chair said on Monday after a long session.</p>
      <p>The people of \(words[1]) are to hear of \(second) before the end of the year, the chair added.</p>
      </article></body></html>
      """
  }
}

extension String {
  fileprivate func letter(_ value: UInt64) -> Character {
    self[index(startIndex, offsetBy: Int(value % UInt64(count)))]
  }
}
