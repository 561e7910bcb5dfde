package import Model

/// Where an article stands: what corrections made in another store are found by.
package struct StoryPlace: Sendable, Hashable {
  /// The article.
  package var article: RecordID
  /// Its story.
  package var story: RecordID
  /// How many articles the story has.
  package var storySize: Int
}

extension StoryQueries {
  /// The stories of articles that are known by what identifies them in any store; those that are not stored are left out.
  ///
  /// - Complexity: a look-up for each identity.
  package func places(of identities: [String]) throws(StorageError) -> [StoryPlace] {
    try read { database in
      let lookUp = try database.cachedStatement(
        sql: """
          SELECT article_id, story_id, article_count FROM article JOIN story_member ON article_id = article.id
          JOIN story ON story.id = story_id WHERE identity = ?
          """
      )
      return try identities.compactMap { identity in
        try StoredRow.fetchOne(lookUp, arguments: [identity]).map { row in
          StoryPlace(
            article: RecordID(.article, try row["article_id"]),
            story: RecordID(.story, try row["story_id"]),
            storySize: try row["article_count"]
          )
        }
      }
    }
  }
}
