package import Foundation
package import Model

/// What was corrected.
package enum CorrectionKind: String, Sendable, Codable, CaseIterable {
  /// Articles were taken out of the first story into the other.
  case split
  /// The other story was put into the first.
  case merge
}

/// Who corrected.
package enum CorrectionMaker: String, Sendable, Codable, CaseIterable {
  /// Somebody at the prompt or over HTTP.
  case analyst
  /// A second look at a story that had grown two centres.
  case program
}

/// Why a correction cannot be made.
package enum StoryConflict: Sendable, Hashable {
  /// No story of that number stands: there is none, or it was merged into another.
  case noSuchStory(RecordID)
  /// The article is not in that story, so it cannot be taken out.
  case articleNotInStory(RecordID, story: RecordID)
  /// Nothing would be left of the story.
  case storyHasNoOther(RecordID)
  /// A story cannot be merged with itself.
  case sameStory(RecordID)
}

/// A correction as it is kept and exported.
package struct StoredCorrection: Sendable {
  /// Its row.
  package var number: Int64
  /// What was corrected.
  package var kind: CorrectionKind
  /// Who corrected.
  package var maker: CorrectionMaker
  /// What moved the program; empty for an analyst.
  package var grounds: [StoryGround]
  /// The story that stays.
  package var story: RecordID
  /// The story that was split off, or put into it.
  package var other: RecordID
  /// The articles that changed their story.
  package var articles: [RecordID]
  /// What identifies those articles in any store: canonical addresses, or hashes of texts.
  package var identities: [String]
  /// What identifies an article of the first story that did not change: with it another store finds that story.
  package var anchor: String?
  /// When.
  package var madeAt: Date
}

extension StoryQueries {
  /// The corrections of analysts and program, the oldest first; of one story, or all.
  package func corrections(of story: Int64? = nil) throws(StorageError) -> [StoredCorrection] {
    try read { database in
      var filter = SQLFilter()
      filter.add("(story_id = ?1 OR other_id = ?1)", story)
      let rows = try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM story_correction \(filter.clause) ORDER BY id LIMIT ?",
        arguments: filter.arguments(limit: Limits.listedRows)
      )
      return try rows.compactMap { row in
        guard let kind = CorrectionKind(rawValue: try row["kind"]) else { return nil }
        let articles = try row.json([Int64].self, "articles")
        let identities = try articles.compactMap { article in
          try String.fetchOne(
            database,
            sql: "SELECT identity FROM article WHERE id = ?",
            arguments: [article]
          )
        }
        return StoredCorrection(
          number: try row["id"],
          kind: kind,
          maker: try row.word(CorrectionMaker.self, "maker"),
          grounds: try row.json([StoryGround].self, "grounds"),
          story: RecordID(.story, try row["story_id"]),
          other: RecordID(.story, try row["other_id"]),
          articles: articles.map { RecordID(.article, $0) },
          identities: identities,
          anchor: try Self.anchor(of: try row["story_id"], but: articles, database),
          madeAt: Date(milliseconds: try row["made_at"])
        )
      }
    }
  }

  /// The identity of a story's first article beside some, also of the story that it was merged into since.
  private static func anchor(
    of story: Int64,
    but moved: [Int64],
    _ database: Database
  ) throws -> String? {
    try String.fetchOne(
      database,
      sql: """
        SELECT identity FROM story_member JOIN article ON article.id = article_id
        WHERE story_id = (SELECT coalesce(merged_into, id) FROM story WHERE id = ?1)
          AND article_id NOT IN (\(database.dialect.numbers(of: "?2")))
        ORDER BY article_id LIMIT 1
        """,
      arguments: [story, try JSONColumn.encode(moved)]
    )
  }
}
