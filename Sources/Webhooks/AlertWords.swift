import EventCodes
import Foundation
import Model

/// A message in words, as people read it in a chat: cleaned, and not yet escaped for any receiver.
struct AlertWords: Sendable {
  /// Such as `CRITICAL · border watch`.
  var label: String
  /// Such as `Russia → NATO: breaks off negotiations`.
  var headline: String
  /// The sentence that tells the act; empty where there is none.
  var sentence: String
  /// Why the message was sent.
  var why: String
  /// What is known of it in a few words each, such as severity and status.
  var facts: [(name: String, value: String)]
  /// The articles that have an address: what to call them, and where they are.
  var links: [(title: String, url: String)]
  /// What colours and priorities go by. Where events are not coded it is the middle: that is neither calm nor grave.
  var band: SeverityBand

  /// The words of an alert.
  init(_ notice: AlertNotice) {
    band = notice.severity.map(Severity.band) ?? .medium
    label = "\(Self.change(notice)) · \(ForeignText.cleaned(notice.rule))"
    headline = Self.headline(of: notice)
    sentence = ForeignText.cleaned(notice.events.first?.event.sentence ?? "")
    why = ForeignText.cleaned(notice.why)
    facts = Self.facts(notice)
    links = notice.sources.compactMap(Self.link)
  }

  /// The words about an endpoint in trouble.
  init(_ trouble: EndpointTrouble) {
    band = trouble.state == .active ? .info : .high
    label = "DELIVERY \(trouble.change.uppercased()) · \(ForeignText.cleaned(trouble.endpoint))"
    headline = "The endpoint \(ForeignText.cleaned(trouble.endpoint)) is \(trouble.change)"
    sentence = ""
    why = ForeignText.cleaned(trouble.reason)
    facts = [("Waiting", String(trouble.waiting))]
    if let since = trouble.failingSince { facts.append(("Failing since", AlertPayload.timestamp(since))) }
    links = []
  }

  /// The words about a message that was given up.
  init(_ exhaustion: DeliveryExhaustion) {
    band = .high
    label = "DELIVERY GIVEN UP · \(ForeignText.cleaned(exhaustion.endpoint))"
    headline = "A message to \(ForeignText.cleaned(exhaustion.endpoint)) was given up"
    sentence = ""
    why = exhaustion.toldReason
    facts = [
      ("Delivery", RecordID(.delivery, exhaustion.delivery).description),
      ("Attempts", String(exhaustion.attempts)),
    ]
    if let firing = exhaustion.firing { facts.append(("Firing", RecordID(.firing, firing).description)) }
    links = []
  }

  /// The words about a watch.
  init(_ notice: WatchNotice) {
    let name = ForeignText.cleaned(notice.watch)
    band = notice.isGood ? .info : .high
    label = "WATCH \(notice.change.rawValue.uppercased()) · \(name)"
    headline =
      switch notice.change {
      case .failing: "The watch \(name) fails"
      case .silent: "The watch \(name) shows nothing new"
      case .moved: "The watch \(name) moved for good"
      case .gone: "The watch \(name) is gone for good"
      case .recovered: "The watch \(name) answers again"
      }
    sentence = ""
    why = notice.toldReason
    facts = notice.since.map { [("Since", AlertPayload.timestamp($0))] } ?? []
    links = []
  }

  /// Both sides and the act of the first event; the rule's name where there is no event.
  static func headline(of notice: AlertNotice) -> String {
    if notice.change == .digest {
      return notice.why.split(separator: ";").first.map(String.init) ?? notice.rule
    }
    guard let first = notice.events.first else { return ForeignText.cleaned(notice.rule) }
    return ForeignText.cleaned(first.event.headline)
  }

  private static func change(_ notice: AlertNotice) -> String {
    let band = notice.severity.map { Severity.band(of: $0).rawValue.uppercased() } ?? "ALERT"
    return switch notice.change {
    case .fired: band
    case .updated: "UPDATED · \(band)"
    case .resolved: "RESOLVED"
    case .test: "TEST"
    case .drill: "DRILL · \(band)"
    case .heartbeat: "ALIVE"
    case .digest: "DIGEST"
    }
  }

  private static func facts(_ notice: AlertNotice) -> [(name: String, value: String)] {
    let severity = notice.severity.map { "\($0) (\(Severity.band(of: $0).rawValue))" } ?? "not coded"
    var facts = [(name: "Severity", value: severity)]
    if let event = notice.events.first?.event {
      facts.append(("Status", event.status.rawValue))
      if let date = event.date { facts.append(("Date", date.description)) }
      facts.append(("Act", "\(event.code.words)\(event.category.map { ", \($0.rawValue)" } ?? "")"))
    }
    facts.append(("Sources", String(notice.sources.count + notice.omittedSourceCount)))
    return facts
  }

  private static func link(_ source: NoticedSource) -> (title: String, url: String)? {
    guard let url = source.url else { return nil }
    let name = [source.site ?? source.domain, source.title].compactMap { $0 }.map(ForeignText.cleaned)
    return (name.isEmpty ? url : name.joined(separator: ": "), url)
  }
}
