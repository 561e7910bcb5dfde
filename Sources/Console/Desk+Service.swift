internal import Alerting
internal import Fetching
internal import Foundation
internal import Logging
internal import Pipeline
internal import Service
internal import Storage
internal import Synchronization
internal import Terminal

/// What follows from an article that was stored: rules, alerts, deliveries.
extension Desk {
  /// Whom conditions may name: the standard table, and what analysts defined.
  ///
  /// - Throws: `StorageError`.
  func names() throws -> ActorNames { ActorNames(try actors.table(in: store())) }

  /// How watches go out: politely, as robots.txt allows.
  ///
  /// - Parameter store: where rests of hosts and robots.txt files are remembered.
  /// - Returns: ways out over this desk's transport.
  /// - Throws: `CommandFailure` for a network that is none.
  func network(rememberingIn store: Store) throws -> WatchNetwork {
    _ = try settings.allowedRanges()
    return WatchNetwork(
      transport: politeTransport,
      userAgent: settings.userAgent,
      reach: { [self] in
        // Settings with a network that is none are never taken.
        let ranges = (try? settings.allowedRanges()) ?? []
        return WatchNetwork.Reach(
          policy: AddressPolicy(allowed: ranges),
          certificateFile: settings.certificateFile
        )
      },
      store: store,
      forgot: { [logger] in
        logger.warning("a host's wishes are not remembered", metadata: .failed($0))
      }
    )
  }

  /// What asks for watches: the same at each call.
  ///
  /// - Throws: `CommandFailure` for a network that is none; `StorageError`.
  func watches() throws -> WatchService {
    let (store, alerts) = (try store(), try service())
    return try watching.withLock { watching in
      if let watching { return watching }
      let network = try network(rememberingIn: store)
      let service = WatchService(
        store: store,
        network: network,
        ingest: { [self] in try ingest(knowing: store, over: network.fetcher) },
        clock: ServiceClock(of: store, drillTime: settings.now),
        logger: logger,
        wakeDelivery: { alerts.wake() },
        articleCame: { alerts.roundNow() }
      )
      watching = service
      return service
    }
  }

  /// One round of the service, whose news this command tells, and the deliveries that follow from it.
  ///
  /// - Throws: `StorageError`; what was recorded stays, and the next start goes on.
  func evaluate() async throws {
    let round = try service().round()
    let times = systemTimes
    for news in round.news {
      (news.isTrouble ? errors : output).print(wrapped: DeskNewsScreen.lines(news, times))
    }
    if round.hasMessages { try await deliver() }
  }

  /// Sees to it that what is due is delivered: at the prompt by the service that runs there, else here and now.
  ///
  /// - Throws: `StorageError` where the store cannot be opened.
  func deliver() async throws {
    try await service().deliver(within: Self.deliverySeconds) { [self] in
      output.print(wrapped: DeskNewsScreen.lines($0, systemTimes))
    }
  }

  /// Delivers what other commands left, before and after a command at the shell, and says in one line what still waits.
  /// Where there is no store, or nothing waits, nothing is done.
  ///
  /// - Parameter isTelling: whether what still waits is told.
  /// - Throws: `StorageError`.
  func deliverLeftovers(isTelling: Bool) async throws {
    guard !isAttended, let store = try existingStore(), !store.isReadOnly,
      try store.outbox.waitingDeliveries().count > 0
    else { return }
    try await service().deliver(within: Self.deliverySeconds) { [self] in
      errors.print(wrapped: DeskNewsScreen.lines($0, systemTimes))
    }
    let waiting = try store.outbox.waitingDeliveries()
    if isTelling, waiting.count > 0 { errors.print(DeliveryNotice.line(waiting: waiting, systemTimes)) }
  }

  /// New attempts are begun for so long, and each may take so long: whoever waits for a command waits twice that at most.
  private static let deliverySeconds = 5.0
}
