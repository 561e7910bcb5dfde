import EventCodes
import LinearModels
import Model

/// Whether an analyst would want to be woken by an article, by learned weights, with the event that it would be about.
struct NewsVerdict: Sendable {
  let isEscalatory: Bool
  let reason: String
  /// 0 to 1, with what said most.
  let grounds: NewsGrounds

  /// From this score on an article is an alert: where precision and recall met in cross-validation over outlets.
  static let scoreMin = -0.5
  private static let groundsMax = 5
  /// An article that wakes nobody has the severity of what it is about from this probability on. Chosen by cross-validation
  /// over outlets.
  private static let aboutMin = 0.4

  /// Judges an article by its acts, the main one first, and by all that was weighed.
  init(
    _ told: [CodedAct],
    considered: [WeighedAct],
    _ character: ArticleCharacter,
    _ judgement: Judgement,
    rejected: [RejectedTrigger]
  ) {
    let bag = VerdictFeatures.bag(considered, character, named: true)
    let score = judgement.verdict.scores(bag)[0]
    grounds = NewsGrounds(
      probability: Odds.probability(score),
      factors: judgement.verdict.grounds(bag, for: 0, most: Self.groundsMax)
    )
    let news = told.first(where: Self.isAlarming)
    isEscalatory = score >= Self.scoreMin && news != nil
    reason = Self.reason(score, news, told, character, rejected)
  }

  private static func reason(
    _ score: Double,
    _ news: CodedAct?,
    _ told: [CodedAct],
    _ character: ArticleCharacter,
    _ rejected: [RejectedTrigger]
  ) -> String {
    let odds = Odds.probability(score).inPercent
    guard let news else {
      return told.isEmpty
        ? EscalationVerdict.emptiness(rejected) : "no current act that an alert may be about (\(odds))"
    }
    let act = "\(news.event.code.words) \(news.event.status.rawValue): \(news.event.trigger)"
    if score >= scoreMin { return "\(act) (\(odds))" }
    let kind = character.genre.reports ? "\(character.domain.rawValue)" : character.genre.rawValue
    return "reads as \(kind), not as news of an escalation (\(odds)): \(news.event.trigger)"
  }

  /// The acts with the main one first and weighed by how sure it is that it is news, and that the article is about it; of an
  /// alert it is the act that the verdict names.
  func weighed(_ told: [CodedAct]) -> [CodedAct] {
    var told = told
    if isEscalatory, let place = told.firstIndex(where: Self.isAlarming) {
      told.insert(told.remove(at: place), at: 0)
    }
    guard let place = told.firstIndex(where: { $0.event.status.isCurrent }) else { return told }
    told[place].event.severity = told[place].event.severity.weighed(certainty: grounds.probability)
    if !isEscalatory, (told[place].main?.probability ?? 0) < Self.aboutMin {
      told[place].event.severity = told[place].event.severity.silenced
    }
    return told
  }

  private static func isAlarming(_ act: CodedAct) -> Bool {
    act.event.status.isCurrent && act.event.code.isA(.escalation)
  }
}

extension Severity {
  /// How much worse an act is that wakes an analyst, and how much more where that is sure.
  private static let (alarmChange, sureChange) = (1.0, 0.7)
  /// How much less one is that surely does not.
  private static let calmChange = 5.0

  /// Nothing, with the reason: what an article is hardly about lends it no severity.
  var silenced: Severity {
    Severity(0, factors: factors + [ScoreFactor("not sure that the article is about it", -value)])
  }

  /// The same moved by how sure it is that the act is news. What is not critical in itself does not become so.
  func weighed(certainty: Double) -> Severity {
    guard value > 0 else { return self }
    let least = Odds.probability(NewsVerdict.scoreMin)
    let share =
      certainty >= least
      ? Self.alarmChange + Self.sureChange * certainty : Self.calmChange * (certainty / least - 1)
    let change = (share * 10).rounded() / 10
    let limit = value < Self.criticalMin ? Self.criticalMin - 0.1 : 10
    let factor = ScoreFactor("certainty that it is news", change)
    return Severity(min(max(value + change, 0.1), limit), factors: factors + [factor])
  }
}
