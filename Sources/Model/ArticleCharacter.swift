/// What field of life an article is about.
package enum ArticleDomain: String, Sendable, Codable, CaseIterable {
  /// War, armed violence, terrorism with a political side.
  case conflict
  /// Diplomacy, sanctions, trade disputes between states, alliances.
  case international
  /// National politics, elections, parliament, protest, policy.
  case domestic
  /// Crime and courts without a political side.
  case crime
  /// Crashes, fires, collapses: harm that nobody meant.
  case accident
  /// Weather and what it does.
  case weather
  /// Companies, markets, money.
  case business
  /// Matches, athletes, clubs.
  case sport
  /// Arts, films, music, celebrities.
  case entertainment
  /// Science, technology, environment.
  case science
  /// Medicine, epidemics, fitness.
  case health
  /// Travel, food, fashion, home.
  case lifestyle
  /// None of these.
  case other
}

/// What kind of text an article is.
package enum ArticleGenre: String, Sendable, Codable, CaseIterable {
  /// Reports something that has just happened.
  case news
  /// A later step of an earlier event: a verdict, a funeral, the third day.
  case followUp = "follow-up"
  /// Explainer, opinion, interview, editorial.
  case analysis
  /// Portrait, history, review, list, advice.
  case feature
  /// A running blog.
  case live

  /// True for texts that report; an opinion or a portrait has no news of its own, whatever it tells.
  package var reports: Bool { self == .news || self == .followUp || self == .live }
}

/// What an article is, as its words show it, with how sure that is. The scores behind it are the event coder's own: they
/// are not kept with what is stored.
package struct ArticleCharacter: Sendable, Hashable, Codable {
  /// What it is about.
  package var domain: ArticleDomain
  /// 0 to 1.
  package var domainProbability: Double
  /// What sort of text it is.
  package var genre: ArticleGenre
  /// 0 to 1.
  package var genreProbability: Double
  /// How much its words read like news of an escalation: the logarithm of odds.
  package var escalationScore = 0.0
  /// The same for acts of each CAMEO root, by the root's number; `scoreMin` below 10.
  package var rootScores: [Double] = []
  /// By `ArticleDomain`'s order.
  package var domainScores: [Double] = []
  /// By `ArticleGenre`'s order.
  package var genreScores: [Double] = []
  /// True for a text of a few sentences, as a lead or an item of a feed.
  package var isLead = false
  /// What said most of the genre, strongest first.
  package var grounds: [ScoreFactor]

  private enum CodingKeys: CodingKey {
    case domain, domainProbability, genre, genreProbability, grounds
  }

  /// What stands for a question that was not asked.
  package static let scoreMin = -5.0

  /// Puts a character together.
  package init(
    domain: ArticleDomain,
    domainProbability: Double,
    genre: ArticleGenre,
    genreProbability: Double,
    escalationScore: Double,
    rootScores: [Double],
    domainScores: [Double],
    genreScores: [Double],
    grounds: [ScoreFactor]
  ) {
    self.domain = domain
    self.domainProbability = domainProbability
    self.genre = genre
    self.genreProbability = genreProbability
    self.escalationScore = escalationScore
    self.rootScores = rootScores
    self.domainScores = domainScores
    self.genreScores = genreScores
    self.grounds = grounds
  }

  /// In words, such as `news, international`.
  package var words: String { "\(genre.rawValue), \(domain.rawValue)" }

  /// How much speaks for a field.
  package func score(of domain: ArticleDomain) -> Double { Self.score(of: domain, in: domainScores) }

  /// How much speaks for a genre.
  package func score(of genre: ArticleGenre) -> Double { Self.score(of: genre, in: genreScores) }

  private static func score<Value: CaseIterable & Equatable>(of value: Value, in scores: [Double]) -> Double {
    guard let place = Array(Value.allCases).firstIndex(of: value), place < scores.count else {
      return scoreMin
    }
    return scores[place]
  }
}
