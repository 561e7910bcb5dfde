internal import Alerting
internal import Model
internal import Terminal

/// What a rule's clauses mean, in plain English, one a line.
enum RuleMeaning {
  static func lines(of rule: RuleText) -> [SafeText] {
    let clauses: [SafeText?] = [
      rule.sources.map(sources),
      rule.holdSeconds.map { "for     it must stay so for \(words($0)) before it fires" },
      "again   \(again(rule))", rule.grouping.map(grouping), rule.until.map(until), rule.unless.map(unless),
    ]
    return clauses.compactMap { $0 }
  }

  private static func words(_ seconds: Int) -> String { TimeText.words(seconds: seconds) }

  private static func sources(_ clause: SourceClause) -> SafeText {
    let within = clause.withinSeconds.map { " within \(words($0))" } ?? ""
    return
      "from    \(clause.sources) independent publishers must tell the story\(within); copies and houses of one family count once"
  }

  private static func again(_ rule: RuleText) -> String {
    let reasons: String
    switch rule.againReasons {
    case nil: reasons = "at every further report of the story"
    case .some(let named) where named.isEmpty: reasons = "never for the same story"
    case .some(let named):
      reasons = "for the same story only if: " + named.map(\.description).joined(separator: " or ")
    }
    let repeated =
      rule.repeatSeconds.map { ", and at a report more than \(words($0)) after the last alert" } ?? ""
    return reasons + repeated
  }

  private static func grouping(_ clause: GroupClause) -> SafeText {
    let wait = clause.waitSeconds.map { "; the first waits \(words($0)) for others" } ?? ""
    return
      "group   stories with the same \(clause.keys.map(\.rawValue).joined(separator: " and ")) are one alert\(wait)"
  }

  private static func until(_ clause: UntilClause) -> SafeText {
    switch clause {
    case .quiet(let seconds): "until   nothing came for \(words(seconds)): then the alert is over"
    case .condition(let condition):
      "until   an event of the same sides or the same story for which: \(condition.description)"
    }
  }

  private static func unless(_ clause: UnlessClause) -> SafeText {
    let within = clause.withinSeconds.map { "alerted in the last \(words($0))" } ?? "has an open alert"
    let same = clause.same.map { " of the same \($0.rawValue)" } ?? ""
    return "unless  it is held back while \(clause.rule) \(within)\(same)"
  }
}
