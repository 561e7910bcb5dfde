import EventCodes
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
      "severity": notice.severity.map(OrderedJSON.decimal) ?? .null,
      "band": .text(ifAny: notice.severity.map { Severity.band(of: $0).rawValue }) ?? .null,
      "headline": .text(AlertWords.headline(of: notice)),
      "why": .text(ForeignText.cleaned(notice.why)),
      "fingerprint": .text(notice.fingerprint),
      "sequence": .integer(sequence),
      "event_count": .integer(Int64(notice.events.count + notice.omittedEventCount)),
      "source_count": .integer(Int64(notice.sources.count + notice.omittedSourceCount)),
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
      "action": .text(event.code.phrase),
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
