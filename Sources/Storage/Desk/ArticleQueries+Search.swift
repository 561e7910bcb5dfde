package import Foundation
internal import Model

/// What is looked for in the articles that are stored.
package struct SearchQuery: Sendable {
  /// Words that all must stand in title or text; one that holds a blank is a phrase, `expel*` begins words, `-word` must not
  /// stand there.
  package var terms: [String]
  /// Arrived at this time or later.
  package var since: Date?
  /// The outlet's name or domain, case aside.
  package var outlet: String?
  /// With an event by or against this actor, by its canonical name.
  package var actor: String?
  /// How many at most.
  package var limit = 50

  /// A search for words, at most 50 hits.
  package init(terms: [String]) { self.terms = terms }
}

/// A stretch of text, and whether it is what was looked for.
package struct SearchPiece: Sendable, Hashable {
  /// The words.
  package var text: String
  /// Whether they match.
  package var isMatch: Bool
}

/// An article that holds what was looked for.
package struct SearchHit: Sendable {
  /// The article.
  package var article: ArticleLine
  /// Its title, with what matches marked.
  package var title: [SearchPiece]
  /// The sentence of its text that holds most of what was looked for, with that marked; empty where only the title does.
  package var sentence: [SearchPiece]
  /// The sentence's place among the article's, from 1; nil without one.
  package var sentenceNumber: Int?
}

extension ArticleQueries {
  /// The articles that hold what is looked for, the most telling first (SQLite: BM25; PostgreSQL: `ts_rank`).
  ///
  /// - Returns: nothing for a search without words.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the articles that hold the rarest of the words; texts are read of those that are given.
  package func search(_ query: SearchQuery) throws(StorageError) -> [SearchHit] {
    guard let pattern = SearchPattern(query.terms) else { return [] }
    return try read { database in
      let filter = query.filter(pattern, database.dialect)
      let plan = pattern.plan(database.dialect)
      let sql = """
        SELECT \(ArticleLine.columns.replacing("title,", with: "article.title,")), \(plan.marked)
        FROM \(plan.tables) \(filter.clause) \(plan.order) LIMIT ?
        """
      return try legible(
        query.limit,
        .article,
        fetch: { try StoredRow.fetchAll(database, sql: sql, arguments: filter.arguments(limit: $0)) }
      ) { try SearchHit($0, pattern, database) }
    }
  }

  /// How many articles hold what is looked for; at most one more than `Limits.countedRows`.
  package func count(_ query: SearchQuery) throws(StorageError) -> Int {
    guard let pattern = SearchPattern(query.terms) else { return 0 }
    return try read { database in
      try query.filter(pattern, database.dialect).count(of: pattern.plan(database.dialect).tables, database)
    }
  }

  /// The outlets of the articles that came last, by name, at most so many.
  package func outlets(limit: Int) throws(StorageError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT site FROM (SELECT site FROM article ORDER BY arrived_at DESC LIMIT \(Self.outletArticlesMax))
            AS newest
          WHERE site IS NOT NULL ORDER BY site LIMIT ?
          """,
        arguments: [limit]
      )
    }
  }

  /// True where an article of an outlet is stored, by its name or domain, case aside.
  package func hasOutlet(_ name: String) throws(StorageError) -> Bool {
    var query = ArticleQuery()
    query.site = name
    query.limit = 1
    return try !lines(query).isEmpty
  }

  /// True for a store in which no article is.
  package func isEmpty() throws(StorageError) -> Bool {
    try read { try Int64.fetchOne($0, sql: "SELECT id FROM article LIMIT 1") == nil }
  }

  /// Outlets are looked for among so many of the newest articles.
  private static let outletArticlesMax = 2_000
}

extension SearchQuery {
  fileprivate func filter(_ pattern: SearchPattern, _ dialect: SQLDialect) -> SQLFilter {
    var filter = SQLFilter()
    filter.add(pattern.plan(dialect).match, pattern.text(dialect))
    filter.add("withdrawn_at IS NULL")
    filter.add("arrived_at >= ?", since?.milliseconds)
    filter.add("(site = ?1 COLLATE NOCASE OR domain = ?1 COLLATE NOCASE)", outlet)
    filter.add(
      "EXISTS (SELECT 1 FROM event WHERE article_id = article.id AND (actor = ?1 OR target = ?1))",
      actor
    )
    return filter
  }
}

extension SearchHit {
  fileprivate init(_ row: StoredRow, _ pattern: SearchPattern, _ database: Database) throws {
    let article = try ArticleLine(row)
    let ranges = try StoredRow.fetchAll(
      database,
      sql: #"SELECT start, "end" FROM sentence WHERE article_id = ? ORDER BY position"#,
      arguments: [article.id.number]
    ).map { try $0.range("start", "end") }
    let marked = pattern.mark(try row["marked_text"], database.dialect)
    let best = marked.best(of: ranges)
    self.init(
      article: article,
      title: pattern.mark((try row["marked_title"] as String?) ?? "", database.dialect).pieces,
      sentence: best.map { marked.pieces(in: ranges[$0]) } ?? [],
      sentenceNumber: best.map { $0 + 1 }
    )
  }
}
