package import Foundation
package import Storage
package import Watching

extension Watch {
  /// What an analyst must be told of it at a moment; nil where it fares as usual.
  package func trouble(at now: Date) -> WatchTrouble? {
    WatchTrouble.of(
      failingSince: failingSince,
      failure: failure,
      lastNewAt: lastNewAt,
      usualGapSeconds: usualGapSeconds,
      isGone: state == .gone,
      at: now
    )
  }
}
