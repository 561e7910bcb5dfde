internal import Alerting
internal import Foundation
internal import Logging
internal import Model
internal import Pipeline
internal import Storage
internal import Synchronization
internal import Terminal
internal import Webhooks

/// What follows from an article that was stored: rules, firings, deliveries.
extension Desk {
  /// Whom conditions may name: the standard table, and what analysts defined.
  ///
  /// - Throws: `StorageError`.
  func names() throws -> ActorNames { ActorNames(try actors.table(in: store())) }

  /// Shows queued articles to the rules, lets time pass for what waits, says what fired, and sees to the deliveries.
  ///
  /// - Throws: `StorageError`; what was recorded stays, and the next start goes on.
  func evaluate() async throws {
    let changes = try letRulesSee()
    for change in changes {
      _ = notices.tell(change.firing)
      output.print(FiringNotice.line(change))
    }
    errors.print(try troubles(of: changes))
    let beats = try beat()
    if !beats.isEmpty || changes.contains(where: { !$0.deliveries.isEmpty }) { try await deliver() }
  }

  /// What time brings about while nobody types: alerts that waited, signs of life. Tells it above the line at the prompt.
  ///
  /// - Throws: `StorageError`; the next round tries again.
  func passTime() throws {
    let changes = try letRulesSee()
    notices.post(
      changes.filter { notices.tell($0.firing) || $0.outcome == .updated || $0.resolution != nil }.map(
        FiringNotice.line
      )
    )
    notices.post(try troubles(of: changes))
    let beats = try beat()
    if !beats.isEmpty || !changes.isEmpty { notices.wakeWorker() }
  }

  /// What was set aside before this process began is tried once more by it.
  private func letRulesSee() throws -> [FiringChange] {
    let isRetried = setAside.withLock { state in
      defer { state.isRetried = true }
      return state.isRetried
    }
    let store = try store()
    if !isRetried, !store.isReadOnly { _ = try store.retrySetAside() }
    if !store.isReadOnly {
      for (kind, count) in try Retention(store: store).sweepIfDue(at: try stamp()) {
        logger.info("dropped what was old", metadata: ["kind": "\(kind.rawValue)", "rows": "\(count)"])
      }
    }
    let changes = try RuleEvaluation(store: store, books: books).drain(at: try stamp(), due: Date())
    for change in changes { logger.log(change) }
    return changes
  }

  private func beat() throws -> [RecordID] {
    try store().beat(at: try stamp(), due: Date(), render: RuleEvaluation.render)
  }

  /// What went wrong beside: articles that rules could not be shown, messages in another form than the webhook's.
  private func troubles(of changes: [FiringChange]) throws -> [SafeText] {
    let store = try store()
    let notes = try store.notedDeliveries(changes.flatMap(\.deliveries)).map { delivery -> SafeText in
      "\(RecordID(.delivery, delivery.number), style: .cyan)  to \(delivery.endpoint): \(delivery.message.note ?? "")"
    }
    let aside = try store.setAside(limit: Self.setAsideShownMax)
    let fresh = setAside.withLock { state in aside.filter { state.told.insert($0).inserted } }
    for aside in fresh {
      logger.error(
        "set aside",
        metadata: ["what": "\(aside.article?.description ?? aside.rule ?? "")", "reason": "\(aside.reason)"]
      )
    }
    return notes + fresh.map(SetAsideNotice.line)
  }

  private static let setAsideShownMax = 20

  /// Sees to it that what is due is delivered: at the prompt by the worker that runs there, else here and now.
  ///
  /// - Throws: `StorageError` where the store cannot be opened.
  func deliver() async throws {
    if notices.isAttended {
      notices.wakeWorker()
    } else {
      _ = try await worker { [output] in output.print($0) }.deliverDue(within: Self.deliverySeconds)
    }
  }

  /// Delivers what other commands left, before and after a command at the shell, and says in one line what still waits.
  /// Where there is no store, or nothing waits, nothing is done.
  ///
  /// - Parameter isTelling: whether what still waits is told.
  /// - Throws: `StorageError`.
  func deliverLeftovers(isTelling: Bool) async throws {
    guard !notices.isAttended, let store = try existingStore(), !store.isReadOnly,
      try store.waitingDeliveries().count > 0
    else { return }
    let errors = errors
    try await worker { errors.print($0) }.deliverDue(within: Self.deliverySeconds)
    let waiting = try store.waitingDeliveries()
    if isTelling, waiting.count > 0 { errors.print(DeliveryNotice.line(waiting: waiting)) }
  }

  /// New attempts are begun for so long; one that hangs ends 20 s later at most.
  private static let deliverySeconds = 5.0

