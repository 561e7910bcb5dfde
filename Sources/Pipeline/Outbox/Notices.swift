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
      events: evidence.events,
      sources: evidence.sources,
      why: why ?? found.joined(separator: "; ")
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
