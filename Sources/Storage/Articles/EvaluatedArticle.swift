package import Foundation
package import Model

/// An article as rules are shown it: without its page, its sentences and its summary, which no condition asks for.
package struct EvaluatedArticle: Sendable {
  /// Written `a12`.
  package var id: RecordID
  /// Without paragraphs and captions.
  package var article: Article
  /// Nil where events are not coded.
  package var severity: Double?
  /// Nil where nobody looked what it is.
  package var character: ArticleCharacter?
  /// The tags of the watches that it came by.
  package var tags: [String] = []
  /// The names of the watches that it came by.
  package var watches: [String] = []
  /// In their order within the article.
  package var events: [StoredEvent]
  /// When it first came.
  package var arrivedAt: Date
  /// How many different texts it has had, from 1.
  package var revision: Int
}

extension StoredArticle {
  /// The article as rules are shown it.
  package var evaluated: EvaluatedArticle {
    EvaluatedArticle(
      id: id,
      article: reading.article,
      severity: reading.coding.severity,
      character: reading.coding.character,
      events: events,
      arrivedAt: arrivedAt,
      revision: revision
    )
  }
}

extension ArticleQueries {
  /// Articles as rules are shown them, in the order asked for; those that are not there are left out.
  ///
  /// - Parameter numbers: at most `evaluatedAtOnce`.
  /// - Returns: those that are there.
  /// - Throws: `StorageError`.
  /// - Complexity: two statements, however many are asked for.
  package func evaluatedArticles(_ numbers: [Int64]) throws(StorageError) -> [EvaluatedArticle] {
    try read { database in
      let places = databaseQuestionMarks(count: numbers.count)
      let events = try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM event WHERE article_id IN (\(places)) ORDER BY article_id, position",
        arguments: StatementArguments(numbers)
      ).map(StoredEvent.init)
      let byArticle = Dictionary(grouping: events, by: \.articleID.number)
      let articles = try StoredRow.fetchAll(
        database,
        sql: "SELECT \(EvaluatedArticle.columns(database.dialect)) FROM article WHERE id IN (\(places))",
        arguments: StatementArguments(numbers)
      ).map { row in try EvaluatedArticle(row, events: byArticle[try row["id"]] ?? []) }
      let byNumber = Dictionary(articles.map { ($0.id.number, $0) }) { first, _ in first }
      return numbers.compactMap { byNumber[$0] }
    }
  }
}

extension Store {
  /// Articles that are read at once where many are wanted: as many as keep a statement short and memory small.
  package static let evaluatedAtOnce = 200
}

extension EvaluatedArticle {
  fileprivate static func columns(_ dialect: SQLDialect) -> String {
    """
    id, requested_url, url, site, domain, title, authors, published, published_at, modified_at, language, section,
    credited_source, is_paywalled, kind, text, severity, character, arrived_at, revision,
    (SELECT \(dialect.list(of: "label")) FROM article_label WHERE article_id = article.id AND article_label.kind = 'tag') AS tags,
    (SELECT \(dialect.list(of: "label")) FROM article_label WHERE article_id = article.id AND article_label.kind = 'watch') AS watches
    """
  }

  fileprivate init(_ row: StoredRow, events: [StoredEvent]) throws {
    self.init(
      id: RecordID(.article, try row["id"]),
      article: try Article(row),
      severity: try SeverityColumn.severity(row),
      character: try row.jsonIfAny(ArticleCharacter.self, "character"),
      tags: try row.json([String].self, "tags"),
      watches: try row.json([String].self, "watches"),
      events: events,
      arrivedAt: Date(milliseconds: try row["arrived_at"]),
      revision: try row["revision"]
    )
  }
}
