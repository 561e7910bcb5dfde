internal import Model

/// Counts in how many stories of the days around words stand, within one transaction.
struct StoryCounts {
  /// Where all stories are counted.
  private static let allStories: Int64 = -1

  let database: Database

  init(_ database: Database) { self.database = database }

  /// The frequencies of places at an article.
  ///
  /// - Complexity: a look-up for each place in a table that is bounded.
  func frequencies(of places: [Int64], at article: Int64) throws -> StoryFrequencies {
    let counts = try counts(of: [Self.allStories] + places)
    var found = StoryFrequencies(stories: counts[Self.allStories]?.faded(at: article) ?? 0)
    for place in places { found.byPlace[place] = counts[place]?.faded(at: article) }
    return found
  }

  /// Counts what a story tells for the first time.
  func add(_ places: [Int64], isNewStory: Bool, at article: Int64) throws {
    let all = places + (isNewStory ? [Self.allStories] : [])
    let known = try counts(of: all)
    // A place may stand there twice: words share places.
    let added = Dictionary(grouping: all) { $0 }.mapValues(\.count).sorted { $0.key < $1.key }
    let rows = added.map { place, count -> StatementArguments in
      [place, (known[place]?.faded(at: article) ?? 0) + Double(count), article]
    }
    try database.write(rows) {
      """
      INSERT INTO story_count (place, stories, told) VALUES \($0)
      ON CONFLICT (place) DO UPDATE SET stories = excluded.stories, told = excluded.told
      """
    }
  }

  private func counts(of places: [Int64]) throws -> [Int64: FadingCount] {
    let rows = try database.fetch(for: places) {
      "SELECT place, stories, told FROM story_count WHERE place IN (\($0))"
    }
    return try Dictionary(
      rows.map { (try $0["place"], FadingCount(value: try $0["stories"], article: try $0["told"])) }
    ) { $1 }
  }
}
