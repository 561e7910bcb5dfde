import Foundation
import Model
import Pipeline
import Storage
import Watching

/// A day of many feeds, of which some are broken, watched by processes that are cut off again and again.
package struct VirtualDay: Sendable {
  /// What was seen when it was over.
  package struct Account: Sendable {
    package var requests = 0
    package var polls = 0
    package var articles = 0
    /// Articles that should have been read and were not.
    package var missed: [String] = []
    /// Addresses that more than one article stands under.
    package var doubled = 0
    /// Pages of feeds without edited items that were fetched whole more often than once.
    package var fetchedAgain = 0
    package var shortestGap = 0.0
    package var mostAtOnce = 0
    /// Resident memory at the end of each process' time, in bytes.
    package var memory: [Int] = []
    /// Watches that an analyst was told of more than once for one kind of trouble.
    package var toldAgain = 0
    /// Seconds from when an article came out to when it was stored, for those that came out within the day.
    package var delays: [Double] = []
  }

  package let room: VirtualNewsroom
  package let web: VirtualWeb
  private let time: VirtualTime

  /// A day over a store.
  ///
  /// - Throws: `StorageError`.
  package init(
    feeds: Int,
    hosts: Int,
    brokenShare: Double,
    every: ClosedRange<Double> = PollRhythm.standardEvery,
    seed: UInt64,
    storeAt path: String
  ) throws {
    time = VirtualTime()
    web = VirtualWeb(feeds: feeds, hosts: hosts, brokenShare: brokenShare, seed: seed, time: time)
    room = try VirtualNewsroom(storeAt: path, web: web, time: time)
    try room.passRobots(of: (0..<hosts).map { "https://h\($0).example:443" })
    for feed in web.feeds {
      var wish = WatchActions.Wish(url: feed.url)
      (wish.firstCount, wish.every) = (5, every)
      _ = try WatchActions(store: room.store).add(wish, at: time.now, isSpread: true)
    }
  }

  /// Lets so many hours pass, each process living for some of them.
  ///
  /// - Parameters:
  ///   - hours: how many in all.
  ///   - life: hours of a process.
  ///   - settled: articles that came out less than so many hours before the end need not have been read: a quiet feed is
  ///     asked for each six hours.
  ///   - show: hears after each process.
  /// - Returns: what was seen.
  /// - Throws: `StorageError`.
  package func run(
    hours: Int,
    life: Int,
    settled: Double,
    showing show: (Account) -> Void = { _ in }
  ) async throws -> Account {
    var account = Account()
    for hour in stride(from: life, through: hours, by: life) {
      try await room.work(until: web.start + Double(hour) * 3_600)
      account.memory.append(Self.residentBytes)
      (account.requests, account.polls) = (web.requests, web.polls)
      account.articles = try room.store.articles.counts().articles
      show(account)
    }
    (account.shortestGap, account.mostAtOnce) = (web.shortestGap, web.mostAtOnce)
    let stored = try Self.stored(in: room.store)
    account.doubled = stored.values.count { $0.count > 1 }
    let last = web.start + (Double(hours) - settled) * 3_600
    account.missed = web.expected(from: web.start + 600, until: last).filter { stored[$0] == nil }.sorted()
    account.fetchedAgain = web.pages.count { $1 > 1 && web.habit(ofPage: $0) != .editing }
    account.delays = stored.compactMap { url, arrivals in
      guard let moment = web.published(url), moment >= web.start else { return nil }
      return arrivals.first?.timeIntervalSince(moment)
    }.sorted()
    let kinds = room.news.compactMap { news -> String? in
      guard case .trouble(let trouble) = news.told else { return nil }
      return "\(news.watch) \(trouble.word)"
    }
    account.toldAgain = kinds.count - Set(kinds).count
    return account
  }

  /// When the articles of each address came.
  private static func stored(in store: Store) throws -> [String: [Date]] {
    var query = ArticleQuery()
    query.limit = Store.Limits.listedRows
    var found: [String: [Date]] = [:]
    while true {
      let lines = try store.articles.lines(query)
      for line in lines { found[line.url ?? "", default: []].append(line.arrivedAt) }
      guard lines.count == query.limit, let last = lines.last else { return found }
      query.after = ListingPlace(moment: last.arrivedAt, number: last.id.number)
    }
  }

  /// What the process holds in memory now.
  private static var residentBytes: Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return (fields?.dropFirst().first.flatMap { Int($0) } ?? 0) * 4_096
  }
}
