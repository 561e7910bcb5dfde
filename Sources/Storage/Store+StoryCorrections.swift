package import Foundation
internal import GRDB
package import Model

/// What an analyst corrected.
package enum CorrectionKind: String, Sendable, Codable, CaseIterable {
  /// Articles were taken out of the first story into the other.
  case split
  /// The other story was put into the first.
  case merge
}

/// Why a correction cannot be made.
package enum StoryConflict: Sendable, Hashable {
  case noSuchStory(RecordID)
  case articleNotInStory(RecordID, story: RecordID)
  /// Nothing would be left of the story.
  case storyHasNoOther(RecordID)
  /// A story cannot be merged with itself.
  case sameStory(RecordID)
}

/// A correction as it is kept and exported.
package struct StoredCorrection: Sendable {
  package var number: Int64
  package var kind: CorrectionKind
  package var story: RecordID
  package var other: RecordID
  /// The articles that changed their story.
  package var articles: [RecordID]
  /// What identifies those articles in any store: canonical addresses, or hashes of texts.
  package var identities: [String]
  /// What identifies an article of the first story that did not change: with it another store finds that story.
  package var anchor: String?
  package var madeAt: Date
}

/// What stands for a story after its members have changed; state and profiles mean nothing to the store.
package struct StoryRebuilding: Sendable {
  package var state: @Sendable (_ members: [FiledProfile]) throws -> String
  package var keys: @Sendable (_ profile: FiledProfile) -> [Int64]

  /// Makes a rebuilding.
  package init(
    state: @escaping @Sendable (_ members: [FiledProfile]) throws -> String,
    keys: @escaping @Sendable (_ profile: FiledProfile) -> [Int64]
  ) {
    self.state = state
    self.keys = keys
  }
}

extension Store {
  /// Takes an article, with the copies of it, out of its story into a new one.
  ///
  /// Articles that come later are compared with both stories, so that those of the event that was split off find it.
  ///
  /// - Returns: the new story.
  /// - Throws: `StorageError.conflict` where the article is not in the story, or the story has no other.
  package func splitStory(
    _ story: Int64,
    article: Int64,
    at now: Date,
    rebuilding: StoryRebuilding
  ) throws(StorageError) -> RecordID {
    try write { try StoryCorrector(database: $0, rebuilding: rebuilding).split(story, article, at: now) }
  }

  /// Puts the members of another story into a story; the other keeps its number and points there.
  ///
  /// - Throws: `StorageError.conflict` where one of them does not stand.
  package func mergeStories(
    _ story: Int64,
    _ other: Int64,
    at now: Date,
    rebuilding: StoryRebuilding
  ) throws(StorageError) {
    try write { try StoryCorrector(database: $0, rebuilding: rebuilding).merge(other, into: story, at: now) }
  }

  /// The corrections of analysts, the oldest first; of one story, or all.
  package func storyCorrections(of story: Int64? = nil) throws(StorageError) -> [StoredCorrection] {
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
}

extension Store {
  /// The identity of a story's first article beside some, also of the story that it was merged into since.
  private static func anchor(
    of story: Int64,
    but moved: [Int64],
    _ database: Database
  ) throws -> String? {
    let excluded = moved.map(String.init).joined(separator: ",")
    return try String.fetchOne(
      database,
      sql: """
        SELECT identity FROM story_member JOIN article ON article.id = article_id
        WHERE story_id = (SELECT coalesce(merged_into, id) FROM story WHERE id = ?) AND article_id NOT IN (\(excluded))
        ORDER BY article_id LIMIT 1
        """,
      arguments: [story]
    )
  }
}

/// Moves articles between stories, within one transaction.
private struct StoryCorrector {
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
    try record(.split, story, new, moved, at: now)
    return RecordID(.story, new)
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
    at now: Date
  ) throws {
    try database.execute(
      sql:
        "INSERT INTO story_correction (kind, story_id, other_id, articles, made_at) VALUES (?, ?, ?, ?, ?)",
      arguments: [kind.rawValue, story, other, try JSONColumn.encode(articles), now.milliseconds]
    )
  }
}
