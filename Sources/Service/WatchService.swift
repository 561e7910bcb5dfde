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

/// Asks for watches as they are due, and reads what is new, politely, until it is told to stop.
///
///     run ── a look every second, ─┬ WatchPoll ────→ items that are new
///            and where one ended   └ WatchReading ─→ articles, which AlertService shows to the rules
///
/// Over a file one process at a time asks (`Store.takeWatchLease`); another one waits until that one is gone. Over a server any
/// number do, and share the hosts out (`Store.claimHosts`). What is begun and not ended
/// when a process dies is begun again by the next: nothing is lost, and no article is stored twice.
package final class WatchService: ServiceLifecycle.Service {
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
  private let clock: ServiceClock
  private let logger: Logger
  private let roles: ServiceRoles
  private let wakeDelivery: @Sendable () -> Void
  private let articleCame: @Sendable () -> Void
  private let crew: (any TaskExecutor)?
  /// Rung where a poll or a reading ended: what it brought, and the place that it leaves, are for the next look.
  private let ends = Bell()
  private let publish: AsyncStream<WatchNews>.Continuation
  private let owner = ProcessMark.make()
  private let atWork = Mutex(WatchesAtWork())
  /// When each host was claimed.
  private let claims = Mutex<[String: Date]>([:])

  /// A service over a store.
  ///
  /// - Parameters:
  ///   - store: where watches and their items stand.
  ///   - network: how they go out.
  ///   - ingest: the stages from an address to an article over the network's own fetcher, asked for each article, since whom
  ///     the event coder knows may change.
  ///   - clock: where time comes from.
  ///   - logger: hears all news.
  ///   - roles: what it does of the work while it runs.
  ///   - wakeDelivery: called where messages were queued.
  ///   - articleCame: called where an article was stored that rules have to be shown.
  ///   - crew: whose threads read what comes; nil for those that all tasks share.
  package init(
    store: Store,
    network: WatchNetwork,
    ingest: @escaping @Sendable () throws -> Ingest,
    clock: ServiceClock = ServiceClock(),
    logger: Logger,
    roles: ServiceRoles = .all,
    wakeDelivery: @escaping @Sendable () -> Void = {},
    articleCame: @escaping @Sendable () -> Void = {},
    crew: (any TaskExecutor)? = nil
  ) {
    self.store = store
    self.network = network
    self.ingest = ingest
    self.clock = clock
    self.logger = logger
    self.roles = roles
    self.wakeDelivery = wakeDelivery
    self.articleCame = articleCame
    self.crew = crew
    (news, publish) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.newsKept))
  }

  // MARK: Running

  /// Runs until the task is cancelled or the service group shuts down; what is at work then is cut off, and begun again by
  /// the next process.
  package func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      await withDiscardingTaskGroup { group in
        var leasedAt = Date.distantPast
        var notice = FailureNotice()
        while !Task.isCancelled {
          do {
            let now = clock.now()
            if now.timeIntervalSince(leasedAt) >= Self.leaseRenewalSeconds || leasedAt > now {
              let isNew = leasedAt == .distantPast
              leasedAt = try takeLease(at: now) ? now : .distantPast
              // Who had the lease before may have asked a host a moment ago.
              if isNew, leasedAt != .distantPast { network.transport.goOn(from: clock.machine()) }
            }
            if leasedAt != .distantPast { try begin(in: &group) }
            if notice.end() { logger.notice("watches go on") }
          } catch {
            if notice.isNew(error) { tell(.waits(error)) }
          }
          await ends.wait(atMost: Self.secondsBetweenLooks, sleep: clock.sleep)
        }
      }
    }
    // What is not given back ends by itself.
    if store.isOnServer {
      try? store.endWatching(owner: owner)
    } else {
      try? store.endWatchLease(owner: owner)
    }
    publish.finish()
  }

  private func takeLease(at now: Date) throws -> Bool {
    guard !store.isReadOnly else { return false }
    guard !store.isOnServer else {
      try store.showWatching(owner: owner, seconds: Self.leaseSeconds)
      return true
    }
    let until = now + Self.leaseSeconds
    guard let other = try store.takeWatchLease(owner: owner, at: now, until: until) else { return true }
    guard ProcessMark.hasEnded(other) else { return false }
    return try store.takeWatchLease(owner: owner, ended: other, at: now, until: until) == nil
  }

  private func begin(in group: inout DiscardingTaskGroup) throws {
    guard atWork.withLock({ $0.count }) < WatchesAtWork.max else { return }
    // What is due, and since when a watch fails, goes by the time that is written down: in a drill by the drill's.
    var due = try store.watches.due(at: clock.stamp(), limit: Self.lookedAt, for: owner)
    if !roles.contains(.watch) { due.watches = [] }
    if !roles.contains(.ingest) { due.items = [] }
    let hosts = Set(
      due.watches.map { Self.host(of: $0.url) } + due.items.map { Self.host(of: $0.url ?? "") }
    )
    try giveBack(allBut: hosts)
    let ours = try claim(hosts, at: clock.now())
    for watch in due.watches where ours.contains(Self.host(of: watch.url)) && mayBegin(watch) {
      group.addTask(executorPreference: crew) { _ = await self.poll(watch) }
    }
    for item in due.items where ours.contains(Self.host(of: item.url ?? "")) && mayBegin(item) {
      group.addTask(executorPreference: crew) { _ = await self.read(item) }
    }
  }

  /// The hosts that this process may ask: over a server those that it has claimed, and claims now.
  private func claim(_ hosts: Set<String>, at now: Date) throws -> Set<String> {
    guard store.isOnServer else { return hosts }
    let known = claims.withLock { claims in
      claims = claims.filter { $0.value <= now && now.timeIntervalSince($0.value) < Self.leaseRenewalSeconds }
      return Set(claims.keys)
    }
    let wanted = hosts.subtracting(known)
    guard !wanted.isEmpty else { return known }
    let taken = try store.claimHosts(wanted, owner: owner, seconds: Self.leaseSeconds)
    let fresh = claims.withLock { claims in
      defer { for host in taken { claims[host] = now } }
      return taken.filter { claims[$0] == nil }
    }
    // Who had it before may have asked it a moment ago.
    for host in fresh { network.transport.goOn(at: host, from: clock.machine()) }
    return known.union(taken)
  }

  /// Where others do the rest of the work, whoever reads what a poll showed does not wait for the end of the poll's claim.
  private func giveBack(allBut hosts: Set<String>) throws {
    guard store.isOnServer, roles.intersection(.reading) != .reading else { return }
    let idle = claims.withLock { claims in
      atWork.withLock { atWork in claims.keys.filter { !hosts.contains($0) && !atWork.isBusy($0) } }
    }
    guard !idle.isEmpty else { return }
    try store.endHostClaims(of: Set(idle), owner: owner)
    claims.withLock { claims in for host in idle { claims[host] = nil } }
  }

  /// Takes a watch to work where there is a place, and its host is not at rest or at work enough.
  private func mayBegin(_ watch: Watch) -> Bool {
    let host = Self.host(of: watch.url)
    guard mayAsk(host) else { return false }
    return atWork.withLock { $0.hasPlace(at: host) && $0.begin(watch, at: host) }
  }

  private func mayBegin(_ item: WatchItem) -> Bool {
    let host = Self.host(of: item.url ?? "")
    guard mayAsk(host) else { return false }
    return atWork.withLock { $0.hasPlace(at: host) && $0.begin(item, at: host) }
  }

  private func mayAsk(_ host: String) -> Bool {
    let now = clock.machine()
    let opening = network.transport.opening(of: host, at: now)
    return opening.map { $0.timeIntervalSince(now) < Self.secondsBetweenLooks } ?? false
  }

  private static func host(of url: String) -> String {
    (try? WebAddress(url)).map { PoliteTransport.host(of: $0) } ?? ""
  }

  // MARK: One poll, one item

  private func poll(_ watch: Watch) async -> WatchPoll.End? {
    defer {
      atWork.withLock { $0.end(watch, at: Self.host(of: watch.url)) }
      ends.ring()
    }
    do {
      let end = try await WatchPoll(store: store, network: network).run(
        watch,
        clock: clock.stamp,
        due: clock.now
      )
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
    guard atWork.withLock({ $0.begin(watch, at: Self.host(of: watch.url)) }) else { return nil }
    let end = await poll(watch)
    guard readsItems, end != nil else { return end }
    while !Task.isCancelled {
      let due = try store.watches.dueItems(of: watch.number, at: clock.stamp(), limit: Self.lookedAt)
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
