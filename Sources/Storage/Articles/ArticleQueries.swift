package import Foundation
package import Model

/// Which articles a listing shows.
package struct ArticleQuery: Sendable {
  /// Arrived at this time or later.
  package var since: Date?
  /// The site's name or domain, case aside.
  package var site: String?
  /// Words that title or text must hold (FTS5 query of plain words).
  package var words: String?
  /// Only of at least this severity.
  package var minimumSeverity: Double?
  /// Only those that came by a watch of this tag.
  package var tag: String?
  /// Only those that came by the watch of this name.
  package var watch: String?
  /// Only of this kind of page.
  package var kind: PageKind?
  /// Only what stands behind this place of the listing.
  package var after: ListingPlace?
  /// How many at most.
  package var limit = 50

  /// Every article, newest first, at most 50.
  package init() {}
}

extension ArticleQueries {
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
  package func lines(_ query: ArticleQuery) throws(StorageError) -> [ArticleLine] {
    try read { database in
      let filter = query.filter(database.dialect)
      // What a line shows is read of those that are shown alone, and not of all that have to be put in order for it.
      let sql = """
        SELECT \(ArticleLine.columns) FROM article
        WHERE id IN (SELECT id FROM article \(filter.clause) ORDER BY arrived_at DESC, id DESC LIMIT ?)
        ORDER BY arrived_at DESC, id DESC
        """
      return try legible(
        query.limit,
        .article,
        fetch: { try StoredRow.fetchAll(database, sql: sql, arguments: filter.arguments(limit: $0)) },
        ArticleLine.init
      )
    }
  }

  /// How many articles fit a query, whatever its limit; at most one more than `Limits.countedRows`.
  package func count(_ query: ArticleQuery) throws(StorageError) -> Int {
    try read { try query.filter($0.dialect).count(of: "article", $0) }
  }

  /// How many articles, events and queued evaluations there are.
  package func counts() throws(StorageError) -> (articles: Int, events: Int, queuedEvaluations: Int) {
    try read { database in
      let count = { (table: String) in try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0 }
      return (try count("article"), try count("event"), try count("evaluation"))
    }
  }
}

extension ArticleQuery {
  fileprivate func filter(_ dialect: SQLDialect) -> SQLFilter {
    var filter = SQLFilter()
    filter.add("arrived_at >= ?", since?.milliseconds)
    filter.add("(site = ?1 COLLATE NOCASE OR domain = ?1 COLLATE NOCASE)", site)
    let pattern = words.flatMap(SearchPattern.init(allWordsOf:))
    if let pattern { filter.add(pattern.condition(dialect), pattern.text(dialect)) }
    filter.add("severity >= ?", minimumSeverity)
    filter.add("kind = ?", kind?.rawValue)
    filter.add("withdrawn_at IS NULL")
    let labelled = "id IN (SELECT article_id FROM article_label WHERE article_label.kind = "
    filter.add(labelled + "'tag' AND label = ?)", tag)
    filter.add(labelled + "'watch' AND label = ?)", watch)
    filter.add("(arrived_at, id) < (?, ?)", after?.values)
    return filter
  }
}
