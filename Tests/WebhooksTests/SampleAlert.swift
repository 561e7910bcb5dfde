import Foundation
import Model
import Testing
import Webhooks

/// Alerts for tests of formats.
enum SampleAlert {
  static func event(sentence: String = "Russia suspended its mission to NATO on Monday.") throws -> Event {
    Event(
      actor: Participant(name: "Russia"),
      target: Participant(name: "NATO"),
      code: try #require(EventCode(rawValue: "161")),
      category: .reject,
      goldstein: -4,
      status: .realised,
      trigger: "suspended",
      part: .text,
      offset: 7..<16,
      sentence: sentence,
      sentenceIndex: 0,
      date: EventDate("2021-10-18"),
      severity: Severity(6.6),
      grounds: EventGrounds(lexiconEntry: "suspend + mission", frame: "active", status: "past tense")
    )
  }

  static func notice(
    _ change: AlertChange = .fired,
    rule: String = "border watch",
    title: String = "Russia cuts ties with NATO",
    sentence: String = "Russia suspended its mission to NATO on Monday.",
    why: String = "severity 6.6 is at least 6",
    severity: Double = 6.6,
    sources: Int = 1
  ) throws -> AlertNotice {
    AlertNotice(
      change: change,
      firing: 9,
      rule: rule,
      condition: "severity at least 6 and dyad is Russia, NATO",
      time: Date(timeIntervalSince1970: 1_700_000_000),
      severity: severity,
      fingerprint: "border-watch/rus-nato-161",
      events: [
        NoticedEvent(
          number: 5,
          article: 12,
          event: try event(sentence: sentence)
        )
      ],
      sources: (0..<sources).map { place in
        NoticedSource(
          number: 12 + Int64(place),
          url: "https://news.example.org/story/\(place)",
          title: title,
          site: "The Example",
          domain: "example.org",
          published: CalendarDay("2021-10-18"),
          summary: ["Russia suspended its mission to NATO on Monday."]
        )
      },
      why: why
    )
  }

  static func message(
    _ format: WebhookFormat,
    _ notice: AlertNotice,
    template: String? = nil
  ) throws -> WebhookMessage {
    var endpoint = Endpoint(name: "desk", url: SecretURL("https://ntfy.example.org/war-room"), format: format)
    endpoint.credential = Secret("0123456789abcdef0123456789abcdef")
    endpoint.template = template
    return try WebhookComposer.preview(notice, for: endpoint, sequence: 3, id: "msg_1")
  }

  /// The body as Foundation reads it.
  static func json(
    _ format: WebhookFormat,
    _ notice: AlertNotice,
    template: String? = nil
  ) throws -> [String: Any] {
    let body = try message(format, notice, template: template).body
    return try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
  }

  /// Every text within a JSON value, names of members left out.
  static func texts(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(texts)
    case let object as [String: Any]: object.values.flatMap(texts)
    default: []
    }
  }
}
