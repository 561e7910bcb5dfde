import Model

/// PagerDuty Events API v2. The fingerprint joins a firing's messages into one incident, and a resolve closes it.
enum PagerDutyFormat {
  static let summaryMax = 1_024
  static let dedupKeyMax = 255
  static let bodyBytesMax = 512_000

  /// An event; without a routing key the receiver answers 400, and the delivery's record says so.
  static func body(_ alert: OutgoingAlert, routingKey: Secret?) -> OrderedJSON {
    let whole = body(alert, routingKey, details: alert.data)
    guard whole.bytes.count > bodyBytesMax else { return whole }
    return body(
      alert,
      routingKey,
      details: .object(["note": .text("left out: the event would have been too large")])
    )
  }

  private static func body(_ alert: OutgoingAlert, _ routingKey: Secret?, details: OrderedJSON) -> OrderedJSON
  {
    return .object([
      "routing_key": .text(routingKey?.revealed ?? ""),
      "event_action": .text(alert.isResolved ? "resolve" : "trigger"),
      "dedup_key": .text(ForeignText.cut(alert.fingerprint, toUTF8: dedupKeyMax)),
      "payload": alert.isResolved ? nil : payload(alert, details),
      "client": .text("Tocsin"),
      "links": .list(
        alert.words.links.map { link in
          .object(["href": .text(link.url), "text": .text(ForeignText.cut(link.title, toUTF16: 200))])
        }
      ),
    ])
  }

  private static func payload(_ alert: OutgoingAlert, _ details: OrderedJSON) -> OrderedJSON {
    let words = alert.words
    let parts = [words.label, words.headline, words.sentence].filter { !$0.isEmpty }
    return .object([
      "summary": .text(ForeignText.cut(parts.joined(separator: ": "), toUTF16: summaryMax)),
      "source": .text(alert.domain ?? "tocsin"),
      "severity": .text(severity(words.band)),
      "timestamp": .text(alert.timestamp),
      "class": .text(alert.subject),
      "component": .text("alerting"),
      "custom_details": details,
    ])
  }

  static func severity(_ band: SeverityBand) -> String {
    switch band {
    case .critical: "critical"
    case .high: "error"
    case .medium: "warning"
    case .low, .info: "info"
    }
  }
}
