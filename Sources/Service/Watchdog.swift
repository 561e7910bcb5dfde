internal import ServiceLifecycle

/// Says to the service manager that the service is alive, as long as it is: a desk that hangs is started anew.
package struct Watchdog: ServiceLifecycle.Service {
  /// A desk that has not passed by for so long hangs: it does so every few seconds, and a slow disk takes no minute.
  private static let hangingSeconds = 60.0

  private let notifier: SystemdNotifier
  private let secondsSincePass: @Sendable () -> Double?
  private let sleep: @Sendable (Double) async -> Void

  /// A watchdog over what passes by.
  ///
  /// - Parameters:
  ///   - notifier: whom to tell.
  ///   - secondsSincePass: how long ago the desk passed by; nil before its first time.
  ///   - sleep: waits for seconds, or until the task is cancelled.
  package init(
    notifier: SystemdNotifier,
    secondsSincePass: @escaping @Sendable () -> Double?,
    sleep: @escaping @Sendable (Double) async -> Void = { try? await Task.sleep(for: .seconds($0)) }
  ) {
    (self.notifier, self.secondsSincePass, self.sleep) = (notifier, secondsSincePass, sleep)
  }

  /// Tells until the task is cancelled or the service group shuts down, twice in the time that is allowed.
  package func run() async {
    guard let seconds = notifier.watchdogSeconds, seconds > 0 else {
      try? await gracefulShutdown()
      return
    }
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        if secondsSincePass().map({ $0 < Self.hangingSeconds }) ?? true { notifier.send(.watchdog) }
        await sleep(seconds / 2)
      }
    }
  }
}
