package import Foundation
internal import GRDB
package import Model

/// Which articles a listing shows.
package struct ArticleQuery: Sendable {
  /// Arrived at this time or later.
  package var since: Date?
  /// The site's name or domain, case aside.
  package var site: String?
  /// Words that title or text must hold (FTS5 query of plain words).
  package var words: String?
  package var minimumSeverity: Double?
  package var kind: PageKind?
  /// How many at most.
  package var limit = 50

  /// Every article, newest first, at most 50.
  package init() {}
}

extension Store {
  /// Stores a reading with its sentences and events, puts it into its story, and queues its evaluation, all in one transaction.
  ///
  /// An article of the same identity is updated: it keeps its id, and events that are still told keep theirs. Where
  /// nothing changed nothing is queued.
  ///
  /// - Throws: `StorageError`; then nothing of the reading is stored.
  package func save(_ reading: ArticleReading, at now: Date) throws(StorageError) -> (RecordID, SaveOutcome) {
    try write { database in
      let columns = try ArticleColumns(reading)
      let known = try StoredRow.fetchOne(
        database,
        sql: "SELECT id, text, title FROM article WHERE identity = ?",
        arguments: [reading.identity]
      )
      guard let known else {
        let id = try columns.insert(database, now: now)
        try Self.replaceDetails(of: id, with: reading, database)
        try reading.story.map { try StoryShelf(database).file($0, article: id, at: now) }
        try Self.queueEvaluation(of: id, at: now, database)
        return (RecordID(.article, id), .added)
      }
      let id: Int64 = try known["id"]
      let (text, title): (String, String?) = (try known["text"], try known["title"])
      let isSame = text == reading.article.text && title == reading.article.title
      try columns.update(database, id: id, now: now, isRevised: !isSame)
      try Self.replaceDetails(of: id, with: reading, database)
      if !isSame {
        try reading.story.map { try StoryShelf(database).file($0, article: id, at: now) }
        try Self.queueEvaluation(of: id, at: now, database)
      }
      return (RecordID(.article, id), isSame ? .unchanged : .updated)
    }
  }

  /// A stored article with its events; nil where there is none of that number.
  package func article(_ number: Int64) throws(StorageError) -> StoredArticle? {
    try read { database in
      guard
        let row = try StoredRow.fetchOne(
          database,
          sql: "SELECT * FROM article WHERE id = ?",
          arguments: [number]
        )
      else { return nil }
      return try StoredArticle(row, database)
    }
  }

  /// A stored article by what identifies it; nil where there is none.
  package func article(identity: String) throws(StorageError) -> StoredArticle? {
    try read { database in
      let row = try StoredRow.fetchOne(
        database,
        sql: "SELECT * FROM article WHERE identity = ?",
        arguments: [identity]
      )
      return try row.map { try StoredArticle($0, database) }
    }
  }

  /// The articles of a query, the newest arrival first.
  package func articles(_ query: ArticleQuery) throws(StorageError) -> [ArticleLine] {
    try read { database in
      var filter = SQLFilter()
      filter.add("arrived_at >= ?", query.since?.milliseconds)
      filter.add("(site = ?1 COLLATE NOCASE OR domain = ?1 COLLATE NOCASE)", query.site)
      filter.add(
        "id IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)",
        query.words.flatMap { FTS5Pattern(matchingAllTokensIn: $0)?.rawPattern }
      )
      filter.add("severity >= ?", query.minimumSeverity)
      filter.add("kind = ?", query.kind?.rawValue)
      let sql = """
        SELECT \(ArticleLine.columns) FROM article \(filter.clause) ORDER BY arrived_at DESC, id DESC LIMIT ?
        """
      let rows = try StoredRow.fetchAll(database, sql: sql, arguments: filter.arguments(limit: query.limit))
      return try rows.map(ArticleLine.init)
    }
  }

  /// How many articles, events and queued evaluations there are.
  package func counts() throws(StorageError) -> (articles: Int, events: Int, queuedEvaluations: Int) {
    try read { database in
      let count = { (table: String) in try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0 }
      return (try count("article"), try count("event"), try count("evaluation"))
    }
  }

  private static func replaceDetails(
    of id: Int64,
    with reading: ArticleReading,
    _ database: Database
  ) throws {
    try database.execute(sql: "DELETE FROM sentence WHERE article_id = ?", arguments: [id])
    let insert = try database.cachedStatement(sql: "INSERT INTO sentence VALUES (?, ?, ?, ?)")
    for (position, range) in reading.sentences.enumerated() {
      try insert.execute(arguments: [id, position, range.lowerBound, range.upperBound])
    }
    try replaceEvents(of: id, with: reading.coding.events, database)
    try database.execute(
      sql: "UPDATE event SET counted_day = \(Migrations.countedDay) WHERE article_id = ?",
      arguments: [id]
    )
  }

  private static func queueEvaluation(of id: Int64, at now: Date, _ database: Database) throws {
    try database.execute(
      // What waits already waits since it first came: then its first form was never seen. A new form is tried anew.
      sql: """
        INSERT INTO evaluation (article_id, queued_at) VALUES (?, ?)
        ON CONFLICT (article_id) DO UPDATE SET set_aside_at = NULL, set_aside_reason = NULL
        """,
      arguments: [id, now.milliseconds]
    )
  }
}
