internal import GRDB
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
    var found = StoryFrequencies(stories: try count(Self.allStories)?.faded(at: article) ?? 0)
    for place in places { found.byPlace[place] = try count(place)?.faded(at: article) }
    return found
  }

  /// Counts what a story tells for the first time.
  func add(_ places: [Int64], isNewStory: Bool, at article: Int64) throws {
    let write = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO story_count (place, stories, told) VALUES (?, ?, ?)"
    )
    for place in places + (isNewStory ? [Self.allStories] : []) {
      let stories = try count(place)?.faded(at: article) ?? 0
      try write.execute(arguments: [place, stories + 1, article])
    }
  }

  private func count(_ place: Int64) throws -> FadingCount? {
    let lookup = try database.cachedStatement(sql: "SELECT stories, told FROM story_count WHERE place = ?")
    return try StoredRow.fetchOne(lookup, arguments: [place]).map {
      FadingCount(value: try $0["stories"], article: try $0["told"])
    }
  }
}
