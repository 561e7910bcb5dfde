internal import Model
internal import Stories
internal import TrainingSupport

/// Articles one after the other, each held against the stories that its keys find, as the product does.
enum TrainingStream {
  /// The articles in an order by chance; the order of the file for 0.
  static func order(_ articles: [TrainingArticle], _ seed: UInt64) -> [TrainingArticle] {
    guard seed > 0 else { return articles }
    var random = SeededRandom(seed: seed)
    return articles.shuffled(using: &random)
  }

  /// Each article whole or cut to its lead, by chance, in an order by chance.
  static func mixed(
    _ articles: [TrainingArticle],
    _ leads: [TrainingArticle],
    _ seed: UInt64
  ) -> [TrainingArticle] {
    var random = SeededRandom(seed: seed)
    let leads = Dictionary(leads.map { ($0.id, $0) }) { first, _ in first }
    let mixed = articles.map { article in
      random.unit() < 0.5 ? leads[article.id] ?? article : article
    }
    return mixed.shuffled(using: &random)
  }

  /// Rows of a stream whose stories are the true ones; `isKnown` says whether it is known that an article is not of the event
  /// of other ones.
  static func taught(
    _ articles: [TrainingArticle],
    as source: TrainingRow.Source,
    isKnown: (TrainingArticle, [TrainingArticle]) -> Bool = { _, _ in true }
  ) -> [TrainingRow] {
    var matcher = StoryMatcher(splitter: nil)
    var rows: [TrainingRow] = []
    for (number, article) in articles.enumerated() {
      _ = matcher.assign(article.profile, article: Int64(number)) { comparisons in
        let members = comparisons.map { $0.members.map { articles[Int($0)] } }
        let own = members.firstIndex { $0.first?.story == article.story }
        for (comparison, members) in zip(comparisons, members) {
          let isSame = members.first?.story == article.story
          guard isSame || isKnown(article, members) else { continue }
          rows.append(
            TrainingRow(
              source: source,
              group: article.group,
              isSame: isSame,
              values: comparison.evidence.values,
              hasOwn: own != nil
            )
          )
        }
        return own
      }
    }
    return rows
  }

  /// So large a share of a story's members must be of one event for the story to be of that.
  private static let majorityMin = 0.7

  /// Rows of a stream whose stories are those that weights make; each article is judged by weights that have not seen it.
  static func replayed(
    _ articles: [TrainingArticle],
    as source: TrainingRow.Source,
    weights: @Sendable (TrainingArticle) -> StoryWeights
  ) -> [TrainingRow] {
    var rows: [TrainingRow] = []
    _ = run(articles, weights: weights) { article, comparisons in
      let stories = comparisons.map { $0.members.map { articles[Int($0)].story } }
      let leaders = stories.map { stories in
        Dictionary(grouping: stories) { $0 }.map { ($0.value.count, $0.key) }.max { $0 < $1 } ?? (0, "")
      }
      let hasOwn = leaders.contains { $0.1 == article.story }
      for (place, comparison) in comparisons.enumerated() {
        let (count, story) = leaders[place]
        let isClear = Double(count) >= majorityMin * Double(stories[place].count)
        guard isClear || !stories[place].contains(article.story) else { continue }
        rows.append(
          TrainingRow(
            source: source,
            group: article.group,
            isSame: story == article.story,
            values: comparison.evidence.values,
            hasOwn: hasOwn
          )
        )
      }
    }
    return rows
  }

  /// The stories that weights make of articles, by number.
  static func run(
    _ articles: [TrainingArticle],
    weights: @Sendable (TrainingArticle) -> StoryWeights,
    watching: (TrainingArticle, [StoryComparison]) -> Void = { _, _ in }
  ) -> [Int] {
    var matcher = StoryMatcher()
    let judge = StoryJudge()
    return articles.enumerated().map { number, article in
      let weights = weights(article)
      matcher.splitter = StorySplitter(weights: weights)
      return matcher.assign(article.profile, article: Int64(number)) { comparisons in
        watching(article, comparisons)
        return judge.choice(among: comparisons.map { $0.judged(by: weights) })
      }.story
    }
  }
}
