import EventCodes
import Model

/// Decides whether a candidate is an event: real words of politics, and not of another field.
struct EventCheck: Sendable {
  let words: SentenceWords
  let lexicon: EventLexicon
  /// The field of news that the words around speak of, other than politics.
  let domain: DomainCheck.Finding?

  struct Rejection: Sendable {
    let reason: String
    var evidence: String?
    /// True where only the political need was not met.
    var isNeed = false
  }

  /// Why a candidate is no event; nil where it is one.
  func rejection(of candidate: Candidate) -> Rejection? {
    if !candidate.reading.isEvent { return Rejection(reason: candidate.reading.dropReason ?? "no event") }
    if let domain = domainRejection(of: candidate) { return domain }
    if isIdle(candidate) { return Rejection(reason: "cooperation that is not said to be") }
    if isWithinOneCountry(candidate) { return Rejection(reason: "a quarrel within one country") }
    return meetsNeed(candidate) ? nil : Rejection(reason: "no political actor", isNeed: true)
  }

  /// How many points a domain needs against an act: the more political the act is in itself, the more.
  private func domainThreshold(_ candidate: Candidate) -> Int {
    let political = (candidate.sides.actors + candidate.sides.targets).filter {
      $0.isPolitical && !$0.isFromScene
    }.count
    if candidate.match.trigger.need == .any { return Self.certainPoints + political }
    return
      (lexicon.isA(.figurative, at: candidate.match.head, in: words)
      ? Self.figurativePoints : Self.plainPoints) + political
  }

  private func domainRejection(of candidate: Candidate) -> Rejection? {
    guard let domain, domain.score >= domainThreshold(candidate) else { return nil }
    return Rejection(reason: domain.domain, evidence: domain.evidence.joined(separator: ", "))
  }

  private func meetsNeed(_ candidate: Candidate) -> Bool {
    let actor = candidate.sides.actors.contains(where: \.isPolitical)
    let target = candidate.sides.targets.contains(where: \.isPolitical)
    if isPresumedDiplomacy(candidate) { return true }
    switch candidate.match.trigger.need {
    case .any: return true
    case .one:
      return !isThing(candidate) && (actor || target) || told(candidate.sides.actors)
        || told(candidate.sides.targets)
    case .two: return actor && target && !isOneCountry(candidate.sides)
    case .actor: return actor
    }
  }

  /// Cooperation counts where it is the point: not as what may be, or is denied, toward nobody.
  private func isIdle(_ candidate: Candidate) -> Bool {
    candidate.reading.code.isA(.cooperation) && !candidate.reading.code.isA(.intent)
      && [.hypothetical, .negated].contains(candidate.reading.status)
      && !candidate.sides.targets.contains(where: \.isNamed)
  }

  /// Names that no table knows count as any country's would where the act is one between states and nothing speaks of
  /// another field.
  private func isPresumedDiplomacy(_ candidate: Candidate) -> Bool {
    let sides = candidate.sides.actors + candidate.sides.targets
    guard sides.contains(where: \.isPresumed), !candidate.reading.code.isA(.utterance),
      domain == nil
    else { return false }
    func counts(_ sides: [Side]) -> Bool { sides.contains { $0.isPolitical || $0.isPresumed } }
    switch candidate.match.trigger.need {
    case .one, .any:
      return candidate.sides.actors.contains { $0.isPresumed || $0.isPolitical }
        && counts(candidate.sides.targets)
    case .two: return counts(candidate.sides.actors) && counts(candidate.sides.targets)
    case .actor: return counts(candidate.sides.actors) && lexicon.holds(.statecraft, in: words)
    }
  }

  /// True where the doer stands in the text and is nobody political: a storm, a company, a candidate.
  private func isThing(_ candidate: Candidate) -> Bool {
    !candidate.sides.actors.isEmpty
      && candidate.sides.actors.allSatisfy { $0.participant == nil || $0.isPresumed }
  }

  private func told(_ sides: [Side]) -> Bool { sides.contains { $0.isPolitical && !$0.isFromScene } }

  /// True where the only target is the country that acts, read from the place: "police struck a target in the capital".
  private func isOneCountry(_ sides: Sides) -> Bool {
    sides.targets.allSatisfy { target in
      target.isFromScene && sides.actors.contains { $0.participant?.actor == target.participant?.actor }
    }
  }

  /// Words of quarrel between people of one country are its politics: "battles with the vice president".
  private func isWithinOneCountry(_ candidate: Candidate) -> Bool {
    guard candidate.reading.code.isA(.quarrel) else { return false }
    let actors = candidate.sides.actors.filter(\.isNamed)
    return !actors.isEmpty
      && candidate.sides.targets.contains { target in
        target.isNamed && actors.contains { $0.participant == target.participant }
      }
  }

  /// What another field's words must outweigh where the trigger is political whoever does it.
  static let certainPoints = 6
  /// The same for other triggers.
  static let plainPoints = 3
  /// The same for words that are figures of speech as often: battle, attack.
  private static let figurativePoints = 2
}
