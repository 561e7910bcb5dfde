package import Foundation
internal import GRDB
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

extension Store {
  /// The stories of a query that stand, the latest told first.
  package func stories(_ query: StoryQuery) throws(StorageError) -> [StoredStory] {
    try read { database in
      var filter = SQLFilter()
      filter.add("merged_into IS NULL AND last_at >= ?", query.since?.milliseconds ?? Int64.min)
      filter.add("story.severity >= ?", query.minimumSeverity)
      filter.add(
        """
        EXISTS (SELECT 1 FROM story_member JOIN event ON event.article_id = story_member.article_id
          WHERE story_id = story.id AND (actor = ?1 OR target = ?1))
        """,
        query.actor
      )
      filter.add("(last_at, story.id) < (?, ?)", query.after?.values)
      let sql = StoredStory.selection + "\(filter.clause) ORDER BY last_at DESC, story.id DESC LIMIT ?"
      return try StoredRow.fetchAll(database, sql: sql, arguments: filter.arguments(limit: query.limit))
        .map(StoredStory.init)
    }
  }

  /// Stories that began or developed after a moment and up to another, the most severe first, at most 200.
  ///
  /// - Parameters:
  ///   - start: the moment after which they did.
  ///   - end: the moment up to which they did.
  ///   - tag: only those that an article tells that came by a watch of this tag; nil for all.
  /// - Returns: the stories.
  /// - Throws: `StorageError`.
  package func storiesDeveloped(
    after start: Date,
    until end: Date,
    tag: String? = nil
  ) throws(StorageError) -> [StoredStory] {
    try read { database in
      let sql =
        StoredStory.selection
          + """
          WHERE merged_into IS NULL AND developed_at > ?1 AND developed_at <= ?2 AND (?3 IS NULL OR EXISTS (
            SELECT 1 FROM story_member JOIN article_label ON article_label.article_id = story_member.article_id
            WHERE story_id = story.id AND kind = 'tag' AND label = ?3))
          ORDER BY story.severity DESC, developed_at DESC LIMIT 200
          """
      return try StoredRow.fetchAll(
        database,
        sql: sql,
        arguments: [start.milliseconds, end.milliseconds, tag]
      )
      .map(StoredStory.init)
    }
  }

  /// The time up to which the last digest told; nil before the first.
  package func digestMark() throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(database, sql: "SELECT until FROM digest_mark").map(Date.init(milliseconds:))
    }
  }

  /// Remembers up to which time a digest told.
  package func setDigestMark(_ moment: Date) throws(StorageError) {
    try commit { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO digest_mark (id, until) VALUES (1, ?)",
        arguments: [moment.milliseconds]
      )
    }
  }
}
