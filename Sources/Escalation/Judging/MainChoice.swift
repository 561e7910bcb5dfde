import LinearModels
import Model

/// Which of an article's candidates is what the article is about, by learned weights.
struct MainChoice {
  /// The candidate's place among those weighed.
  let place: Int
  /// How likely it is, with what said most.
  let grounds: NewsGrounds

  private static let groundsMax = 5

  /// The likeliest of the candidates that can be told as news; nil where none is likely enough.
  ///
  /// - Parameters:
  ///   - acts: all candidates of the article.
  ///   - tellable: the places of those whose words allow that they are news.
  ///   - character: what the article is.
  ///   - model: the weights.
  init?(_ acts: [WeighedAct], tellable: [Int], _ character: ArticleCharacter, by model: LinearModel) {
    guard !tellable.isEmpty else { return nil }
    let features = MainFeatures(acts, character)
    let scored = tellable.map { place in (place: place, score: model.scores(features.bag(at: place))[0]) }
    guard let best = scored.max(by: { ($0.score, $1.place) < ($1.score, $0.place) }) else { return nil }
    let probability = Odds.probability(best.score)
    guard probability >= Self.least(acts[best.place].toldRoot) else { return nil }
    place = best.place
    grounds = NewsGrounds(
      probability: probability,
      factors: model.grounds(features.bag(at: place, named: true), for: 0, most: Self.groundsMax)
    )
  }

  /// How likely a candidate must be: what may alarm more than what only is said. Chosen by cross-validation over outlets.
  private static func least(_ root: Int) -> Double { root < 13 ? saidMin : doneMin }
  private static let (saidMin, doneMin) = (0.13, 0.20)
}
