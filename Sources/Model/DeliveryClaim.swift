package import Foundation

/// A delivery process asks the store for work.
///
/// The store answers in one transaction, which also takes, keeps or loses the lease: one process at a time delivers,
/// and asking is its heartbeat.
package struct DeliveryClaim: Sendable, Hashable {
  /// Names the process; made anew at each start, so that what a crash left behind is somebody else's.
  package var owner: String
  /// An owner whose process is known to have ended: its lease counts as run out.
  package var endedOwner: String?
  /// When it is asked.
  package var now: Date
  /// The lease is the owner's until then; another process may take it afterwards.
  package var leaseUntil: Date
  /// Open attempts that began earlier than this are nobody's any more, whoever made them.
  package var abandonedBefore: Date
  /// At most this many deliveries.
  package var limit: Int
  /// At most this many deliveries of one endpoint at work at once, those already trying included.
  package var perEndpointLimit: Int
  /// The same for all endpoints of one origin together.
  package var perOriginLimit: Int
  /// No wait is longer: what is due later than that was written by a clock that was wrong, and is due now.
  package var longestWaits = LongestWaits()
  /// What is written beside deliveries and attempts that the claim changes.
  package var reasons = ClaimReasons()

  /// Makes a claim.
  package init(
    owner: String,
    now: Date,
    leaseUntil: Date,
    abandonedBefore: Date,
    limit: Int,
    perEndpointLimit: Int,
    perOriginLimit: Int
  ) {
    self.owner = owner
    self.now = now
    self.leaseUntil = leaseUntil
    self.abandonedBefore = abandonedBefore
    self.limit = limit
    self.perEndpointLimit = perEndpointLimit
    self.perOriginLimit = perOriginLimit
  }
}

/// The longest that each kind of wait can be, in seconds.
package struct LongestWaits: Sendable, Hashable {
  /// From one attempt to the next: the last step of the schedule with its jitter, or a receiver's wish.
  package var attempt = 103_680.0
  /// A host's wish to be left alone.
  package var hostHold = 86_400.0
  /// From one probe of a paused endpoint to the next.
  package var probe = 43_200.0

  /// The waits of the product's schedule.
  package init() {}
}

/// Why a claim changes deliveries and attempts, in words.
package struct ClaimReasons: Sendable, Hashable {
  /// Of a delivery that a wrong clock had put off.
  package var putOff = "a wrong clock had put it off: due now"
  /// Of a delivery whose attempt was cut off.
  package var triedAgain = "an attempt was cut off: tried again"
  /// Of that attempt.
  package var cutOff = "cut off: the process that made it has ended"

  /// The words of the product.
  package init() {}
}

/// A delivery that is the claimer's to attempt: its attempt is recorded as open already.
package struct ClaimedDelivery: Sendable, Hashable {
  /// The message.
  package var delivery: Delivery
  /// Where it goes, as it was when it was claimed.
  package var endpoint: Endpoint
  /// The number of the recorded attempt, from 1; it goes on counting over replays.
  package var attemptNumber: Int
  /// True if the endpoint is paused and this delivery finds out whether it works again.
  package var isProbe: Bool

  /// Makes a claimed delivery.
  package init(delivery: Delivery, endpoint: Endpoint, attemptNumber: Int, isProbe: Bool = false) {
    self.delivery = delivery
    self.endpoint = endpoint
    self.attemptNumber = attemptNumber
    self.isProbe = isProbe
  }
}

/// The store's answer to a claim.
package enum DeliveryWork: Sendable, Hashable {
  /// Another process delivers, and its lease runs until then.
  case leasedByAnother(owner: String, until: Date)
  /// What is to be attempted now, and when the next delivery falls due (nil: nothing waits).
  case claimed([ClaimedDelivery], nextDue: Date?)
}

/// The end of an attempt, and what follows from it: written in one transaction.
package struct AttemptClosing: Sendable, Hashable {
  /// As in the claim; the store ignores a closing whose attempt is not open or not the owner's any more.
  package var owner: String
  /// The delivery's row.
  package var delivery: Int64
  /// The attempt as it ended; its number tells which one is closed.
  package var attempt: Attempt
  /// The delivery's state from now on.
  package var state: DeliveryState
  /// When it is tried again; nil for never.
  package var nextAttemptAt: Date?
  /// Attempts made under the present schedule, this one included unless it was cut off.
  package var attemptsMade: Int
  /// The endpoint's condition until now.
  package var conditionBefore: EndpointCondition
  /// The endpoint's condition from now on.
  package var condition: EndpointCondition
  /// Nothing may go to this host before that moment, through whichever endpoint; nil without such a wish.
  package var hostHold: HostHold?

  /// Makes a closing.
  package init(
    owner: String,
    delivery: Int64,
    attempt: Attempt,
    state: DeliveryState,
    nextAttemptAt: Date?,
    attemptsMade: Int,
    conditionBefore: EndpointCondition,
    condition: EndpointCondition,
    hostHold: HostHold? = nil
  ) {
    self.owner = owner
    self.delivery = delivery
    self.attempt = attempt
    self.state = state
    self.nextAttemptAt = nextAttemptAt
    self.attemptsMade = attemptsMade
    self.conditionBefore = conditionBefore
    self.condition = condition
    self.hostHold = hostHold
  }
}

/// A receiver's wish to be left alone (Retry-After), which holds for all endpoints with the same origin.
package struct HostHold: Sendable, Hashable, Codable {
  /// Scheme, host and port, as `SecretURL.origin` gives them.
  package var origin: String
  /// When it ends.
  package var until: Date

  /// Makes a hold.
  package init(origin: String, until: Date) {
    self.origin = origin
    self.until = until
  }
}
