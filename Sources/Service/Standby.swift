internal import Foundation
package import Logging
package import ServiceLifecycle
internal import Storage

/// Runs services over a store while no other process does: it waits for its turn, and takes over within a second of the end
/// of whoever held it.
package struct Standby: ServiceLifecycle.Service {
  private static let secondsBetweenTries = 0.5

  private let path: String?
  private let logger: Logger
  private let notifier: SystemdNotifier
  private let start: @Sendable () async throws -> ServiceGroup

  /// A standby for a store.
  ///
  /// - Parameters:
  ///   - path: where the store's file is; nil for a store on a server, over which several services share the work.
  ///   - logger: hears when it stands by, and when it takes over.
  ///   - notifier: hears it too.
  ///   - start: makes what runs once it is its turn.
  package init(
    ofStoreAt path: String?,
    logger: Logger,
    notifier: SystemdNotifier,
    start: @escaping @Sendable () async throws -> ServiceGroup
  ) {
    (self.path, self.logger, self.notifier, self.start) = (path, logger, notifier, start)
  }

  /// Runs until the services end, or until it is asked to stop while it waits.
  ///
  /// - Throws: `StorageError` where the lock cannot be made, and what the services throw.
  package func run() async throws {
    guard let path else { return try await start().run() }
    let lock = try await cancelWhenGracefulShutdown { try await turn(path) }
    guard let lock else { return }
    try await start().run()
    withExtendedLifetime(lock) {}
  }

  /// The lock; nil where it was asked to stop first.
  private func turn(_ path: String) async throws -> ServiceLock? {
    var hasTold = false
    while !Task.isCancelled {
      if let lock = try ServiceLock.taken(of: path) {
        if hasTold { logger.notice("takes over") }
        return lock
      }
      if !hasTold {
        let holder = ServiceLock.holder(of: path).map { "process \($0)" } ?? "another process"
        logger.notice("stands by", metadata: ["while": "\(holder)"])
        notifier.send(.ready("stands by while \(holder) serves"))
        hasTold = true
      }
      try? await Task.sleep(for: .seconds(Self.secondsBetweenTries))
    }
    return nil
  }
}
