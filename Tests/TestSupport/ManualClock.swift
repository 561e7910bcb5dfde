package import Foundation
import Synchronization

/// A wall clock that stands still until a test moves it.
package final class ManualClock: Sendable {
  private let moment: Mutex<Date>

  /// A clock at a moment; by default Tue, 14 Nov 2023 22:13:20 UTC.
  package init(_ start: Date = Date(timeIntervalSince1970: 1_700_000_000)) { moment = Mutex(start) }

  package var now: Date { moment.withLock { $0 } }

  /// Moves forward by seconds.
  package func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }

  /// Moves to a moment, never backward.
  package func advance(to later: Date) { moment.withLock { $0 = max($0, later) } }
}
