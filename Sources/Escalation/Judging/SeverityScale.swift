import EventCodes
import Model

/// How severe an event is, from its code, its status, and what stands around it.
struct SeverityScale: Sendable {
  let codebook: Codebook
  let lexicon: EventLexicon

  /// What share of its base an act has by how real it is. A threat keeps its whole base: root 13 has lower values already.
  static func weight(of status: EventStatus) -> Double {
    switch status {
    case .realised, .threatened: 1
    case .planned: 0.6
    case .hypothetical: 0.2
    case .denied: 0.1
    case .background, .negated: 0
    }
  }

  /// The severity of an act told in a sentence. Adjustments apply to hostile acts that are current; however many they are,
  /// only many killed in one act make it critical.
  func severity(of code: EventCode, status: EventStatus, in sentence: SentenceWords) -> Severity {
    let base = codebook.entry(code)?.baseSeverity ?? 0
    let weight = Self.weight(of: status)
    var value = base * weight
    var factors = [
      ScoreFactor("base of \(code.words)", base), ScoreFactor("weight of \(status.rawValue)", weight),
    ]
    guard value > 0, code.isA(.escalation), status.isCurrent else { return Severity(value, factors: factors) }
    for factor in lexicon.severityFactors where factor.words.matchesAny(in: sentence) {
      factors.append(ScoreFactor(factor.name, factor.change))
      value += factor.change
    }
    if base < Severity.criticalMin { value = min(value, Severity.criticalMin - 0.1) }
    if status == .realised, code.isA(.violence), DeathToll.isMass(sentence, lexicon) {
      factors.append(ScoreFactor("at least \(DeathToll.massMin) killed", Self.massChange))
      value += Self.massChange
    }
    return Severity(value, factors: factors)
  }

  private static let massChange = 1.8
}
