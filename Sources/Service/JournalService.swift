package import Logging
internal import ServiceLifecycle
package import Storage
internal import Webhooks

/// Moves the store's write-ahead log into its file every few seconds, beside those who write.
package struct JournalService: ServiceLifecycle.Service {
  private static let secondsBetweenMoves = 5.0
  /// A log that has grown too large waits for a moment without readers.
  private static let secondsWhileLarge = 0.5

  private let keeper: JournalKeeper
  private let logger: Logger
  private let sleep: @Sendable (Double) async -> Void

  /// A service over a keeper; `sleep` waits for seconds, or until the task is cancelled.
  package init(
    _ keeper: JournalKeeper,
    logger: Logger,
    sleep: @escaping @Sendable (Double) async -> Void = { try? await Task.sleep(for: .seconds($0)) }
  ) {
    (self.keeper, self.logger, self.sleep) = (keeper, logger, sleep)
  }

  /// Runs until the task is cancelled or the service group shuts down. A failure is told once, until it goes well again: the
  /// writers move the log themselves then.
  package func run() async {
    await cancelWhenGracefulShutdown {
      var notice = FailureNotice()
      while !Task.isCancelled {
        var isLarge = false
        do {
          isLarge = try keeper.move()
          if notice.end() { logger.notice("the store's journal is moved again") }
        } catch {
          if notice.isNew(error) {
            logger.error("the store's journal is not moved", metadata: .failed(error))
          }
        }
        await sleep(isLarge ? Self.secondsWhileLarge : Self.secondsBetweenMoves)
      }
    }
  }
}
