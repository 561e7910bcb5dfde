internal import EventCodes
package import Foundation
package import Model
internal import Storage

/// What messages tell: every notice is made here.
extension AlertNotice {
  /// What happened to a firing, with all that it rests on.
  ///
  /// - Parameters:
  ///   - change: what happened.
  ///   - evidence: what it rests on by now.
  ///   - why: the reason in one sentence; nil for what its tests found.
  ///   - now: when it happened.
  init(_ change: AlertChange, of evidence: FiringEvidence, why: String?, at now: Date) {
    let found = evidence.findings.filter(\.holds).map { "\($0.test): \($0.found)" }
    self.init(
      change: change,
      firing: evidence.firing,
      rule: evidence.rule,
      condition: evidence.condition,
      time: now,
      severity: evidence.severity,
      fingerprint: evidence.fingerprint,
      events: change == .updated ? evidence.newestFirst : evidence.events,
      sources: evidence.sources,
      why: why ?? found.joined(separator: "; ")
    )
    (omittedEventCount, omittedSourceCount) = (evidence.otherEvents, evidence.otherSources)
  }

  /// A digest: its entries in words, the most severe first, with the events and articles that tell them.
  ///
  /// - Parameters:
  ///   - items: the entries.
  ///   - start: from when on they are.
  ///   - articles: the articles that opened them, in their order.
  ///   - now: when it is made.
  /// - Returns: a notice of no firing.
  static func digest(
    _ items: [DigestItem],
    since start: Date,
    _ articles: [NoticedSource],
    at now: Date
  ) -> AlertNotice {
    let new = items.count(where: \.entry.isNew)
    let lines = items.map { item in
      let severity = item.entry.severity.map { " (\($0))" } ?? ""
      return
        "\(item.entry.story.id) \(item.event?.event.headline ?? item.entry.story.title ?? "(no title)")\(severity)"
    }
    let counts =
      items.isEmpty
      ? "nothing is new since \(start.formatted(.iso8601))"
      : "\(new) new stories and \(items.count - new) developments since \(start.formatted(.iso8601))"
    return AlertNotice(
      change: .digest,
      firing: 0,
      rule: "digest",
      condition: "",
      time: now,
      severity: items.compactMap(\.entry.severity).max() ?? 0,
      fingerprint: "digest",
      events: items.compactMap { item in
        item.event.map { NoticedEvent(number: $0.id.number, article: $0.articleID.number, event: $0.event) }
      },
      sources: articles,
      why: ([counts] + lines).joined(separator: "; ")
    )
  }

  /// A drill of a rule. It shows the rule's latest firing, where there is one, so that receivers see what an alert looks like.
  static func drill(of rule: StoredRule, showing latest: FiringEvidence?, at now: Date) -> AlertNotice {
    AlertNotice(
      change: .drill,
      firing: latest?.firing ?? 0,
      rule: rule.name,
      condition: rule.text,
      time: now,
      severity: latest.map(\.severity) ?? 0,
      fingerprint: "drill",
      events: latest?.events ?? [],
      sources: latest?.sources ?? [],
      why: "this is a drill: \(rule.name) is tried, and nothing happened"
    )
  }

  /// A test of an endpoint.
  package static func test(of endpoint: String, at now: Date) -> AlertNotice {
    AlertNotice(
      change: .test,
      firing: 0,
      rule: "test",
      condition: "none: an analyst tries the webhook",
      time: now,
      severity: 0,
      fingerprint: "test",
      events: [],
      sources: [],
      why: "webhook test \(endpoint)"
    )
  }

  /// A sign of life: that rules are watched, and what came since the last one.
  static func heartbeat(_ activity: DeskActivity, at now: Date) -> AlertNotice {
    AlertNotice(
      change: .heartbeat,
      firing: 0,
      rule: "heartbeat",
      condition: "",
      time: now,
      severity: 0,
      fingerprint: "heartbeat",
      events: [],
      sources: [],
      why:
        "\(activity.rules) rules are watched; since the last sign of life \(activity.articles) articles came and \(activity.firings) alerts fired"
    )
  }
}

extension FiringEvidence {
  /// The events with those of the newest article before the others: news is what it tells.
  fileprivate var newestFirst: [NoticedEvent] {
    guard let newest = events.last?.article else { return events }
    return events.filter { $0.article == newest } + events.filter { $0.article != newest }
  }
}