  /// A worker that tells what comes of its attempts.
  func worker(telling tell: @escaping @Sendable ([SafeText]) -> Void) throws -> OutboxWorker {
    let store = try store()
    let (watch, notices) = (EndpointWatch(store: store), notices)
    let logger = logger
    return OutboxWorker(outbox: store, transport: transport, owner: ProcessMark.make()) { news in
      tell(DeliveryNotice.lines(news))
      logger.log(news)
      do {
        if try !watch.hear(news, at: Date()).isEmpty { notices.wakeWorker() }
      } catch {
        logger.error("the news of a webhook is not queued", metadata: ["reason": "\(error)"])
      }
    }
  }
}

extension Logger {
  /// What came of an attempt, or why there is none.
  fileprivate func log(_ news: DeliveryNews) {
    switch news {
    case .closed(let claimed, let closing):
      let isWell = closing.state == .accepted
      log(
        level: isWell ? .info : .warning,
        "attempt",
        metadata: [
          "delivery": "\(RecordID(.delivery, claimed.delivery.number))",
          "webhook": "\(claimed.endpoint.name)",
          "state": "\(closing.state.rawValue)", "reason": "\(closing.attempt.reason)",
        ]
      )
    case .leasedByAnother: debug("another process delivers")
    case .storeFailed(let error):
      self.error("deliveries wait for the store", metadata: ["reason": "\(error)"])
    case .endLost(let claimed):
      self.error(
        "the end of an attempt is not written",
        metadata: ["delivery": "\(RecordID(.delivery, claimed.delivery.number))"]
      )
    }
  }

  /// What came of a rule's match.
  fileprivate func log(_ change: FiringChange) {
    info(
      "alert",
      metadata: [
        "firing": "\(change.firing)", "rule": "\(change.rule)", "outcome": "\(change.outcome.rawValue)",
        "article": "\(change.article)",
      ]
    )
  }
}

/// How a firing is announced.
enum FiringNotice {
  /// Of a change that a command brought about.
  static func line(_ change: FiringChange) -> SafeText {
    let id = SafeText(change.firing.description).styled([.bold, .cyan])
    let severity = SeverityLabel.text(change.severity)
    let title = change.title ?? "(no title)"
    if let reason = change.resolution { return "\(id)  \(change.rule) is over: \(reason)" }
    return switch change.outcome {
    case .fired:
      "\(SafeText("alert").styled([.bold, .red])) \(id)  \(change.rule), severity \(severity): \(title) (\(change.article))"
    case .updated:
      "\(SafeText("news of").styled([.bold, .red])) \(id)  \(change.rule), severity \(severity): \(title) (\(change.article))"
    default: "\(id)  \(change.rule) has \(change.sourceCount) sources now: \(title) (\(change.article))"
    }
  }

  /// Of a firing that came about elsewhere.
  static func line(_ firing: FiringLine) -> SafeText {
    let id = SafeText(firing.id.description).styled([.bold, .cyan])
    let severity = SeverityLabel.text(firing.severity)
    return
      "\(SafeText("alert").styled([.bold, .red])) \(id)  \(firing.rule), severity \(severity): \(firing.title ?? "(no title)")"
  }
}

/// How it is told that something was set aside.
enum SetAsideNotice {
  static func line(_ aside: SetAside) -> SafeText {
    let what = aside.article.map(\.description) ?? "an alert of \(aside.rule ?? "a rule") that waited"
    return
      "\(SafeText("set aside").styled(.yellow)) \(what): \(aside.reason); the next start tries it again, doctor lists it"
  }
}

/// How the end of an attempt is told.
enum DeliveryNotice {
  /// What waits after a command at the shell.
  static func line(waiting: (count: Int, next: Date?, endpoints: [String])) -> SafeText {
    let messages = waiting.count == 1 ? "1 message waits" : "\(waiting.count) messages wait"
    let next = waiting.next.map { ", next attempt \($0.formatted(.iso8601))" } ?? ""
    return "\(messages) for \(waiting.endpoints.joined(separator: ", "))\(next): deliveries shows them"
  }

  /// Of a test nothing: the command that sent it waits for it and tells.
  static func lines(_ news: DeliveryNews) -> [SafeText] {
    switch news {
    case .closed(let claimed, _) where claimed.delivery.firing == nil: return []
    case .closed(let claimed, let closing):
      var delivery = claimed.delivery
      delivery.state = closing.state
      delivery.reason = closing.attempt.reason
      var lines = [DeliveryScreen.line(delivery)]
      if let next = closing.nextAttemptAt { lines[0] += "; next attempt \(next.formatted(.iso8601))" }
      if closing.condition.state != closing.conditionBefore.state {
        lines.append(
          "webhook \(claimed.endpoint.name) is \(closing.condition.state.rawValue) now: \(closing.condition.reason ?? "it works again")"
        )
      }
      return lines
    case .leasedByAnother: return []
    case .endLost(let claimed):
      return [
        "\(RecordID(.delivery, claimed.delivery.number)) is sent once more: what came of it could not be written"
      ]
    case .storeFailed(let error):
      return ["deliveries wait: \(Wording.failure(for: error)?.message ?? "\(error)")"]
    }
  }
}
