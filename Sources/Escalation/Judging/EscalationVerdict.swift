import EventCodes
import Model

/// Whether an analyst would want an alert for an article, and by which rule.
struct EscalationVerdict: Sendable {
  let isEscalatory: Bool
  let reason: String

  /// Judges an article by its acts, in the order of the article, after the guideline's yes and no.
  init(_ acts: [CodedAct], rejected: [RejectedTrigger]) {
    guard !acts.isEmpty else {
      self.init(false, Self.emptiness(rejected))
      return
    }
    let current = acts.filter { Self.isAlarming($0.event) }
    guard !current.isEmpty else {
      self.init(false, "no current act of conflict: nothing is said to be threatened, planned or done lately")
      return
    }
    let serious = current.filter { Self.ordinaryReason($0) == nil }
    guard !serious.isEmpty else {
      self.init(false, current.compactMap(Self.ordinaryReason).first ?? "ordinary")
      return
    }
    if let step = Self.calmingStep(acts, serious: serious) {
      self.init(false, "a later step that does not escalate: \(step.event.trigger)")
      return
    }
    guard let news = serious.first(where: { $0.standing > .aside }) else {
      self.init(false, "conflict is told only as the background of other news: \(serious[0].event.trigger)")
      return
    }
    self.init(true, "\(news.event.code.words), \(news.event.status.rawValue): \(news.event.trigger)")
  }

  private init(_ isEscalatory: Bool, _ reason: String) {
    self.isEscalatory = isEscalatory
    self.reason = reason
  }

  /// Why an article holds no event: "no event: 2 triggers rejected (sport, no political actor)".
  static func emptiness(_ rejected: [RejectedTrigger]) -> String {
    guard !rejected.isEmpty else { return "no event: nothing in it is said to be done by a political actor" }
    var reasons: [String] = []
    for one in rejected where !reasons.contains(one.reason) { reasons.append(one.reason) }
    let count = rejected.count == 1 ? "1 trigger" : "\(rejected.count) triggers"
    return "no event: \(count) rejected (\(reasons.joined(separator: ", ")))"
  }

  private static func isAlarming(_ event: Event) -> Bool {
    event.code.isA(.escalation) && event.status.isCurrent
  }

  /// Why an act of conflict is ordinary: law enforcement, peaceful protest; nil where it is not.
  private static func ordinaryReason(_ act: CodedAct) -> String? {
    if act.event.code.isA(.lawEnforcement), !act.targetIsOpponent, !act.isAgainstDissent {
      return "ordinary law enforcement: \(act.event.trigger)"
    }
    if act.event.code.isA(.peacefulProtest), !act.isGeneral {
      return "a peaceful protest: \(act.event.trigger)"
    }
    return nil
  }

  /// The act of cooperation that is the news, where the conflict is told under it.
  private static func calmingStep(_ acts: [CodedAct], serious: [CodedAct]) -> CodedAct? {
    guard let first = acts.filter({ $0.standing == .main }).first,
      first.event.code.isA(.calming), first.event.status.isCurrent
    else { return nil }
    return serious.contains { $0.standing == .main } ? nil : first
  }
}
