package import Foundation
package import Model

/// A member of a story with what a screen or a count of sources needs of its article.
package struct StoredMember: Sendable {
  /// Its story, and why.
  package var membership: StoryMembership
  /// The headline.
  package var title: String?
  /// The outlet's name.
  package var site: String?
  /// The outlet's registrable domain.
  package var domain: String?
  /// The day of publication.
  package var published: CalendarDay?
  /// Nil where events are not coded.
  package var severity: Double?
  /// The news agency that it credits.
  package var agency: String?
  /// When an analyst deleted it, where it is kept as what an alert rests on; nil otherwise.
  package var withdrawnAt: Date?
}

/// What a count of independent sources needs of a member.
package struct StorySourceLine: Sendable, Hashable {
  /// The article's row.
  package var article: Int64
  /// When it came to the story.
  package var joinedAt: Date
  /// The outlet's registrable domain.
  package var domain: String?
  /// The outlet's name.
  package var site: String?
  /// The news agency that it credits.
  package var agency: String?
  /// The article that its text is a copy of.
  package var copyOf: Int64?

  /// Makes one.
  package init(
    article: Int64,
    joinedAt: Date,
    domain: String?,
    site: String?,
    agency: String?,
    copyOf: Int64?
  ) {
    (self.article, self.joinedAt, self.domain) = (article, joinedAt, domain)
    (self.site, self.agency, self.copyOf) = (site, agency, copyOf)
  }
}

/// A story in the store.
package struct StoredStory: Sendable {
  /// Written `s4`.
  package var id: RecordID
  /// The headline of the article that is most like all others.
  package var title: String?
  /// Of its first and latest article's arrival.
  package var startedAt: Date
  /// When its latest article arrived.
  package var lastAt: Date
  /// When it began or a development opened last.
  package var developedAt: Date
  /// How many articles tell it.
  package var articleCount: Int
  /// Of its most severe article; nil where events of none are coded.
  package var severity: Double?
  /// The story that an analyst merged it into; nil while it stands.
  package var mergedInto: RecordID?
}

extension StoryQueries {
  /// Members of a story that are ever read: counting sources and listing stay quick for a story told by thousands.
  package static let membersMax = 2_000

  /// The story that an article belongs to, and why; nil where the page is no article, or not stored.
  package func membership(ofArticle article: Int64) throws(StorageError) -> StoryMembership? {
    try read { database in
      try StoredRow.fetchOne(
        database,
        sql: "SELECT * FROM story_member WHERE article_id = ?",
        arguments: [article]
      ).map(StoryMembership.init)
    }
  }

  /// A story; nil where there is none of that number.
  package func story(_ number: Int64) throws(StorageError) -> StoredStory? {
    try read { database in
      try StoredRow.fetchOne(
        database,
        sql: StoredStory.selection + "WHERE story.id = ?",
        arguments: [number]
      ).map(StoredStory.init)
    }
  }

