package import Fetching
package import Foundation
internal import Model
import Synchronization

/// Delivers what the outbox holds: claims, sends, closes, and waits for the next that falls due.
///
/// At least once: an attempt is recorded before it is made, and what a crash leaves open is made again with the same id.
package final class OutboxWorker: Sendable {
  private let outbox: any Outbox
  private let transport: any Transport
  private let owner: String
  private let limits: FetchLimits
  private let decision: DeliveryDecision
  private let surroundings: Surroundings
  private let tell: @Sendable (DeliveryNews) -> Void
  private let bell = Bell()
  private let atWork = Mutex(0)
  /// True while the worker delivers until it is told to stop.
  private let isStaying = Mutex(false)
  /// True once nothing new is to be begun.
  private let isFinishing = Mutex(false)
  private let endings = EndingQueue()
  private let storeFailure = Mutex(FailureNotice())

  /// Attempts at work at once over all endpoints, of one endpoint, and of one host. The transport opens as many
  /// connections to a host: none of them waits in a queue while its time runs.
  private static let attemptsMax = 128
  private static let perEndpointMax = 4
  private static let perOriginMax = 6
  private static let heartbeatSeconds = 15.0
  /// Between two claims there is twice the time that the first took, so that others can write, but no more than this.
  private static let claimSpacing = 2.0
  private static let claimSpacingSecondsMax = 0.02
  /// How often a worker that ends tries to write down how an attempt ended.
  private static let closingTries = 5
  /// Between two looks at whether another process still delivers.
  private static let otherDelivererSeconds = 0.1
  /// Nobody waits longer than a day for a command to end.
  private static let patienceSecondsMax = 86_400.0
  /// Between two tries to reach a store that fails.
  private static let storeRetrySeconds = 2.0

  /// A worker whose `owner` names this process among those that share the store, new at each start. `tell` hears what
  /// happens, on the worker's own task: it must not wait.
  package init(
    outbox: any Outbox,
    transport: any Transport,
    owner: String,
    limits: FetchLimits = DeliveryRequest.limits,
    decision: DeliveryDecision = DeliveryDecision(),
    surroundings: Surroundings = Surroundings(),
    tell: @escaping @Sendable (DeliveryNews) -> Void = { _ in }
  ) {
    self.outbox = outbox
    self.transport = transport
    self.owner = owner
    self.limits = limits
    self.decision = decision
    self.surroundings = surroundings
    self.tell = tell
  }

  /// Says that something was queued, so that the worker does not sleep on.
  package func wake() { bell.ring() }

  /// Begins no attempt any more, and lets `run` end once those at work have ended.
  package func finish() {
    isFinishing.withLock { $0 = true }
    bell.ring()
  }

  /// Delivers until the task is cancelled, or told to finish; where it is cancelled, attempts at work are cut off and closed.
  /// At the end the lease is given back.
  package func run() async {
    isStaying.withLock { $0 = true }
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled, !isFinishing.withLock({ $0 }) {
        let begun = surroundings.now()
        let work = await claim()
        for claimed in work.deliveries { group.addTask { await self.attempt(claimed) } }
        await rest(until: work.nextLook, afterClaimOf: surroundings.now().timeIntervalSince(begun))
      }
      isStaying.withLock { $0 = false }
      if !isFinishing.withLock({ $0 }) { group.cancelAll() }
    }
    await giveLeaseBack()
  }

  /// Delivers until nothing is due, and gives the lease back. Where another process delivers, it is waited for: it may have
  /// looked for the last time before the newest message was queued.
  ///
  /// - Parameter seconds: how long new attempts are begun; those at work then may take `limits.totalSecondsMax` more.
  /// - Returns: the moment when something will be due; nil if nothing waits, or if another process delivers.
  @discardableResult
  package func deliverDue(within seconds: Double = .infinity) async -> Date? {
    let deadline = surroundings.now() + min(seconds, Self.patienceSecondsMax)
    var nextDue: Date?
    while !Task.isCancelled, surroundings.now() < deadline {
      let work = await claim()
      nextDue = work.nextDue
      if work.isElsewhere {
        guard let due = try? await outbox.dueCount(at: surroundings.now()), due > 0 else { return nil }
        await surroundings.sleep(Self.otherDelivererSeconds)
        continue
      }
      guard !work.deliveries.isEmpty else { break }
      await withDiscardingTaskGroup { group in
        for claimed in work.deliveries { group.addTask { await self.attempt(claimed) } }
      }
    }
    await giveLeaseBack()
    return nextDue
  }
}

// MARK: - Claiming and waiting

extension OutboxWorker {
  private struct Work {
    var deliveries: [ClaimedDelivery] = []
    var nextDue: Date?
    /// True where another process delivers.
    var isElsewhere = false
    var nextLook: Date
  }

  private func claim() async -> Work {
    let now = surroundings.now()
    let heartbeat = now + Self.heartbeatSeconds
    do {
      let found = try await takeWork(now)
      if storeFailure.withLock({ $0.end() }) { tell(.storeAnswers) }
      switch found {
      case .leasedByAnother(let owner, let until):
        tell(.leasedByAnother(owner: owner, until: until))
        return Work(isElsewhere: true, nextLook: min(heartbeat, max(until, now + 1)))
      case .claimed(let deliveries, let nextDue):
        atWork.withLock { $0 += deliveries.count }
        return Work(deliveries: deliveries, nextDue: nextDue, nextLook: min(heartbeat, nextDue ?? heartbeat))
      }
    } catch {
      tellOnce(error)
      return Work(nextLook: now + Self.storeRetrySeconds)
    }
  }

