internal import Foundation
internal import Gateway
internal import Logging
internal import Model
internal import Pipeline
internal import Service
internal import ServiceLifecycle
internal import Storage
internal import Terminal
internal import UnixSignals

/// The parts of the service, put together.
struct ServiceDesk {
  /// Attempts and requests at work get so long to end by themselves.
  private static let drainSeconds = 25.0
  /// Whatever has not ended by then is cut off.
  private static let shutdownSecondsMax = 35
  /// Requests, rounds and deliveries at work at once: many of them wait for the disk.
  private static let threadsMax = 32
  /// What watches bring is read on all cores but one, so that who hands something in does not wait for it.
  private static let readersMax = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)

  private static let firstText = "Norway held talks with Iceland on Monday, officials said."

  let desk: Desk
  let store: Store
  let address: GatewayAddress?
  let roles: ServiceRoles
  let log: LogOutput
  /// Whose threads they wait on.
  var crew = Crew("desk", threadsMax: Self.threadsMax)

  func run() async throws {
    // The tables of the stages are loaded before anybody waits for the first article.
    _ = desk.analyser.analyse(Article(text: Self.firstText), parts: [.all, .story])
    let logger = log.logger
    let notifier = SystemdNotifier(environment: desk.settings.environment)
    let standby = Standby(ofStoreAt: store.isOnServer ? nil : store.path, logger: logger, notifier: notifier)
    {
      try over(storeInPlace(logger)).group(logger, notifier)
    }
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: standby, successTerminationBehavior: .gracefullyShutdownGroup)],
      gracefulShutdownSignals: [.sigterm, .sigint],
      logger: Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
    )
    configuration.maximumGracefulShutdownDuration = .seconds(Self.shutdownSecondsMax)
    do {
      try await withTaskExecutorPreference(crew) {
        try await ServiceGroup(configuration: configuration).run()
      }
    } catch let error as ServiceGroupError {
      throw CommandFailure(message: "the service ended: \(error)")
    }
    logger.notice("has ended")
  }

  /// The store, once it is this process' turn. A backup may have been put in its place while this one stood by: then that one
  /// is served.
  ///
  /// - Throws: `CommandFailure` where there is none any more; `StorageError`.
  private func storeInPlace(_ logger: Logger) throws -> Store {
    guard store.isReplaced else { return store }
    guard FileManager.default.fileExists(atPath: store.path) else {
      throw CommandFailure(
        message:
          "\(store.path) was taken away while this service stood by, and it ends; the next start makes a new one"
      )
    }
    logger.notice("serves what was put in the place of the store while it stood by")
    desk.closeStore()
    return try desk.store()
  }

  /// The same parts over another store.
  private func over(_ store: Store) -> ServiceDesk {
    ServiceDesk(desk: desk, store: store, address: address, roles: roles, log: log, crew: crew)
  }

  /// How a watch fares.
  private static func health(_ line: WatchLine, at now: Date) -> (isWell: Bool, words: String) {
    (WatchScreen.isWell(line, at: now), WatchScreen.health(line, at: now))
  }

  /// What runs once it is this process' turn. It is stopped from the last to the first: who asks is turned away before what
  /// is being delivered ends.
  private func group(_ logger: Logger, _ notifier: SystemdNotifier) throws -> ServiceGroup {
    let clock = ServiceClock(of: store, drillTime: desk.settings.now)
    let alerts = AlertService(
      store: store,
      transport: desk.transport,
      books: desk.books,
      clock: clock,
      logger: logger,
      drainSeconds: Self.drainSeconds,
      roles: roles
    )
    let meters = GatewayMeters()
    let hub = NewsHub<DeskNews>(listenersMax: GatewayService.listenersMax)
    var services: [any ServiceLifecycle.Service] = [
      alerts,
      NewsTeller(news: alerts.news) {
        meters.note($0)
        hub.tell($0)
      },
      Watchdog(notifier: notifier) { alerts.secondsSincePass },
      Reloader(desk: desk, log: log, notifier: notifier),
    ]
    if !roles.isDisjoint(with: .reading) {
      let watches = try watches(telling: alerts, clock, logger)
      services += [watches, NewsTeller(news: watches.news) { meters.note($0) }]
    }
    if let keeper = try JournalKeeper(of: store) { services.append(JournalService(keeper, logger: logger)) }
    let began: @Sendable (GatewayAddress?) -> Void = { address in
      let place = address.map { "http://\($0)/" } ?? "nowhere"
      logger.notice(
        "serves",
        metadata: ["at": "\(place)", "store": "\(store.path)", "does": "\(roles.description)"]
      )
      notifier.send(.ready("serves at \(place)"))
    }
    if let address {
      let gateway = gateway(alerts, clock, hub)
      services.append(
        GatewayService(desk: gateway, address: address, meters: meters, logger: logger, began: began)
      )
    } else {
      began(nil)
    }
    services.append(Farewell(notifier: notifier, logger: logger))
    return ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
        logger: Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
      )
    )
  }

  private func watches(
    telling alerts: AlertService,
    _ clock: ServiceClock,
    _ logger: Logger
  ) throws -> WatchService {
    let network = try desk.network(rememberingIn: store)
    return WatchService(
      store: store,
      network: network,
      ingest: { [desk, store] in try desk.ingest(knowing: store, over: network.fetcher) },
      clock: clock,
      logger: logger,
      roles: roles,
      wakeDelivery: { alerts.wake() },
      articleCame: { alerts.roundNow() },
      crew: Crew("readers", threadsMax: Self.readersMax)
    )
  }

  private func gateway(
    _ alerts: AlertService,
    _ clock: ServiceClock,
    _ hub: NewsHub<DeskNews>
  ) -> GatewayDesk {
    GatewayDesk(
      store: store,
      service: alerts,
      books: desk.books,
      ingest: { [desk, store] in try desk.ingest(knowing: store) },
      stories: { [desk, store] in try desk.storyReader(store) },
      stamp: clock.stamp,
      explain: { error in
        Wording.failure(for: error).map {
          Explanation(
            message: $0.message ?? "",
            lines: $0.details.flatMap { $0.lines(width: .max / 2).map(\.plain) }
          )
        }
      },
      notes: { [store] in try KnownNames(store: store).notes(on: $0) },
      watchHealth: Self.health,
      transport: desk.transport,
      allowed: { [desk] in try desk.settings.allowedRanges() },
      crew: crew,
      hub: hub
    )
  }
}
