package import Foundation
package import Model

/// From an attempt's verdict to what is written: the delivery's next state, the endpoint's condition, the host's wish.
package struct DeliveryDecision: Sendable {
  /// When a failed attempt is made again, and when no more.
  package var schedule = RetrySchedule.standard
  /// Whether an endpoint that fails is still sent to.
  package var breaker = Breaker()

  /// The decisions of the product.
  package init() {}

  /// Closes an attempt: `attempt` tells what happened, without outcome and reason; `condition` is the endpoint's as it is
  /// now; `chance`, from 0 to 1, sets the jitter.
  package func closing(
    _ claimed: ClaimedDelivery,
    _ attempt: Attempt,
    _ verdict: AnswerVerdict,
    condition: EndpointCondition,
    owner: String,
    now: Date,
    chance: Double
  ) -> AttemptClosing {
    var closing = AttemptClosing(
      owner: owner,
      delivery: claimed.delivery.number,
      attempt: attempt,
      state: .accepted,
      nextAttemptAt: nil,
      attemptsMade: claimed.delivery.attemptsMade + 1,
      conditionBefore: condition,
      condition: condition
    )
    closing.attempt.reason = verdict.reason
    switch verdict.consequence {
    case .accepted:
      closing.attempt.outcome = .accepted
      closing.condition = breaker.afterSuccess(condition)
    case .refused:
      closing.attempt.outcome = .refused
      closing.state = .failedForGood
      closing.condition = breaker.afterFailure(condition, reason: verdict.reason, at: now)
    case .gone:
      closing.attempt.outcome = .refused
      closing.state = .failedForGood
      closing.condition = breaker.afterGone(condition, reason: verdict.reason)
    case .brokenOff:
      closing.attempt.outcome = .unknown
      closing.state = .pending
      closing.nextAttemptAt = now
      closing.attemptsMade = claimed.delivery.attemptsMade
    case .retry:
      closing.attempt.outcome = verdict.isOutcomeUnknown ? .unknown : .failed
      closing.condition = breaker.afterFailure(condition, reason: verdict.reason, at: now)
      setNextAttempt(of: &closing, claimed, verdict, now: now, chance: chance)
    }
    if verdict.disablesEndpoint {
      closing.condition = breaker.afterGone(closing.condition, reason: verdict.reason)
    }
    return closing
  }

  private func setNextAttempt(
    of closing: inout AttemptClosing,
    _ claimed: ClaimedDelivery,
    _ verdict: AnswerVerdict,
    now: Date,
    chance: Double
  ) {
    if verdict.isHostsWish {
      closing.hostHold = HostHold(origin: claimed.endpoint.url.origin, until: now + verdict.waitSecondsMin)
    }
    guard let delay = schedule.delaySeconds(afterAttempts: closing.attemptsMade, chance: chance) else {
      closing.state = .dead
      closing.attempt.reason += " no more: all \(closing.attemptsMade) attempts failed"
      return
    }
    closing.state = .pending
    closing.nextAttemptAt = now + max(delay, verdict.waitSecondsMin)
  }
}