  private func tellOnce(_ error: any Error) {
    if storeFailure.withLock({ $0.isNew(error) }) { tell(.storeFailed(error)) }
  }

  /// Asks for work, and once more where the lease is held by a process that has ended.
  private func takeWork(_ now: Date) async throws -> DeliveryWork {
    var request = request(now, limit: Self.attemptsMax - atWork.withLock { $0 })
    let work = try await outbox.claim(request)
    guard case .leasedByAnother(let other, _) = work, surroundings.hasEnded(other) else { return work }
    request.endedOwner = other
    return try await outbox.claim(request)
  }

  private func request(_ now: Date, limit: Int) -> DeliveryClaim {
    var claim = DeliveryClaim(
      owner: owner,
      now: now,
      leaseUntil: now + surroundings.leaseSeconds,
      abandonedBefore: now - surroundings.abandonedSeconds,
      limit: limit,
      perEndpointLimit: Self.perEndpointMax,
      perOriginLimit: Self.perOriginMax
    )
    claim.longestWaits.attempt = max(
      decision.schedule.longestDelaySeconds,
      RetryAfter.secondsMax,
      AnswerVerdict.mendingSeconds
    )
    claim.longestWaits.hostHold = RetryAfter.secondsMax
    claim.longestWaits.probe = decision.breaker.probeSecondsMax
    return claim
  }

  /// Sleeps until a moment, or until the bell rings. Claims that take long come seldom, and each answers the attempts that ended
  /// meanwhile; those that take no time come at once.
  private func rest(until moment: Date, afterClaimOf claimSeconds: Double) async {
    let end = surroundings.now()
    // What is due but may not be claimed yet (limits, strict order) is looked at when an attempt ends, which rings.
    let seconds = max(moment.timeIntervalSince(surroundings.now()), 0.05)
    await bell.wait(atMost: seconds, sleep: surroundings.sleep)
    let spacing = min(max(claimSeconds, 0) * Self.claimSpacing, Self.claimSpacingSecondsMax)
    let passed = max(surroundings.now().timeIntervalSince(end), 0)
    if passed < spacing { await surroundings.sleep(spacing - passed) }
  }

  /// A lease that ends now lets another process deliver at once; one that cannot be given back ends by itself.
  private func giveLeaseBack() async {
    let now = surroundings.now()
    var last = request(now, limit: 0)
    last.leaseUntil = now
    await unbroken { [outbox, last] in _ = try? await outbox.claim(last) }
  }
}

// MARK: - One attempt

extension OutboxWorker {
  private func attempt(_ claimed: ClaimedDelivery) async {
    let start = surroundings.now()
    let (verdict, response) = await send(claimed)
    let end = surroundings.now()
    let attempt = Attempt(
      number: claimed.attemptNumber,
      startedAt: start,
      durationSeconds: response?.seconds ?? end.timeIntervalSince(start),
      status: response?.status,
      bytesSent: claimed.delivery.message.body.count,
      answer: response.flatMap { AnswerExcerpt.text($0, endpoint: claimed.endpoint) }
    )
    await unbroken { await self.close(self.end(of: claimed, attempt, verdict, at: end)) }
  }

  private func end(
    of claimed: ClaimedDelivery,
    _ attempt: Attempt,
    _ verdict: AnswerVerdict,
    at moment: Date
  ) -> AttemptEnd {
    let (decision, owner, chance) = (decision, owner, surroundings.chance())
    return AttemptEnd(claimed) { condition in
      decision.closing(
        claimed,
        attempt,
        verdict,
        condition: condition,
        owner: owner,
        now: moment,
        chance: chance
      )
    }
  }

  /// Runs to its end even if this task is cancelled: what a receiver has accepted must be written down.
  private func unbroken(_ body: @escaping @Sendable () async -> Void) async {
    await Task { await body() }.value
  }

  private func send(_ claimed: ClaimedDelivery) async -> (AnswerVerdict, HTTPResponse?) {
    let now = surroundings.now()
    let format = claimed.endpoint.format
    do {
      let request = try DeliveryRequest.make(
        claimed.delivery.message,
        to: claimed.endpoint,
        at: now,
        limits: limits
      )
      let response = try await transport.send(request)
      return (AnswerVerdict(response, format: format, now: now), response)
    } catch let error as FetchError {
      return (AnswerVerdict(error, format: format, now: now), nil)
    } catch {
      return (AnswerVerdict(consequence: .refused, reason: "the endpoint must be changed: \(error)"), nil)
    }
  }

  /// Writes an end, with all that came while the store wrote others: one transaction, one wait for the disk.
  private func close(_ end: AttemptEnd) async {
    guard endings.add(end) == .writer else { return }
    while let ends = endings.next() {
      await write(ends)
      atWork.withLock { $0 -= ends.count }
      bell.ring()
    }
  }

  /// A closing that is lost would let the message be sent once more, so a failing store is asked again and again: while
  /// the worker runs until it answers, at its end a few times.
  private func write(_ ends: [AttemptEnd]) async {
    var triesLeft = Self.closingTries
    while triesLeft > 0 {
      if !isStaying.withLock({ $0 }) { triesLeft -= 1 }
      do {
        let closings = try await outbox.close(ends, owner: owner)
        for (end, closing) in zip(ends, closings) {
          if let closing { tell(.closed(end.claimed, closing)) }
        }
        return
      } catch {
        tellOnce(error)
        await surroundings.sleep(Self.storeRetrySeconds)
      }
    }
    for end in ends { tell(.endLost(end.claimed)) }
  }
}
