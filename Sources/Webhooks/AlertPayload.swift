import Foundation
import Model

/// The `data` of an alert: the same for Standard Webhooks, CloudEvents and templates. Its schema stands in
/// Documentation/delivery.md, and a test compares the two.
enum AlertPayload {
  /// Such as `tocsin.alert.fired`.
  static func type(of change: AlertChange) -> String { "tocsin.alert.\(change.rawValue)" }

  /// A moment as RFC 3339 in UTC with whole seconds.
  static func timestamp(_ moment: Date) -> String { moment.formatted(.iso8601) }

  /// The `data` object.
  static func data(_ notice: AlertNotice, sequence: Int64) -> OrderedJSON {
    .object([
      "firing": .text(RecordID(.firing, notice.firing).description),
      "change": .text(notice.change.rawValue),
      "rule": .object(["name": .text(notice.rule), "condition": .text(notice.condition)]),
      "severity": .decimal(notice.severity),
      "band": .text(Severity.band(of: notice.severity).rawValue),
      "headline": .text(AlertWords(notice).headline),
      "why": .text(ForeignText.cleaned(notice.why)),
      "fingerprint": .text(notice.fingerprint),
      "sequence": .integer(sequence),
      "events": .list(notice.events.map(event)),
      "sources": .list(notice.sources.map(source)),
      "links": .list(links(notice)),
    ])
  }

  private static func event(_ noticed: NoticedEvent) -> OrderedJSON {
    let event = noticed.event
    return .object([
      "id": .text(RecordID(.event, noticed.number).description),
      "article": .text(RecordID(.article, noticed.article).description),
      "actor": .text(ifAny: event.actor?.name) ?? .null,
      "target": .text(ifAny: event.target?.name) ?? .null,
      "code": .text(event.code.rawValue),
      "action": .text(noticed.action),
      "category": .text(ifAny: event.category?.rawValue) ?? .null,
      "goldstein": .decimal(event.goldstein),
      "status": .text(event.status.rawValue),
      "date": .text(ifAny: event.date?.description) ?? .null,
      "severity": .decimal(event.severity.value),
      "band": .text(Severity.band(of: event.severity.value).rawValue),
      "trigger": .text(ForeignText.cleaned(event.trigger)),
      "sentence": .text(ForeignText.cleaned(event.sentence)),
    ])
  }

  private static func source(_ source: NoticedSource) -> OrderedJSON {
    .object([
      "id": .text(RecordID(.article, source.number).description),
      "url": .text(ifAny: source.url) ?? .null,
      "title": .text(ifAny: source.title.map(ForeignText.cleaned)) ?? .null,
      "site": .text(ifAny: source.site.map(ForeignText.cleaned)) ?? .null,
      "domain": .text(ifAny: source.domain) ?? .null,
      "published": .text(ifAny: source.published?.description) ?? .null,
      "summary": .list(source.summary.map { .text(ForeignText.cleaned($0)) }),
    ])
  }

  private static func links(_ notice: AlertNotice) -> [OrderedJSON] {
    notice.sources.compactMap { source in
      source.url.map { url in
        .object([
          "url": .text(url),
          "title": .text(ifAny: (source.title ?? source.site).map(ForeignText.cleaned)) ?? .null,
        ])
      }
    }
  }
}

/// An alert in words, as people read it in a chat: cleaned, and not yet escaped for any receiver.
struct AlertWords {
  private let notice: AlertNotice

  /// Words for a notice.
  init(_ notice: AlertNotice) { self.notice = notice }

  var severity: String { "\(notice.severity) (\(band.rawValue))" }
  var band: SeverityBand { Severity.band(of: notice.severity) }

  /// Such as `Russia → NATO: halt negotiations`; the rule's name where there is no event.
  var headline: String {
    guard let first = notice.events.first else { return ForeignText.cleaned(notice.rule) }
    let sides = [first.event.actor?.name, first.event.target?.name].compactMap { $0 }.joined(separator: " → ")
    return ForeignText.cleaned(sides.isEmpty ? first.action : "\(sides): \(first.action)")
  }

  /// Such as `CRITICAL · border watch`, with the change if it is not the first alert.
  var label: String {
    let change: String
    switch notice.change {
    case .fired: change = band.rawValue.uppercased()
    case .updated: change = "UPDATED · \(band.rawValue.uppercased())"
    case .resolved: change = "RESOLVED"
    case .test: change = "TEST"
    }
    return "\(change) · \(ForeignText.cleaned(notice.rule))"
  }

  /// The sentence that tells the act; empty where there is none.
  var sentence: String { ForeignText.cleaned(notice.events.first?.event.sentence ?? "") }

  var why: String { ForeignText.cleaned(notice.why) }

  /// The articles that have an address: what to call them, and where they are.
  var links: [(title: String, url: String)] {
    notice.sources.compactMap { source in
      guard let url = source.url else { return nil }
      let name = [source.site ?? source.domain, source.title].compactMap { $0 }.map(ForeignText.cleaned)
      return (name.isEmpty ? url : name.joined(separator: ": "), url)
    }
  }

  /// `status`, `date` and the like of the first event, where they are known.
  var facts: [(name: String, value: String)] {
    var facts = [(name: "Severity", value: severity)]
    if let event = notice.events.first?.event {
      facts.append(("Status", event.status.rawValue))
      if let date = event.date { facts.append(("Date", date.description)) }
      facts.append(("Code", event.category.map { "\(event.code) \($0.rawValue)" } ?? event.code.rawValue))
    }
    facts.append(("Sources", String(notice.sources.count)))
    return facts
  }
}
