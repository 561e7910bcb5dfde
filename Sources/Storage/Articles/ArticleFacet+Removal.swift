package import Foundation

/// What would become of articles that are deleted.
package struct ArticleRemovalPreview: Sendable, Hashable {
  /// Articles that would be gone.
  package var removed: [Int64] = []
  /// Articles that alerts rest on: they stay as evidence, and are listed no more.
  package var kept: [Int64] = []
}

extension ArticleQueries {
  /// What would become of articles that are deleted, in their order; those that are not there, or are withdrawn already, are
  /// left out.
  package func removalPreview(of articles: [Int64]) throws(StorageError) -> ArticleRemovalPreview {
    try read { database in
      var preview = ArticleRemovalPreview()
      for number in articles {
        let isEvidence = try Bool.fetchOne(
          database,
          sql: """
            SELECT EXISTS (SELECT 1 FROM firing_source WHERE article_id = article.id) FROM article
            WHERE id = ? AND withdrawn_at IS NULL
            """,
          arguments: [number]
        )
        if let isEvidence { isEvidence ? preview.kept.append(number) : preview.removed.append(number) }
      }
      return preview
    }
  }

  /// The articles that came by a watch before a moment, the oldest first.
  package func numbers(ofWatch name: String, before moment: Date?) throws(StorageError) -> [Int64] {
    try read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM article JOIN article_label ON article_label.article_id = article.id
          WHERE article_label.kind = 'watch' AND label = ?1 AND (CAST(?2 AS BIGINT) IS NULL OR arrived_at < ?2) AND withdrawn_at IS NULL
          ORDER BY id
          """,
        arguments: [name, moment?.milliseconds]
      )
    }
  }
}

extension ArticleFacet {
  /// Deletes an article with all that hangs on it; its story is the caller's to mend.
  package func delete(_ number: Int64) throws {
    try database.execute(sql: "DELETE FROM article WHERE id = ?", arguments: [number])
  }

  /// Keeps an article as what alerts rest on: it is listed no more.
  package func withdraw(_ number: Int64, at now: Date) throws {
    try database.execute(
      sql: "UPDATE article SET withdrawn_at = ? WHERE id = ?",
      arguments: [now.milliseconds, number]
    )
    try database.execute(sql: "DELETE FROM evaluation WHERE article_id = ?", arguments: [number])
  }
}

extension StoryFacet {
  /// Takes an article out of its story.
  ///
  /// - Returns: the story; nil where it belongs to none.
  package func leave(_ article: Int64) throws -> Int64? {
    guard let story = try story(ofArticle: article) else { return nil }
    try database.execute(sql: "DELETE FROM story_member WHERE article_id = ?", arguments: [article])
    return story
  }

  /// Ends a story without members, with its corrections, and those that were merged into it.
  package func end(_ story: Int64) throws {
    for sql in [
      "DELETE FROM story_correction WHERE story_id = ?1 OR other_id = ?1",
      "DELETE FROM story_correction WHERE story_id IN (SELECT id FROM story WHERE merged_into = ?1) OR other_id IN (SELECT id FROM story WHERE merged_into = ?1)",
      "DELETE FROM story_key WHERE story_id = ?1", "DELETE FROM story WHERE merged_into = ?1",
      "DELETE FROM story WHERE id = ?1",
    ] {
      try database.execute(sql: sql, arguments: [story])
    }
  }
}
