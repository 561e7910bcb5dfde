internal import Fetching
internal import Foundation
package import Logging
internal import Model
package import Pipeline
internal import ServiceLifecycle
package import Storage
internal import Synchronization
internal import Watching
internal import Webhooks

/// What happens with watches while nobody types.
package enum WatchNews: Sendable {
  /// An analyst is told of a watch: once for each.
  case told(watch: Watch, WatchTold)
  /// A watch was asked for.
  case polled(WatchPoll.End)
  /// An item was read, put off or given up.
  case item(WatchItem, WatchReading.Outcome)
  /// The store could not be asked; the next look tries again.
  case waits(any Error)
}

/// Asks for watches as they are due, and reads what is new, politely, until it is told to stop.
///
///     run ── a look every second, ─┬ WatchPoll ────→ items that are new
///            and where one ended   └ WatchReading ─→ articles, which AlertService shows to the rules
///
/// One process at a time asks (`Store.takeWatchLease`); another one waits until that one is gone. What is begun and not ended
/// when a process dies is begun again by the next: nothing is lost, and no article is stored twice.
package final class WatchService: ServiceLifecycle.Service {
  /// Polls and readings at work at once. Hosts have bounds of their own (`HostManners`).
  package static let atWorkMax = 16
  /// Of these so many at one host: one is asked while the other is read.
  static let atWorkOfHostMax = 2
  /// How many due polls and items one look sees: enough that hosts at rest do not hide the others.
  private static let lookedAt = 512
  private static let secondsBetweenLooks = 1.0
  private static let leaseSeconds = 60.0
  private static let leaseRenewalSeconds = 20.0
  /// Nobody reads more that came while nobody looked.
  private static let newsKept = 1_000

  /// What happens while the service runs; for one reader.
  package let news: AsyncStream<WatchNews>

  private let store: Store
  private let network: WatchNetwork
  private let ingest: @Sendable () throws -> Ingest
  private let clock: AlertService.Clock
  private let logger: Logger
  private let wakeDelivery: @Sendable () -> Void
  private let articleCame: @Sendable () -> Void
  /// Rung where a poll or a reading ended: what it brought, and the place that it leaves, are for the next look.
  private let ends = Bell()
  private let publish: AsyncStream<WatchNews>.Continuation
  private let owner = ProcessMark.make()
  private let atWork = Mutex(AtWork())

  private struct AtWork {
    var watches: Set<Int64> = []
    var items: Set<Int64> = []
    var urls: Set<String> = []
    /// How much is at work at each host.
    var hosts: [String: Int] = [:]
    var count: Int { watches.count + items.count }

    /// True where one more may begin: no host takes more than its share of the places.
    func hasPlace(at host: String) -> Bool {
      count < WatchService.atWorkMax && hosts[host, default: 0] < WatchService.atWorkOfHostMax
    }

    mutating func begin(_ item: WatchItem, at host: String) -> Bool {
      guard !items.contains(item.number) else { return false }
      if let url = item.url, !urls.insert(url).inserted { return false }
      hosts[host, default: 0] += 1
      return items.insert(item.number).inserted
    }

    mutating func end(_ item: WatchItem, at host: String) {
      items.remove(item.number)
      if let url = item.url { urls.remove(url) }
      leave(host)
    }

    mutating func leave(_ host: String) {
      hosts[host] = hosts[host].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
  }

  /// A service over a store.
  ///
  /// - Parameters:
  ///   - store: where watches and their items stand.
  ///   - network: how they go out.
  ///   - ingest: the stages from an address to an article over the network's own fetcher, asked for each article, since whom
  ///     the event coder knows may change.
  ///   - clock: where time comes from.
  ///   - logger: hears all news.
  ///   - wakeDelivery: called where messages were queued.
  ///   - articleCame: called where an article was stored that rules have to be shown.
  package init(
    store: Store,
    network: WatchNetwork,
    ingest: @escaping @Sendable () throws -> Ingest,
    clock: AlertService.Clock = AlertService.Clock(),
    logger: Logger,
    wakeDelivery: @escaping @Sendable () -> Void = {},
    articleCame: @escaping @Sendable () -> Void = {}
  ) {
    self.store = store
    self.network = network
    self.ingest = ingest
    self.clock = clock
    self.logger = logger
    self.wakeDelivery = wakeDelivery
    self.articleCame = articleCame
    (news, publish) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.newsKept))
  }

  // MARK: Running

  /// Runs until the task is cancelled or the service group shuts down; what is at work then is cut off, and begun again by
  /// the next process.
  package func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      await withDiscardingTaskGroup { group in
        var leasedAt = Date.distantPast
        var told: String?
        while !Task.isCancelled {
          do {
            let now = clock.now()
            if now.timeIntervalSince(leasedAt) >= Self.leaseRenewalSeconds || leasedAt > now {
              leasedAt = try takeLease(at: now) ? now : .distantPast
            }
            if leasedAt != .distantPast { try begin(at: now, in: &group) }
            told = nil
          } catch {
            if told != "\(error)" { tell(.waits(error)) }
            told = "\(error)"
          }
          await ends.wait(atMost: Self.secondsBetweenLooks, sleep: clock.sleep)
        }
      }
    }
    try? store.endWatchLease(owner: owner)
    publish.finish()
  }

  private func takeLease(at now: Date) throws -> Bool {
    guard !store.isReadOnly else { return false }
    let until = now + Self.leaseSeconds
    guard let other = try store.takeWatchLease(owner: owner, at: now, until: until) else { return true }
    guard ProcessMark.hasEnded(other) else { return false }
    return try store.takeWatchLease(owner: owner, ended: other, at: now, until: until) == nil
  }

  private func begin(at now: Date, in group: inout DiscardingTaskGroup) throws {
    guard atWork.withLock({ $0.count }) < Self.atWorkMax else { return }
    let due = try store.dueWatches(at: now, limit: Self.lookedAt)
    for watch in due.watches where mayBegin(watch, at: now) {
      group.addTask { _ = await self.poll(watch) }
    }
    for item in due.items where mayBegin(item, at: now) {
      group.addTask { _ = await self.read(item) }
    }
  }

  /// Takes a watch to work where there is a place, and its host is not at rest or at work enough.
  private func mayBegin(_ watch: Watch, at now: Date) -> Bool {
    let host = Self.host(of: watch.url)
    guard mayAsk(host, at: now) else { return false }
    return atWork.withLock { work in
      guard work.hasPlace(at: host), work.watches.insert(watch.number).inserted else { return false }
      work.hosts[host, default: 0] += 1
      return true
    }
  }

  private func mayBegin(_ item: WatchItem, at now: Date) -> Bool {
    let host = Self.host(of: item.url ?? "")
    guard mayAsk(host, at: now) else { return false }
    return atWork.withLock { $0.hasPlace(at: host) && $0.begin(item, at: host) }
  }

  private func mayAsk(_ host: String, at now: Date) -> Bool {
    let opening = network.transport.opening(of: host, at: now)
    return opening.map { $0.timeIntervalSince(now) < Self.secondsBetweenLooks } ?? false
  }

  private static func host(of url: String) -> String {
    (try? WebAddress(url)).map { PoliteTransport.host(of: $0) } ?? ""
  }

  // MARK: One poll, one item

  private func poll(_ watch: Watch) async -> WatchPoll.End? {
    defer {
      atWork.withLock { work in
        work.watches.remove(watch.number)
        work.leave(Self.host(of: watch.url))
      }
      ends.ring()
    }
    do {
      let end = try await WatchPoll(store: store, network: network).run(watch, clock: clock.now)
      guard let end else { return nil }
      tell(.polled(end))
      for told in end.told { tell(.told(watch: end.watch, told)) }
      if !end.told.isEmpty, end.watch.webhook != nil { wakeDelivery() }
      return end
    } catch FetchError.cancelled {
      return nil
    } catch {
      tell(.waits(error))
      return nil
    }
  }

  private func read(_ item: WatchItem) async -> WatchReading.Outcome? {
    defer {
      atWork.withLock { $0.end(item, at: Self.host(of: item.url ?? "")) }
      ends.ring()
    }
    do {
      let outcome = try await WatchReading(store: store, ingest: try ingest()).run(item, clock: clock.stamp)
      tell(.item(item, outcome))
      if case .stored = outcome { articleCame() }
      return outcome
    } catch FetchError.cancelled {
      return nil
    } catch {
      tell(.waits(error))
      return nil
    }
  }

  /// Asks for one watch now, and reads all of its items that are due, whether or not the service runs.
  ///
  /// - Parameters:
  ///   - watch: which.
  ///   - readsItems: whether its items are read, too.
  ///   - tell: hears what comes of each item.
  /// - Returns: what came of the poll; nil where another look of this service is at it, or it was removed.
  /// - Throws: `StorageError`.
  package func now(
    _ watch: Watch,
    readsItems: Bool,
    telling tell: @Sendable (WatchItem, WatchReading.Outcome) -> Void
  ) async throws -> WatchPoll.End? {
    let isFree = atWork.withLock { work in
      guard work.watches.insert(watch.number).inserted else { return false }
      work.hosts[Self.host(of: watch.url), default: 0] += 1
      return true
    }
    guard isFree else { return nil }
    let end = await poll(watch)
    guard readsItems, end != nil else { return end }
    while !Task.isCancelled {
      let due = try store.dueItems(of: watch.number, at: clock.now(), limit: Self.lookedAt)
      var isAnyRead = false
      for item in due {
        let isFree = atWork.withLock { $0.begin(item, at: Self.host(of: item.url ?? "")) }
        guard isFree, let outcome = await read(item) else { continue }
        isAnyRead = true
        tell(item, outcome)
      }
      if !isAnyRead { break }
    }
    if Task.isCancelled { throw FetchError.cancelled }
    return end
  }

  private func tell(_ news: WatchNews) {
    logger.log(news)
    publish.yield(news)
  }
}
