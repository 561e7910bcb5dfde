import LinearModels
import Model

/// How likely an analyst would want to be woken by an article, by learned weights.
struct NewsAlarm: Sendable {
  /// 0 to 1, with what said most.
  let grounds: NewsGrounds
  /// From this probability on the article is an alert.
  let least: Double
  /// True for what is likely enough.
  let isSure: Bool

  /// From this score on an article is an alert: where precision and recall met in cross-validation over outlets. What reads as
  /// no report, as analysis, must be surer: it is one only where it tells the act first.
  private static let (reportScoreMin, otherScoreMin) = (-0.33, 0.2)
  private static let groundsMax = 5

  /// Judges an article by all acts that were weighed.
  init(_ acts: [WeighedAct], _ character: ArticleCharacter, _ judgement: Judgement) {
    let main = MainChoice.escalation(acts, character, by: judgement.main)
    let bag = VerdictFeatures.bag(acts, character, main: main, named: true)
    let score = judgement.verdict.scores(bag)[0]
    let scoreMin = character.genre.reports ? Self.reportScoreMin : Self.otherScoreMin
    (least, isSure) = (Odds.probability(scoreMin), score >= scoreMin)
    grounds = NewsGrounds(
      probability: Odds.probability(score),
      factors: judgement.verdict.grounds(bag, for: 0, most: Self.groundsMax)
    )
  }
}
