internal import Logging
internal import Model
internal import Storage
internal import Webhooks

extension Logger {
  /// Writes news down as a message with its facts; no value of a secret is among them.
  func log(_ news: DeskNews) {
    switch news {
    case .alert(let change):
      info(
        "alert",
        metadata: [
          "firing": "\(change.firing)", "rule": "\(change.rule)", "article": "\(change.article)",
          "outcome": "\(change.resolution == nil ? change.outcome.rawValue : "resolved")",
        ]
      )
    case .alertElsewhere(let line):
      info("alert of another process", metadata: ["firing": "\(line.id)", "rule": "\(line.rule)"])
    case .delivery(let news): log(news)
    case .note(let delivery):
      warning(
        "message in another form",
        metadata: ["delivery": "\(RecordID(.delivery, delivery.number))", "webhook": "\(delivery.endpoint)"]
      )
    case .setAside(let aside):
      error(
        "set aside",
        metadata: ["what": "\(aside.article?.description ?? aside.rule ?? "")", "reason": "\(aside.reason)"]
      )
    case .dropped(let kind, let rows):
      info("dropped what was old", metadata: ["kind": "\(kind.rawValue)", "rows": "\(rows)"])
    case .rulesWait(let reason): error("rules wait for the store", metadata: .failed(reason))
    }
  }

  private func log(_ news: DeliveryNews) {
    switch news {
    case .closed(let claimed, let closing):
      log(
        level: closing.state == .accepted ? .info : .warning,
        "attempt",
        metadata: [
          "delivery": "\(RecordID(.delivery, claimed.delivery.number))",
          "webhook": "\(claimed.endpoint.name)",
          "state": "\(closing.state.rawValue)", "reason": "\(closing.attempt.reason)",
        ]
      )
    case .leasedByAnother: debug("another process delivers")
    case .storeAnswers: notice("deliveries go on")
    case .storeFailed(let reason):
      error("deliveries wait for the store", metadata: .failed(reason))
    case .endLost(let claimed):
      error(
        "the end of an attempt is not written",
        metadata: ["delivery": "\(RecordID(.delivery, claimed.delivery.number))"]
      )
    }
  }
}
