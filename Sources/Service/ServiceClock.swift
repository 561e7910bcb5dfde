package import Foundation
package import Storage

/// Where time comes from: the system's in the product, a written one in tests.
package struct ServiceClock: Sendable {
  /// What the store's rows are stamped with.
  package var stamp: @Sendable () -> Date
  /// The system's time, by which deliveries are due.
  package var now: @Sendable () -> Date
  /// This machine's time, by which it keeps to what sites ask of it.
  package var machine: @Sendable () -> Date
  /// Waits for seconds, or until the task is cancelled.
  package var sleep: @Sendable (Double) async -> Void

  /// The clock of a store, in a drill with a set time to write down.
  package init(of store: Store, drillTime: Date?) {
    let isDrill = store.isDrill
    self.init(
      stamp: { isDrill ? drillTime ?? Date() : store.clock.now },
      now: { store.clock.now },
      machine: { Date() }
    )
  }

  /// The system's clock, or another one.
  package init(
    stamp: @escaping @Sendable () -> Date = { Date() },
    now: @escaping @Sendable () -> Date = { Date() },
    machine: (@Sendable () -> Date)? = nil,
    sleep: @escaping @Sendable (Double) async -> Void = { try? await Task.sleep(for: .seconds($0)) }
  ) {
    self.stamp = stamp
    self.now = now
    self.machine = machine ?? now
    self.sleep = sleep
  }
}
