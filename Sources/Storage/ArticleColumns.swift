internal import Foundation
internal import GRDB
internal import Model

/// A reading as the columns of its article row.
struct ArticleColumns {
  private let values: [(name: String, value: DatabaseValue)]

  init(_ reading: ArticleReading) throws {
    let article = reading.article
    values = [
      ("identity", reading.identity.databaseValue),
      ("requested_url", article.requestedURL.databaseValue),
      ("url", article.url.databaseValue),
      ("site", article.site.databaseValue),
      ("domain", article.domain.databaseValue),
      ("title", article.title.databaseValue),
      ("authors", try JSONColumn.encode(article.authors).databaseValue),
      ("published", article.published?.description.databaseValue ?? .null),
      ("published_at", article.publishedAt?.milliseconds.databaseValue ?? .null),
      ("modified_at", article.modifiedAt?.milliseconds.databaseValue ?? .null),
      ("language", article.language.databaseValue),
      ("section", article.section.databaseValue),
      ("credited_source", article.creditedSource.databaseValue),
      ("is_paywalled", article.isPaywalled.databaseValue),
      ("kind", article.kind.rawValue.databaseValue),
      ("text", article.text.databaseValue),
      ("paragraphs", try JSONColumn.encode(article.paragraphs).databaseValue),
      ("captions", try JSONColumn.encode(article.captions).databaseValue),
      ("provenance", try JSONColumn.encode(reading.provenance).databaseValue),
      ("summary", try JSONColumn.encode(reading.summary).databaseValue),
      ("rejected_triggers", try JSONColumn.encode(reading.coding.rejected).databaseValue),
      ("severity", SeverityColumn.written(reading.coding.severity).databaseValue),
      ("is_escalatory", reading.coding.isEscalatory.databaseValue),
      ("verdict", reading.coding.verdict.databaseValue),
    ]
  }

  /// Inserts the row and returns its number.
  func insert(_ database: Database, now: Date) throws -> Int64 {
    let names = values.map(\.name) + ["arrived_at", "read_at"]
    let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
    try database.execute(
      sql: "INSERT INTO article (\(names.joined(separator: ", "))) VALUES (\(places))",
      arguments: StatementArguments(
        values.map(\.value) + [now.milliseconds, now.milliseconds].map(\.databaseValue)
      )
    )
    return database.lastInsertedRowID
  }

  /// Overwrites the row; a revised text counts one up.
  func update(_ database: Database, id: Int64, now: Date, isRevised: Bool) throws {
    let assignments = values.map { "\($0.name) = ?" }.joined(separator: ", ")
    try database.execute(
      sql: "UPDATE article SET \(assignments), read_at = ?, revision = revision + ? WHERE id = ?",
      arguments: StatementArguments(
        values.map(\.value) + [now.milliseconds, isRevised ? 1 : 0, id].map(\.databaseValue)
      )
    )
  }
}

extension StoredArticle {
  init(_ row: Row, _ database: Database) throws {
    let number: Int64 = row["id"]
    var article = Article(text: row["text"])
    article.requestedURL = row["requested_url"]
    article.url = row["url"]
    article.site = row["site"]
    article.domain = row["domain"]
    article.title = row["title"]
    article.authors = try JSONColumn.decode([String].self, row["authors"])
    article.published = (row["published"] as String?).flatMap { CalendarDay($0) }
    article.publishedAt = (row["published_at"] as Int64?).map(Date.init(milliseconds:))
    article.modifiedAt = (row["modified_at"] as Int64?).map(Date.init(milliseconds:))
    article.language = row["language"]
    article.section = row["section"]
    article.creditedSource = row["credited_source"]
    article.isPaywalled = row["is_paywalled"]
    article.kind = PageKind(rawValue: row["kind"]) ?? .article
    article.paragraphs = try JSONColumn.decode([Paragraph].self, row["paragraphs"])
    article.captions = try JSONColumn.decode([String].self, row["captions"])

    let sentences = try Row.fetchAll(
      database,
      sql: "SELECT start, end FROM sentence WHERE article_id = ? ORDER BY position",
      arguments: [number]
    )
    let events = try StoredEvent.of(article: number, database)
    self.init(
      id: RecordID(.article, number),
      reading: ArticleReading(
        article: article,
        provenance: try JSONColumn.decode(Provenance.self, row["provenance"]),
        sentences: sentences.map { ($0["start"] as Int)..<($0["end"] as Int) },
        summary: try JSONColumn.decode(Summary.self, row["summary"]),
        coding: try EventCoding(row, events: events.map(\.event))
      ),
      events: events,
      arrivedAt: Date(milliseconds: row["arrived_at"]),
      readAt: Date(milliseconds: row["read_at"]),
      revision: row["revision"]
    )
  }
}

extension EventCoding {
  fileprivate init(_ row: Row, events: [Event]) throws {
    self.init(
      events: events,
      rejected: try JSONColumn.decode([RejectedTrigger].self, row["rejected_triggers"]),
      isEscalatory: row["is_escalatory"],
      verdict: row["verdict"]
    )
    isCoded = SeverityColumn.severity(row) != nil
  }
}

extension ArticleLine {
  init(_ row: Row) {
    self.init(
      id: RecordID(.article, row["id"]),
      title: row["title"],
      site: row["site"],
      url: row["url"],
      published: (row["published"] as String?).flatMap { CalendarDay($0) },
      language: row["language"],
      kind: PageKind(rawValue: row["kind"]) ?? .article,
      severity: SeverityColumn.severity(row),
      isEscalatory: row["is_escalatory"],
      eventCount: row["event_count"],
      arrivedAt: Date(milliseconds: row["arrived_at"])
    )
  }
}
