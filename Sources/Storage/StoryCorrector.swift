internal import Foundation
internal import GRDB
internal import Model

/// Moves articles between stories, within one transaction.
struct StoryCorrector {
  let database: Database
  let rebuilding: StoryRebuilding

  func split(_ story: Int64, _ article: Int64, at now: Date) throws -> RecordID {
    let moved = try Int64.fetchAll(
      database,
      sql: """
        SELECT article_id FROM story_member WHERE story_id = ?1
          AND (article_id = ?2 OR nearest_id = ?2 AND tie = 'copy') ORDER BY article_id
        """,
      arguments: [story, article]
    )
    guard moved.contains(article) else {
      throw conflict(.articleNotInStory(RecordID(.article, article), story: RecordID(.story, story)))
    }
    let count = try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM story_member WHERE story_id = ?",
      arguments: [story]
    )
    guard moved.count < count ?? 0 else {
      throw conflict(.storyHasNoOther(RecordID(.story, story)))
    }
    let new = try open(moved, as: article, outOf: story, at: now)
    try record(.split, story, new, moved, at: now)
    return RecordID(.story, new)
  }

  /// Takes articles that tell another event out of their story, with those that were tied to them, and lets rules see again
  /// what had been held back as told.
  func part(_ split: FilingSplit, from story: Int64, at now: Date) throws {
    let kept = try StoryShelf(database).story(story)?.members.map(\.article) ?? []
    let stay = kept.filter { !split.articles.contains($0) }
    let moved = try Int64.fetchAll(
      database,
      sql: """
        WITH RECURSIVE moved (id) AS (
          SELECT value FROM json_each(?2) UNION
          SELECT article_id FROM story_member JOIN moved ON nearest_id = moved.id
          WHERE story_id = ?1 AND article_id NOT IN (SELECT value FROM json_each(?3)))
        SELECT id FROM moved ORDER BY id
        """,
      arguments: [story, try JSONColumn.encode(split.articles), try JSONColumn.encode(stay)]
    )
    guard let first = moved.first, !stay.isEmpty else { return }
    let new = try open(moved, as: first, outOf: story, at: now)
    let tie = try database.cachedStatement(
      sql: """
        UPDATE story_member SET nearest_id = ?1 WHERE article_id = ?2 AND article_id <> ?1
          AND nearest_id NOT IN (SELECT article_id FROM story_member WHERE story_id = ?3)
        """
    )
    for article in moved { try tie.execute(arguments: [first, article, new]) }
    try record(.split, story, new, moved, by: .program, split.grounds, at: now)
    try lookAgain(at: moved, from: story, now)
  }

  /// Queues the evaluation of articles that rules held back as told, and that rang nobody.
  private func lookAgain(at articles: [Int64], from story: Int64, _ now: Date) throws {
    let queue = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO evaluation (article_id, queued_at, parted_from) SELECT ?1, ?2, ?7
        WHERE EXISTS (SELECT 1 FROM decision WHERE article_id = ?1 AND outcome IN (?3, ?4))
          AND NOT EXISTS (SELECT 1 FROM decision WHERE article_id = ?1 AND outcome IN (?5, ?6))
        """
    )
    let held: [DecisionOutcome] = [.joined, .joinedCopy, .fired, .updated]
    for article in articles {
      let outcomes = held.map { $0.rawValue as (any DatabaseValueConvertible)? }
      try queue.execute(arguments: StatementArguments([article, now.milliseconds] + outcomes + [story]))
    }
  }

  /// Makes a story of articles that leave another.
  private func open(_ moved: [Int64], as article: Int64, outOf story: Int64, at now: Date) throws -> Int64 {
    let new = try StoryShelf(database).open(article, state: "", severity: 0, at: now)
    try removeKeys(of: story, moved)
    try move(moved, to: new)
    try database.execute(
      sql: "UPDATE story_member SET tie = 'new', nearest_id = NULL WHERE article_id = ?",
      arguments: [article]
    )
    let tell = try database.cachedStatement(sql: "UPDATE story_member SET opener_id = ? WHERE article_id = ?")
    for number in moved { try tell.execute(arguments: [article, number]) }
    try renameOpeners(of: story)
    for number in [story, new] { try rebuild(number) }
    return new
  }

  func merge(_ other: Int64, into story: Int64, at now: Date) throws {
    for number in [story, other] where try StoryShelf(database).story(number) == nil {
      throw conflict(.noSuchStory(RecordID(.story, number)))
    }
    guard story != other else { throw conflict(.sameStory(RecordID(.story, story))) }
    let moved = try Int64.fetchAll(
      database,
      sql: "SELECT article_id FROM story_member WHERE story_id = ? ORDER BY kept_order",
      arguments: [other]
    )
    try removeKeys(of: other, moved)
    try move(moved, to: story)
    try keepInView(moved.suffix(StoryShelf.membersMax / 2), of: story)
    try database.execute(
      sql: "UPDATE story SET merged_into = ?1 WHERE id = ?2 OR merged_into = ?2",
      arguments: [story, other]
    )
    try rebuild(story)
    try record(.merge, story, other, moved, at: now)
  }

  private func conflict(_ conflict: StoryConflict) -> StorageError { .conflict(.story(conflict)) }

  private func move(_ articles: [Int64], to story: Int64) throws {
    let move = try database.cachedStatement(sql: "UPDATE story_member SET story_id = ? WHERE article_id = ?")
    for article in articles { try move.execute(arguments: [story, article]) }
  }

  /// Where an event's opener left, its first member that stays opens it.
  private func renameOpeners(of story: Int64) throws {
    try database.execute(
      sql: """
        UPDATE story_member SET opener_id = (SELECT min(article_id) FROM story_member AS other
          WHERE other.story_id = story_member.story_id AND other.opener_id = story_member.opener_id) WHERE story_id = ?
        """,
      arguments: [story]
    )
  }

  /// Articles that came in by a merge are compared with what comes later, even where the story has newer ones.
  private func keepInView(_ articles: ArraySlice<Int64>, of story: Int64) throws {
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

  private func profiles(_ articles: [Int64]) throws -> [FiledProfile] {
    try articles.compactMap { article in
      try Data.fetchOne(
        database,
        sql: "SELECT profile FROM story_profile WHERE article_id = ?",
        arguments: [article]
      ).map { FiledProfile(article: article, opener: article, bytes: Array($0)) }
    }
  }

  private func removeKeys(of story: Int64, _ articles: [Int64]) throws {
    let remove = try database.cachedStatement(sql: "DELETE FROM story_key WHERE key = ? AND story_id = ?")
    for key in Set(try profiles(articles).flatMap(rebuilding.keys)) {
      try remove.execute(arguments: [key, story])
    }
  }

  /// Makes a story's row and keys those of its members.
  private func rebuild(_ story: Int64) throws {
    guard let members = try StoryShelf(database).story(story)?.members else { return }
    try database.execute(
      sql: """
        UPDATE story SET state = ?1, headline_id = NULL, (first_article_id, told, started_at, last_at, article_count, severity) =
          (SELECT min(article_id), max(article_id), min(joined_at), max(joined_at), count(*), max(severity)
           FROM story_member JOIN article ON article.id = article_id WHERE story_id = ?2)
        WHERE id = ?2
        """,
      arguments: [try rebuilding.state(members), story]
    )
    for member in members {
      try StoryShelf(database).insert(rebuilding.keys(member), of: story, told: member.article)
    }
  }

  private func record(
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