  /// The members of a story in order of arrival, at most `membersMax`, as screens show them: what is damaged is left out.
  ///
  /// - Parameters:
  ///   - story: its number.
  ///   - moment: only articles that had arrived by then; nil for all.
  /// - Returns: none for a number that no story has.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the story's members.
  package func members(
    of story: Int64,
    asOf moment: Date? = nil
  ) throws(StorageError) -> [StoredMember] {
    try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT story_member.*, title, site, domain, published, severity, withdrawn_at
          FROM story_member JOIN article ON article.id = article_id
          WHERE story_id = ? AND joined_at <= ? ORDER BY article_id LIMIT \(Self.membersMax)
          """,
        arguments: [story, moment?.milliseconds ?? .max]
      )
      return try legible(rows, .article, idIn: "article_id", StoredMember.init)
    }
  }

  private static let sourceColumns = "article_id, joined_at, tie, nearest_id, agency, domain, site"

  /// Who tells a story, in order of arrival, at most `membersMax`, as rules see them: what is decided by them is not decided by
  /// a part of them.
  ///
  /// - Throws: `StorageError`, also where one of them is damaged.
  /// - Complexity: linear in the story's members, of which nothing is decoded: every article of a story asks for them.
  package func sources(of story: Int64, asOf moment: Date?) throws(StorageError) -> [StorySourceLine] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT \(Self.sourceColumns)
          FROM story_member JOIN article ON article.id = article_id
          WHERE story_id = ? AND joined_at <= ? ORDER BY article_id LIMIT \(Self.membersMax)
          """,
        arguments: [story, moment?.milliseconds ?? .max]
      ).map(StorySourceLine.init)
    }
  }

  /// The members that a story is compared by, in order of arrival; none for a number that no story has.
  ///
  /// - Complexity: at most `StoryFacet.membersMax`.
  package func profiles(of story: Int64) throws(StorageError) -> [FiledProfile] {
    try read { try StoryFacet($0).story(story)?.members ?? [] }
  }

  /// Who tells each of some stories: their members in order of arrival, at most `membersMax` of each.
  ///
  /// - Complexity: one statement for all of them, linear in their members.
  package func sources(of stories: [Int64]) throws(StorageError) -> [Int64: [StorySourceLine]] {
    try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT story_id, \(Self.sourceColumns) FROM (
            SELECT story_member.*, row_number() OVER (PARTITION BY story_id ORDER BY article_id) AS place
            FROM story_member WHERE story_id IN (\(databaseQuestionMarks(count: stories.count)))
          ) AS member JOIN article ON article.id = article_id WHERE place <= \(Self.membersMax) ORDER BY story_id, article_id
          """,
        arguments: StatementArguments(stories)
      )
      return try Dictionary(grouping: rows) { try $0["story_id"] as Int64 }.mapValues { rows in
        try legible(rows, .article, idIn: "article_id", StorySourceLine.init)
      }
    }
  }

  /// Articles that wait to be put into a story, the oldest first, at most 100: those that were stored before stories were.
  package func backlog() throws(StorageError) -> [Int64] {
    try read { database in
      try Int64.fetchAll(database, sql: "SELECT article_id FROM story_backlog ORDER BY article_id LIMIT 100")
    }
  }
}

extension Store {
  /// Lets an article wait no longer that belongs to no story.
  package func dropFromStoryBacklog(_ article: Int64) throws(StorageError) {
    try commit { database in
      try database.execute(sql: "DELETE FROM story_backlog WHERE article_id = ?", arguments: [article])
    }
  }
}

extension StoryMembership {
  init(_ row: StoredRow) throws {
    self.init(
      story: RecordID(.story, try row["story_id"]),
      article: RecordID(.article, try row["article_id"]),
      tie: try row.word(StoryTie.self, "tie"),
      nearest: (try row["nearest_id"] as Int64?).map { RecordID(.article, $0) },
      news: try row.repeatedJSON([StoryNews].self, "news"),
      grounds: try row.repeatedJSON([StoryGround].self, "grounds"),
      joinedAt: Date(milliseconds: try row["joined_at"])
    )
  }
}

extension StoredMember {
  init(_ row: StoredRow) throws {
    self.init(
      membership: try StoryMembership(row),
      title: try row["title"],
      site: try row["site"],
      domain: try row["domain"],
      published: (try row["published"] as String?).flatMap { CalendarDay($0) },
      severity: try SeverityColumn.severity(row),
      agency: try row["agency"],
      withdrawnAt: (try row["withdrawn_at"] as Int64?).map(Date.init(milliseconds:))
    )
  }
}

extension StorySourceLine {
  fileprivate init(_ row: StoredRow) throws {
    let isCopy = try row.word(StoryTie.self, "tie") == .copy
    self.init(
      article: try row["article_id"],
      joinedAt: Date(milliseconds: try row["joined_at"]),
      domain: try row["domain"],
      site: try row["site"],
      agency: try row["agency"],
      copyOf: isCopy ? try row["nearest_id"] : nil
    )
  }
}

extension StoredStory {
  static let selection = """
    SELECT story.*, coalesce(
      (SELECT title FROM article WHERE article.id = headline_id),
      (SELECT title FROM article WHERE article.id = first_article_id)) AS title
    FROM story

    """

  init(_ row: StoredRow) throws {
    self.init(
      id: RecordID(.story, try row["id"]),
      title: try row["title"],
      startedAt: Date(milliseconds: try row["started_at"]),
      lastAt: Date(milliseconds: try row["last_at"]),
      developedAt: Date(milliseconds: try row["developed_at"]),
      articleCount: try row["article_count"],
      severity: try SeverityColumn.severity(row),
      mergedInto: (try row["merged_into"] as Int64?).map { RecordID(.story, $0) }
    )
  }
}
