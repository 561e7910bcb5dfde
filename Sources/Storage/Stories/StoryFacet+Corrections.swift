package import Foundation
package import Model

/// Articles that change their story, within one transaction.
extension StoryFacet {
  /// An article of a story and the copies of it, in order of arrival; none where it is no member.
  package func withCopies(_ article: Int64, of story: Int64) throws -> [Int64] {
    let members = try Int64.fetchAll(
      database,
      sql: """
        SELECT article_id FROM story_member WHERE story_id = ?1
          AND (article_id = ?2 OR nearest_id = ?2 AND tie = 'copy') ORDER BY article_id
        """,
      arguments: [story, article]
    )
    return members.contains(article) ? members : []
  }

  /// The members of a story as they are compared: those that a merge moved up last.
  package func members(inOrderOf story: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: "SELECT article_id FROM story_member WHERE story_id = ? ORDER BY kept_order",
      arguments: [story]
    )
  }

  /// Gives articles to another story.
  package func move(_ articles: [Int64], to story: Int64) throws {
    let move = try database.cachedStatement(sql: "UPDATE story_member SET story_id = ? WHERE article_id = ?")
    for article in articles { try move.execute(arguments: [story, article]) }
  }

  /// Makes an article the first report of its event, which it and its copies then tell.
  package func makeOpener(_ article: Int64, withCopies articles: [Int64]) throws {
    try database.execute(
      sql: "UPDATE story_member SET tie = 'new', nearest_id = NULL WHERE article_id = ?",
      arguments: [article]
    )
    let tell = try database.cachedStatement(sql: "UPDATE story_member SET opener_id = ? WHERE article_id = ?")
    for number in articles { try tell.execute(arguments: [article, number]) }
  }

  /// Where an event's opener left, its first member that stays opens it.
  package func renameOpeners(of story: Int64) throws {
    try database.execute(
      sql: """
        UPDATE story_member SET opener_id = (SELECT min(article_id) FROM story_member AS other
          WHERE other.story_id = story_member.story_id AND other.opener_id = story_member.opener_id) WHERE story_id = ?
        """,
      arguments: [story]
    )
  }

  /// Articles that came in by a merge are compared with what comes later, even where the story has newer ones.
  package func keepInView(_ articles: some Sequence<Int64>, of story: Int64) throws {
    for article in articles {
      try database.execute(
        sql: """
          UPDATE story_member SET kept_order = (SELECT max(kept_order) FROM story_member WHERE story_id = ?)
          WHERE article_id = ?
          """,
        arguments: [story, article]
      )
    }
  }

  /// Lets a story be found by some keys no more.
  package func remove(_ keys: Set<Int64>, of story: Int64) throws {
    let remove = try database.cachedStatement(sql: "DELETE FROM story_key WHERE key = ? AND story_id = ?")
    for key in keys { try remove.execute(arguments: [key, story]) }
  }

  /// Lets a story, and those that were merged into it, point to another one.
  package func point(_ other: Int64, to story: Int64) throws {
    try database.execute(
      sql: "UPDATE story SET merged_into = ?1 WHERE id = ?2 OR merged_into = ?2",
      arguments: [story, other]
    )
  }

  /// The stories that point to one.
  package func pointing(to story: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: "SELECT id FROM story WHERE merged_into = ? ORDER BY id",
      arguments: [story]
    )
  }

  /// Lets a story that points to another one stand again, and those that pointed to it point to it again.
  package func unpoint(_ other: Int64, pointing: [Int64]) throws {
    try database.execute(sql: "UPDATE story SET merged_into = NULL WHERE id = ?", arguments: [other])
    for number in pointing {
      try database.execute(sql: "UPDATE story SET merged_into = ? WHERE id = ?", arguments: [other, number])
    }
  }

  /// Makes a story's row that of the members that it has now.
  package func recount(_ story: Int64, state: String) throws {
    try database.execute(
      sql: """
        UPDATE story SET state = ?1, headline_id = NULL, (first_article_id, told, started_at, last_at, article_count, severity) =
          (SELECT min(article_id), max(article_id), min(joined_at), max(joined_at), count(*), max(severity)
           FROM story_member JOIN article ON article.id = article_id WHERE story_id = ?2)
        WHERE id = ?2
        """,
      arguments: [state, story]
    )
  }

  /// Articles that leave a story, with those that were tied to them, in order of arrival; none of those that stay.
  package func withTied(_ articles: [Int64], of story: Int64, except staying: [Int64]) throws -> [Int64] {
    try Int64.fetchAll(
      database,
      sql: """
        WITH RECURSIVE moved (id) AS (
          \(database.dialect.numbers(of: "?2")) UNION
          SELECT article_id FROM story_member JOIN moved ON nearest_id = moved.id
          WHERE story_id = ?1 AND article_id NOT IN (\(database.dialect.numbers(of: "?3"))))
        SELECT id FROM moved ORDER BY id
        """,
      arguments: [story, try JSONColumn.encode(articles), try JSONColumn.encode(staying)]
    )
  }

  /// Ties articles of a story, whose nearest is in another one, to its opener.
  package func tie(_ articles: [Int64], to opener: Int64, in story: Int64) throws {
    let tie = try database.cachedStatement(
      sql: """
        UPDATE story_member SET nearest_id = ?1 WHERE article_id = ?2 AND article_id <> ?1
          AND nearest_id NOT IN (SELECT article_id FROM story_member WHERE story_id = ?3)
        """
    )
    for article in articles { try tie.execute(arguments: [opener, article, story]) }
  }

  /// Keeps a correction: who made it, and what moved the program where it did.
  package func record(
    _ kind: CorrectionKind,
    _ story: Int64,
    _ other: Int64,
    _ articles: [Int64],
    by maker: CorrectionMaker = .analyst,
    _ grounds: [StoryGround] = [],
    at now: Date
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO story_correction (kind, story_id, other_id, articles, maker, grounds, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        kind.rawValue, story, other, try JSONColumn.encode(articles), maker.rawValue,
        try JSONColumn.encode(grounds), now.milliseconds,
      ]
    )
  }
}
