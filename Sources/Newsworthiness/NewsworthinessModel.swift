internal import EmbeddedData
package import LinearModels
package import Model
package import Text

/// Judges what an article is, by learned questions over its words.
package struct NewsworthinessModel: Sendable {
  private let model: LinearModel
  private let sections: SectionWords
  /// For each question its place among the model's.
  private let domains: [(domain: ArticleDomain, place: Int)]
  private let genres: [(genre: ArticleGenre, place: Int)]
  private let roots: [Int?]
  private let escalation: Int

  /// The questions that are asked, by the names that the table has.
  package static let questions: [String] =
    ["escalates"] + (10...20).map { "root \($0)" } + ArticleDomain.allCases.map { "domain \($0.rawValue)" }
    + ArticleGenre.allCases.map { "genre \($0.rawValue)" }

  /// The program's own.
  package static let standard = NewsworthinessModel(LinearModel(.newsworthinessWeights))

  /// A model over other weights.
  package init(_ model: LinearModel) {
    precondition(model.classes == Self.questions, "the weights answer other questions")
    self.model = model
    sections = SectionWords(.sectionWords)
    let place = { (name: String) in model.classes.firstIndex(of: name) ?? 0 }
    escalation = place("escalates")
    roots = (0...20).map { $0 < 10 ? nil : place("root \($0)") }
    domains = ArticleDomain.allCases.map { ($0, place("domain \($0.rawValue)")) }
    genres = ArticleGenre.allCases.map { ($0, place("genre \($0.rawValue)")) }
  }

  /// What an article is, with the words that decided where they are wanted.
  ///
  /// - Complexity: linear in the length of headline and lead.
  package func judge(_ article: AnalysedArticle, withGrounds: Bool = false) -> ArticleCharacter {
    let bag = ArticleFeatures.bag(article, named: withGrounds)
    var scores = model.scores(bag)
    let section = sections.finding(in: article)
    for (domain, place) in domains where section.domain?.value == domain {
      scores[place] += SectionWords.weight
    }
    for (genre, place) in genres where section.genre?.value == genre { scores[place] += SectionWords.weight }
    let domain = best(domains.map(\.place), scores)
    let genre = best(genres.map(\.place), scores)
    var character = ArticleCharacter(
      domain: domains[domain.index].domain,
      domainProbability: domain.probability,
      genre: genres[genre.index].genre,
      genreProbability: genre.probability,
      escalationScore: scores[escalation],
      rootScores: roots.map { $0.map { scores[$0] } ?? ArticleCharacter.scoreMin },
      domainScores: domains.map { scores[$0.place] },
      genreScores: genres.map { scores[$0.place] },
      grounds: withGrounds
        ? section.grounds + model.grounds(bag, for: genres[genre.index].place, most: Self.groundsMax) : []
    )
    character.isLead = article.body.sentences.count < ArticleFeatures.leadSentences
    return character
  }

  private static let groundsMax = 6

  /// The likeliest of questions that exclude each other, with its share of their odds.
  private func best(_ places: [Int], _ scores: [Double]) -> (index: Int, probability: Double) {
    let odds = places.map { Odds.probability(scores[$0]) }
    let index = odds.indices.max { odds[$0] < odds[$1] } ?? 0
    return (index, odds[index] / max(odds.reduce(0, +), .leastNormalMagnitude))
  }
}
