package import Foundation
internal import Model

/// Which stories a listing shows.
package struct StoryQuery: Sendable {
  /// Told at this time or later.
  package var since: Date?
  /// With an event by or against this actor, by its canonical name.
  package var actor: String?
  /// Only of at least this severity.
  package var minimumSeverity: Double?
  /// Only what stands behind this place of the listing.
  package var after: ListingPlace?
  /// How many at most.
  package var limit = 50

  /// Every story that stands, the latest told first, at most 50.
  package init() {}
}

extension StoryQueries {
  /// The stories of a query that stand, the latest told first.
  package func lines(_ query: StoryQuery) throws(StorageError) -> [StoredStory] {
    try read { database in
      let filter = query.filter(database.dialect)
      let sql = StoredStory.selection + "\(filter.clause) ORDER BY last_at DESC, story.id DESC LIMIT ?"
      return try legible(
        query.limit,
        .story,
        fetch: { try StoredRow.fetchAll(database, sql: sql, arguments: filter.arguments(limit: $0)) },
        StoredStory.init
      )
    }
  }

  /// How many stories fit a query, whatever its limit; at most one more than `Limits.countedRows`.
  package func count(_ query: StoryQuery) throws(StorageError) -> Int {
    try read { try query.filter($0.dialect).count(of: "story", $0) }
  }

  /// As many stories a digest tells of at most.
  package static let digestMax = 200

  /// Stories that began or developed after a moment and up to another, the most severe first, at most `digestMax`.
  ///
  /// - Parameters:
  ///   - start: the moment after which they did.
  ///   - end: the moment up to which they did.
  ///   - withTold: also those that a digest has shown as they are.
  ///   - tag: only those that an article tells that came by a watch of this tag; nil for all.
  /// - Returns: the stories.
  /// - Throws: `StorageError`.
  package func developed(
    after start: Date,
    until end: Date,
    withTold: Bool,
    tag: String? = nil
  ) throws(StorageError) -> [StoredStory] {
    try read { database in
      let sql =
        StoredStory.selection
          + """
          WHERE merged_into IS NULL AND developed_at > ?1 AND developed_at <= ?2 AND (CAST(?3 AS TEXT) IS NULL OR EXISTS (
            SELECT 1 FROM story_member JOIN article_label ON article_label.article_id = story_member.article_id
            WHERE story_id = story.id AND kind = 'tag' AND label = ?3))
          AND (?4 OR NOT EXISTS (SELECT 1 FROM digest_told WHERE story_id = story.id AND until >= developed_at))
          ORDER BY story.severity DESC, developed_at DESC LIMIT \(Self.digestMax)
          """
      let rows = try StoredRow.fetchAll(
        database,
        sql: sql,
        arguments: [start.milliseconds, end.milliseconds, tag, withTold]
      )
      return try legible(rows, .story, StoredStory.init)
    }
  }

  /// The time up to which the last digest told; nil before the first.
  package func digestMark() throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(database, sql: "SELECT until FROM digest_mark").map(Date.init(milliseconds:))
    }
  }

  /// Up to which time digests told of stories beside others that still wait to be told, by the stories' numbers.
  package func digestTold() throws(StorageError) -> [Int64: Date] {
    try read { database in
      let rows = try StoredRow.fetchAll(database, sql: "SELECT story_id, until FROM digest_told")
      return Dictionary(
        try rows.map { (try $0["story_id"], Date(milliseconds: try $0["until"])) }
      ) { first, _ in first }
    }
  }
}

extension Store {
  /// Remembers that a digest showed some stories as they are at a moment, while others after `start` wait to be shown.
  package func setDigestTold(_ stories: [Int64], until moment: Date, after start: Date) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql:
          "INSERT INTO digest_mark (id, until) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET until = excluded.until",
        arguments: [start.milliseconds]
      )
      let tell = try database.cachedStatement(
        sql: """
          INSERT INTO digest_told (story_id, until) VALUES (?, ?)
          ON CONFLICT (story_id) DO UPDATE SET until = excluded.until
          """
      )
      for story in stories { try tell.execute(arguments: [story, moment.milliseconds]) }
    }
  }

  /// Remembers up to which time a digest told of everything.
  package func setDigestMark(_ moment: Date) throws(StorageError) {
    try commit { database in
      try database.execute(sql: "DELETE FROM digest_told")
      try database.execute(
        sql:
          "INSERT INTO digest_mark (id, until) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET until = excluded.until",
        arguments: [moment.milliseconds]
      )
    }
  }
}

extension StoryQuery {
  fileprivate func filter(_ dialect: SQLDialect) -> SQLFilter {
    var filter = SQLFilter()
    filter.add("merged_into IS NULL AND last_at >= ?", since?.milliseconds ?? Int64.min)
    filter.add("story.severity >= ?", minimumSeverity)
    // The signs keep the planner from gathering all events of an actor again for each story.
    filter.add(
      """
      EXISTS (SELECT 1 FROM story_member JOIN event ON event.article_id = story_member.article_id
        WHERE story_id = story.id AND (\(dialect.unindexed("actor")) = ?1 OR \(dialect.unindexed("target")) = ?1))
      """,
      actor
    )
    filter.add("(last_at, story.id) < (?, ?)", after?.values)
    return filter
  }
}
