package import Alerting
internal import Escalation

extension RuleText {
  /// What an analyst should know before trusting the rule; empty where there is nothing.
  package var notices: [String] {
    let languages = condition.speaksOfEvents ? condition.languages.filter { !EventCoder.codes($0) } : []
    guard !languages.isEmpty else { return readings }
    return readings + [
      "events are not coded for \(languages.joined(separator: ", ")): there only conditions on words and articles hold"
    ]
  }
}
