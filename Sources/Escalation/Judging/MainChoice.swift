package import LinearModels
package import Model

/// What an article is about, by learned weights: the likeliest root, and its act.
package struct MainChoice {
  /// The act's place among those weighed.
  let place: Int
  /// How likely it is, with what said most.
  let grounds: NewsGrounds

  /// The classes of the model: which of the roots, and whether any.
  package static let questions = ["root", "any"]
  /// How many features say why, of each question.
  private static let (rootGroundsMax, anyGroundsMax) = (3, 2)

  /// The likeliest root of the candidates that can be told as news; nil where none is likely enough.
  ///
  /// - Parameters:
  ///   - acts: all candidates of the article.
  ///   - isTellable: whether the one at a place may be news; asked of few.
  ///   - character: what the article is.
  ///   - model: the weights.
  init?(
    _ acts: [WeighedAct],
    where isTellable: (Int) -> Bool,
    _ character: ArticleCharacter,
    by model: LinearModel
  ) {
    let features = MainFeatures(acts, character)
    let roots = Self.odds(features, by: model).sorted { ($1.odds, $0.root) < ($0.odds, $1.root) }
    var best: (root: Int, odds: Double, place: Int)?
    for (root, odds) in roots where best == nil {
      best = features.place(of: root, where: isTellable).map { (root, odds, $0) }
    }
    guard let best, best.odds >= Self.least(best.root, character) else { return nil }
    place = best.place
    grounds = NewsGrounds(
      probability: best.odds,
      factors: model.grounds(features.bag(of: best.root, named: true), for: 0, most: Self.rootGroundsMax)
        + model.grounds(features.bag(named: true), for: 1, most: Self.anyGroundsMax)
    )
  }

  /// How likely it is that the article is about acts of each of its roots.
  private static func odds(_ features: MainFeatures, by model: LinearModel) -> [(root: Int, odds: Double)] {
    let roots = features.roots
    let shares = Odds.probabilities(roots.map { model.scores(features.bag(of: $0))[0] })
    let any = Odds.probability(model.scores(features.bag())[1])
    return zip(roots, shares).map { ($0, $1 * any) }
  }

  /// How likely it is that an article is about an act that an alert may be about.
  package static func escalation(
    _ acts: [WeighedAct],
    _ character: ArticleCharacter,
    by model: LinearModel
  ) -> Double {
    odds(MainFeatures(acts, character), by: model).reduce(0) { $1.root < 13 ? $0 : $0 + $1.odds }
  }

  /// How likely a root must be: what may alarm more than what only is said, and most in a few sentences, of which each act
  /// speaks for itself. Chosen by cross-validation over outlets.
  private static func least(_ root: Int, _ character: ArticleCharacter) -> Double {
    character.isLead ? leadMin : root < 13 ? saidMin : doneMin
  }
  private static let (saidMin, doneMin, leadMin) = (0.07, 0.15, 0.80)
}
