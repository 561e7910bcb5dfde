package import LinearModels
package import Model

/// What of a whole article speaks for waking an analyst: its words, and what its likeliest acts are and where they stand.
package enum VerdictFeatures {
  /// The features of an article with its candidates.
  ///
  /// - Parameters:
  ///   - acts: all candidates.
  ///   - character: what the article is.
  ///   - main: how likely it is about an act that an alert may be about; nil where that is still to be found out.
  ///   - named: whether features bear their names.
  /// - Returns: what holds.
  package static func bag(
    _ acts: [WeighedAct],
    _ character: ArticleCharacter,
    main: Double? = nil,
    named: Bool = false
  ) -> FeatureBag {
    var bag = FeatureBag(named: named)
    let best = acts.max { $0.odds.escalation < $1.odds.escalation }
    add("likeliest act", best?.odds.escalation, &bag)
    add("all acts", 1 - acts.reduce(1) { $0 * (1 - $1.odds.escalation) }, &bag)
    add("likeliest early act", highest(acts) { $0.isEarly }, &bag)
    add("likeliest act of the headline", highest(acts) { $0.isTitle }, &bag)
    add("likeliest act that rules keep", highest(acts) { $0.isKeptByRules }, &bag)
    if character.isLead { bag.add("a few sentences") }
    if let main { add("about an act of escalation", main, &bag) }
    bag.add("words of escalation", number: bounded(character.escalationScore))
    for domain in [ArticleDomain.conflict, .international, .crime, .domestic, .accident] {
      bag.add("domain", number: bounded(character.score(of: domain)), about: domain.rawValue)
    }
    for genre in ArticleGenre.allCases where genre != .live {
      bag.add("genre", number: bounded(character.score(of: genre)), about: genre.rawValue)
    }
    if let best { bag.add("likeliest root", "\(best.odds.likeliestRoot(from: 13))") }
    return bag
  }

  private static func highest(_ acts: [WeighedAct], where holds: (WeighedAct) -> Bool) -> Double? {
    acts.lazy.filter(holds).map(\.odds.escalation).max()
  }

  private static func add(_ kind: StaticString, _ probability: Double?, _ bag: inout FeatureBag) {
    bag.add(kind, number: Odds.score(probability ?? 0) / 2)
  }

  /// A score within what says something, in the measure of the others.
  package static func bounded(_ score: Double) -> Double { min(max(score, -5), 3) / 2 }
}
