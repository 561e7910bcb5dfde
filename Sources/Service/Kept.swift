internal import Synchronization

/// A value that is read again and again, and made anew only as often as that takes a small share of one core: the page of a
/// store that holds little is always of now, that of a large one some seconds old.
package final class Kept<Value: Sendable>: Sendable {
  /// What may be made for every reader.
  private static var freeSeconds: Double { 0.03 }
  /// What takes longer is kept for so many times as long as it took beyond that.
  private static var keptTimes: Double { 20 }

  private struct Made {
    var value: Value
    var keptUntil: ContinuousClock.Instant
  }

  private let made = Mutex<Made?>(nil)
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Nothing is made yet; `now` is the time by which it is kept.
  package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

  /// The value. Who asks while another makes it waits for that one.
  ///
  /// - Parameter make: makes the value.
  /// - Returns: what is kept, or was made now.
  /// - Throws: what `make` throws; then nothing is kept.
  package func value(_ make: () throws -> Value) rethrows -> Value {
    try made.withLock { made in
      let start = now()
      if let made, start < made.keptUntil { return made.value }
      made = nil
      let value = try make()
      let end = now()
      let seconds = max(0, (end - start) / .seconds(1) - Self.freeSeconds) * Self.keptTimes
      made = Made(value: value, keptUntil: end + .seconds(seconds))
      return value
    }
  }
}
