internal import Alerting
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
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
    let changes = try RuleEvaluation(store: store(), books: books).drain(at: now, due: Date())
    for change in changes {
      _ = notices.tell(change.firing)
      output.print(FiringNotice.line(change))
    }
    let beats = try store().beat(at: now, due: Date(), render: RuleEvaluation.render)
    if !beats.isEmpty || changes.contains(where: { !$0.deliveries.isEmpty }) { try await deliver() }
  }

  /// What time brings about while nobody types: alerts that waited, signs of life. Tells it above the line at the prompt.
  ///
  /// - Throws: `StorageError`; the next round tries again.
  func passTime() throws {
    let store = try store()
    let changes = try RuleEvaluation(store: store, books: books).drain(at: now, due: Date())
    notices.post(
      changes.filter { notices.tell($0.firing) || $0.outcome == .updated || $0.resolution != nil }.map(
        FiringNotice.line
      )
    )
    let beats = try store.beat(at: now, due: Date(), render: RuleEvaluation.render)
    if !beats.isEmpty || !changes.isEmpty { notices.wakeWorker() }
  }

  /// Sees to it that what is due is delivered: at the prompt by the worker that runs there, else here and now.
  ///
  /// - Throws: `StorageError` where the store cannot be opened.
  func deliver() async throws {
    if notices.isAttended {
      notices.wakeWorker()
    } else {
      _ = try await worker { [output] in output.print($0) }.deliverDue()
    }
  }

  /// A worker that tells what comes of its attempts.
  func worker(telling tell: @escaping @Sendable ([SafeText]) -> Void) throws -> OutboxWorker {
    let store = try store()
    let (watch, notices) = (EndpointWatch(store: store), notices)
    return OutboxWorker(outbox: store, transport: transport, owner: ProcessMark.make()) { news in
      tell(DeliveryNotice.lines(news))
      // Where the news cannot be queued the store is out of order, which the worker says already.
      if (try? watch.hear(news, at: Date())) != nil { notices.wakeWorker() }
    }
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

/// How the end of an attempt is told.
enum DeliveryNotice {
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
    case .storeFailed(let error):
      return ["deliveries wait: \(Wording.failure(for: error)?.message ?? "\(error)")"]
    }
  }
}
