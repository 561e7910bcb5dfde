package import Foundation
package import Model

/// Decides from an endpoint's record whether messages still go there.
///
/// An endpoint that fails for long is paused: what is queued waits and spends no attempts, and one delivery at a time,
/// the probe, finds out whether it works again. One accepted probe opens it for all.
package struct Breaker: Sendable, Hashable {
  /// So many failures in a row, over so long a time, pause an endpoint.
  package var failuresMin = 5
  /// For so many seconds it must have failed before it is paused.
  package var failingSecondsMin = 3_600.0
  /// The first probe comes after this time; each failed one doubles it, up to the maximum.
  package var probeSeconds = 1_800.0
  /// No probe comes later than so many seconds after the one before it.
  package var probeSecondsMax = 43_200.0

  /// The breaker of the product.
  package init() {}

  /// The condition after an accepted attempt. A pause by hand stays: it was somebody's wish.
  package func afterSuccess(_ condition: EndpointCondition) -> EndpointCondition {
    var after = condition
    after.consecutiveFailures = 0
    after.failingSince = nil
    after.failedProbes = 0
    if condition.state == .paused, condition.probeAt != nil {
      after.state = .active
      after.reason = nil
      after.probeAt = nil
    }
    return after
  }

  /// The condition after a failed attempt.
  package func afterFailure(_ condition: EndpointCondition, reason: String, at now: Date) -> EndpointCondition
  {
    var after = condition
    after.consecutiveFailures += 1
    after.failingSince = condition.failingSince ?? now
    switch condition.state {
    case .active where isFailingForLong(after, at: now):
      after.state = .paused
      after.reason = "failing since \(AlertPayload.timestamp(after.failingSince ?? now)), last: \(reason)"
      after.failedProbes = 0
      after.probeAt = now + probeSeconds
    case .paused where condition.probeAt != nil:
      after.failedProbes += 1
      after.probeAt = now + min(probeSeconds * pow(2, Double(min(after.failedProbes, 16))), probeSecondsMax)
    default: break
    }
    return after
  }

  /// The condition of an endpoint whose receiver says that it is gone.
  package func afterGone(_ condition: EndpointCondition, reason: String) -> EndpointCondition {
    var after = condition
    after.state = .disabled
    after.reason = reason
    after.probeAt = nil
    return after
  }

  private func isFailingForLong(_ condition: EndpointCondition, at now: Date) -> Bool {
    guard condition.consecutiveFailures >= failuresMin, let since = condition.failingSince else {
      return false
    }
    return now.timeIntervalSince(since) >= failingSecondsMin
  }
}
