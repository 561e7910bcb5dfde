package import Fetching
internal import Foundation
package import Logging
internal import Model
package import Pipeline
internal import ServiceLifecycle
package import Storage
internal import Synchronization
internal import Webhooks

/// The alarm bell: shows rules what came, lets time pass for what waits, sends signs of life, delivers, drops what is old,
/// and watches for what other processes bring about.
///
///     round ─┬ Retention ┬ RuleEvaluation ┬ HeartbeatSender ─→ news
///     run ───┼ a round every few seconds, and at `roundNow` ───→ news
///            ├ OutboxWorker, EndpointWatch ───────────────────→ news
///            └ alerts of other processes ─────────────────────→ news
///
/// A command does one round and tells its news itself; a process that stays runs the service and reads `news`.
package final class AlertService: ServiceLifecycle.Service {
  private struct State {
    /// Whether this process has tried once more what was set aside before it began.
    var hasRetried = false
    var isRunning = false
    /// Whether a round was at work when others were to be looked for.
    var hasMissedLook = false
    /// When the service last looked at everything, or tried to.
    var lastPass: ContinuousClock.Instant?

    mutating func takeMissedLook() -> Bool {
      defer { hasMissedLook = false }
      return hasMissedLook
    }
  }

  /// `for` and `wait` count minutes.
  private static let secondsBetweenRounds = 5.0
  /// Messages of what another process brought about wait for the next look, which costs one indexed read: some 50 µs.
  private static let secondsBetweenLooks = 0.02
  /// Where another process shows rules what came, this one looks again so soon.
  private static let secondsUntilNextTry = 0.2
  /// Nobody reads more that came while nobody looked.
  private static let newsKept = 1_000

  /// What happens while the service runs; for one reader.
  package let news: AsyncStream<DeskNews>
  /// What it does of the work while it runs.
  package let roles: ServiceRoles

  private let store: Store
  private let transport: any Transport
  private let clock: ServiceClock
  private let logger: Logger
  private let drainSeconds: Double
  private let evaluation: RuleEvaluation
  private let endpoints: EndpointWatch
  private let publish: AsyncStream<DeskNews>.Continuation
  private let state = Mutex(State())
  private let told: ToldNews
  /// Rounds and looks come one after the other, so that nothing is told twice.
  private let turn = Mutex(())
  private let wakeWorker = Mutex<(@Sendable () -> Void)?>(nil)
  /// Rung where something came that rules have to be shown.
  private let arrivals = Bell()
  /// Rung where another process fired.
  private let others = Bell()

  /// A service over a store.
  ///
  /// - Parameters:
  ///   - store: where everything stands.
  ///   - transport: sends messages.
  ///   - books: keeps the rules, read.
  ///   - clock: where time comes from.
  ///   - logger: hears all news.
  ///   - drainSeconds: how long attempts at work may take to end by themselves when the service is asked to stop.
  ///   - roles: what it does of the work while it runs.
  package init(
    store: Store,
    transport: any Transport,
    books: RuleBookCache,
    clock: ServiceClock = ServiceClock(),
    logger: Logger,
    drainSeconds: Double = 0,
    roles: ServiceRoles = .all
  ) {
    self.roles = roles
    self.drainSeconds = drainSeconds
    self.store = store
    self.transport = transport
    self.clock = clock
    self.logger = logger
    evaluation = RuleEvaluation(store: store, books: books)
    endpoints = EndpointWatch(store: store)
    told = ToldNews(store)
    (news, publish) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.newsKept))
  }

  // MARK: One round

  /// Drops what is old, shows queued articles to the rules, lets time pass for what waits, and sends the sign of life that
  /// is due.
  ///
  /// - Returns: what came of it; the messages that it queued are delivered by the service where it runs, else by `deliver`.
  /// - Throws: `StorageError`; what was recorded stays, and the next round goes on.
  package func round() throws -> DeskRound {
    defer { if state.withLock({ $0.takeMissedLook() }) { others.ring() } }
    let round = try turn.withLock { _ in try takeTurn() }
    for news in round.news { logger.log(news) }
    return round
  }

  private func takeTurn() throws -> DeskRound {
    let stamp = clock.stamp()
    var round = DeskRound()
    if !store.isReadOnly {
      try retrySetAside()
      let dropped = try Retention(store: store).sweepIfDue(at: stamp)
      round.news += dropped.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        .dropped($0.key, rows: $0.value)
      }
    }
    // Rules see articles in the order of time: over a server one process at a time shows them, whichever is first.
    let changes =
      try store.alone(at: .evaluation) { try evaluation.drain(at: stamp, due: clock.now()) }
      ?? {
        round.isElsewhere = true
        return []
      }()
    told.note(changes.map(\.firing))
    round.news += changes.map(DeskNews.alert)
    let messages = changes.flatMap(\.deliveries)
    // They are on their way while the rest of the round is looked at.
    if !messages.isEmpty { wake() }
    round.news += try store.outbox.notedDeliveries(messages).map(DeskNews.note)
    round.news += try told.newlySetAside().map(DeskNews.setAside)
    let beats = try HeartbeatSender(store: store).beat(at: stamp, due: clock.now())
    let digests = try DigestSender(store: store).send(at: stamp, due: clock.now())
    let isMoreQueued = !beats.isEmpty || !digests.isEmpty
    if isMoreQueued { wake() }
    round.hasMessages = !messages.isEmpty || isMoreQueued
    return round
  }

  private func retrySetAside() throws {
    let hasRetried = state.withLock { state in
      defer { state.hasRetried = true }
      return state.hasRetried
    }
    if !hasRetried { _ = try store.retrySetAside() }
  }

  /// Says that something came: the service that runs does its next round now, and tells its news.
  package func roundNow() { arrivals.ring() }

  // MARK: Delivering

  /// Says that something was queued, to the service that runs.
  package func wake() { wakeWorker.withLock { $0 }?() }

  /// Sees to it that what is due is delivered: by the service where it runs, else here and now.
  ///
  /// - Parameters:
  ///   - seconds: how long new attempts are begun, and how long each of them may take.
  ///   - tell: hears what comes of them, where they are made here.
  package func deliver(
    within seconds: Double,
    telling tell: @escaping @Sendable (DeskNews) -> Void
  ) async {
    guard !state.withLock({ $0.isRunning }) else { return wake() }
    // Somebody waits for the command to end: a receiver that says nothing is tried again later.
    var limits = DeliveryRequest.limits
    limits.totalSecondsMax = min(limits.totalSecondsMax, seconds)
    await worker(limits, telling: tell).deliverDue(within: seconds)
  }

  private func worker(
    _ limits: FetchLimits = DeliveryRequest.limits,
    telling tell: @escaping @Sendable (DeskNews) -> Void
  ) -> OutboxWorker {
    OutboxWorker(
      outbox: store,
      transport: transport,
      owner: ProcessMark.make(),
      limits: limits,
      surroundings: OutboxWorker.Surroundings(now: { [store] in store.clock.now })
    ) { [self] news in
      logger.log(.delivery(news))
      tell(.delivery(news))
      do {
        if try !endpoints.hear(news, at: clock.now()).isEmpty { wake() }
      } catch {
        logger.error("news of a webhook are not queued", metadata: .failed(error))
      }
    }
  }

  // MARK: Running

  /// How long ago the running service last passed by; nil before it did. A service that hangs is known by it.
  package var secondsSincePass: Double? {
    state.withLock(\.lastPass).map { (ContinuousClock.now - $0) / .seconds(1) }
  }

  /// Runs until the task is cancelled or the service group shuts down; then attempts at work are given `drainSeconds`, cut
  /// off and closed.
  ///
  /// - Throws: `StorageError` where the store cannot be asked at the start.
  package func run() async throws {
    let last = try store.alerts.lastFiring()
    let worker = worker { [publish] in publish.yield($0) }
    if roles.contains(.deliver) { wakeWorker.withLock { $0 = { worker.wake() } } }
    state.withLock { $0.isRunning = true }
    await withDiscardingTaskGroup { group in
      if roles.contains(.deliver) { group.addTask { [self] in await run(worker) } }
      group.addTask { await cancelWhenGracefulShutdown { await self.watchOthers(after: last) } }
      group.addTask { await cancelWhenGracefulShutdown { await self.passTime() } }
      group.addTask { await cancelWhenGracefulShutdown { await self.listen() } }
    }
    state.withLock { $0.isRunning = false }
    wakeWorker.withLock { $0 = nil }
    publish.finish()
  }

  private func run(_ worker: OutboxWorker) async {
    let (clock, seconds) = (clock, drainSeconds)
    await withTaskGroup { group in
      group.addTask { await worker.run() }
      group.addTask {
        guard (try? await gracefulShutdown()) != nil, seconds > 0 else { return }
        worker.finish()
        await clock.sleep(seconds)
      }
      // Whichever ends first ends the other: the worker that is done, or patience with it.
      await group.next()
      group.cancelAll()
    }
  }

  /// Rounds, one every few seconds and where something came, until the task is cancelled. A store that fails is asked again, and that is told once.
  private func passTime() async {
    var notice = FailureNotice()
    var clockNotice = ClockNotice(of: store)
    while !Task.isCancelled {
      clockNotice.tell(logger)
      var pause = Self.secondsBetweenRounds
      state.withLock { $0.lastPass = .now }
      do {
        let round = roles.contains(.ingest) ? try round() : DeskRound()
        for news in round.news { publish.yield(news) }
        if notice.end() { logger.notice("rules go on") }
        pause = round.isElsewhere ? Self.secondsUntilNextTry : Self.secondsBetweenRounds
      } catch {
        if notice.isNew(error) {
          logger.log(.rulesWait(error))
          publish.yield(.rulesWait(error))
        }
      }
      await arrivals.wait(atMost: pause, sleep: clock.sleep)
    }
  }

  /// Looks for alerts that other processes recorded until the task is cancelled. A store that fails is asked again: those
  /// that write to it say so.
  private func watchOthers(after number: Int64) async {
    var last = number
    while !Task.isCancelled {
      // A round that is at work tells its own news; what others brought about is seen by the next look.
      let fresh = turn.withLockIfAvailable { _ in told.untold(after: &last) } ?? missLook(after: &last)
      for line in fresh {
        logger.log(.alertElsewhere(line))
        publish.yield(.alertElsewhere(line))
      }
      // The process that fired leaves the delivery to whoever holds the lease: this one.
      if !fresh.isEmpty { wake() }
      // Where others say what they did, a look now and then is enough.
      if store.isOnServer {
        await others.wait(atMost: Self.secondsBetweenRounds, sleep: clock.sleep)
      } else {
        await clock.sleep(Self.secondsBetweenLooks)
      }
    }
  }

  /// Hears what other processes tell over a server, until the task is cancelled.
  private func listen() async {
    guard let notices = store.notices() else { return }
    for await notice in notices {
      switch notice {
      case .article: arrivals.ring()
      case .firing: others.ring()
      case .delivery: wake()
      case .missed:
        arrivals.ring()
        others.ring()
        wake()
      }
    }
  }

  /// Leaves a look to the end of the round that is at work, unless that was just now.
  private func missLook(after last: inout Int64) -> [FiringLine] {
    state.withLock { $0.hasMissedLook = true }
    return turn.withLockIfAvailable { _ in told.untold(after: &last) } ?? []
  }
}
