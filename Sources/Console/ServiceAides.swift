internal import Logging
internal import Service
internal import ServiceLifecycle
internal import UnixSignals

/// Hands the news of a service on.
struct NewsTeller<News: Sendable>: ServiceLifecycle.Service {
  let news: AsyncStream<News>
  let tell: @Sendable (News) -> Void

  /// Ends with the news, or when it is asked to: what is told while the service ends, the log has.
  func run() async { await cancelWhenGracefulShutdown { for await item in news { tell(item) } } }
}

/// Says that the end has begun. It is stopped first.
struct Farewell: ServiceLifecycle.Service {
  let notifier: SystemdNotifier
  let logger: Logger

  func run() async {
    guard (try? await gracefulShutdown()) != nil else { return }
    logger.notice("finishes what it has in hand, and ends")
    notifier.send(.stopping)
  }
}

/// Reads the settings anew at SIGHUP: what may be fetched, publishers, the log's level. What cannot change meanwhile is said.
struct Reloader: ServiceLifecycle.Service {
  let desk: Desk
  let log: LogOutput
  let notifier: SystemdNotifier

  func run() async {
    await cancelWhenGracefulShutdown {
      for await _ in await UnixSignalsSequence(trapping: .sighup) { reload() }
    }
  }

  private func reload() {
    notifier.send(.reloading(monotonicMicroseconds: SystemdNotifier.monotonicMicroseconds))
    do {
      let before = desk.settings
      let after = try desk.reloadSettings()
      log.setLevel(after.logLevel)
      log.logger.notice("has read its settings anew")
      if after.databasePath != before.databasePath || after.listen != before.listen {
        log.logger.warning("another database or address is taken at the next start")
      }
    } catch {
      log.logger.error("keeps its settings", metadata: .failed(error))
    }
    notifier.send(.ready("has read its settings"))
  }
}
