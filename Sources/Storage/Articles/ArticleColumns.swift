internal import Foundation
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
      ("character", try reading.coding.character.map(JSONColumn.encode).databaseValue),
      ("alarm", try reading.coding.alarm.map(JSONColumn.encode).databaseValue),
    ]
  }

  /// Inserts the row and returns its number.
  func insert(_ database: Database, now: Date) throws -> Int64 {
    let names = values.map(\.name) + ["arrived_at", "read_at"]
    let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
    return try database.insertNew(
      sql: "INSERT INTO article (\(names.joined(separator: ", "))) VALUES (\(places))",
      arguments: StatementArguments(
        values.map(\.value) + [now.milliseconds, now.milliseconds].map(\.databaseValue)
      )
    )
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
  init(_ row: StoredRow, _ database: Database) throws {
    let number: Int64 = try row["id"]
    var article = try Article(row)
    let length = article.text.utf8.count
    article.paragraphs = try row.json([Paragraph].self, "paragraphs")
    article.captions = try row.json([String].self, "captions")

    let sentences = try StoredRow.fetchAll(
      database,
      sql: #"SELECT start, "end" FROM sentence WHERE article_id = ? ORDER BY position"#,
      arguments: [number]
    )
    let events = try StoredEvent.of(article: number, database)
    self.init(
      id: RecordID(.article, number),
      reading: ArticleReading(
        article: article,
        provenance: try row.json(Provenance.self, "provenance"),
        sentences: try sentences.map { try $0.range("start", "end", within: length) },
        summary: try row.json(Summary.self, "summary"),
        coding: try EventCoding(row, events: events.map(\.event))
      ),
      events: events,
      arrivedAt: Date(milliseconds: try row["arrived_at"]),
      readAt: Date(milliseconds: try row["read_at"]),
      revision: try row["revision"],
      withdrawnAt: (try row["withdrawn_at"] as Int64?).map(Date.init(milliseconds:))
    )
  }
}

extension Article {
  /// An article without its paragraphs and captions.
  init(_ row: StoredRow) throws {
    self.init(text: try row["text"])
    requestedURL = try row["requested_url"]
    url = try row["url"]
    site = try row["site"]
    domain = try row["domain"]
    title = try row["title"]
    authors = try row.json([String].self, "authors")
    published = (try row["published"] as String?).flatMap { CalendarDay($0) }
    publishedAt = (try row["published_at"] as Int64?).map(Date.init(milliseconds:))
    modifiedAt = (try row["modified_at"] as Int64?).map(Date.init(milliseconds:))
    language = try row["language"]
    section = try row["section"]
    creditedSource = try row["credited_source"]
    isPaywalled = try row["is_paywalled"]
    kind = try row.word(PageKind.self, "kind")
  }
}

extension EventCoding {
  fileprivate init(_ row: StoredRow, events: [Event]) throws {
    self.init(
      events: events,
      rejected: try row.json([RejectedTrigger].self, "rejected_triggers"),
      isEscalatory: try row["is_escalatory"],
      verdict: try row["verdict"],
      character: try row.jsonIfAny(ArticleCharacter.self, "character")
    )
    alarm = try row.jsonIfAny(NewsGrounds.self, "alarm")
    isCoded = try SeverityColumn.severity(row) != nil
  }
}

extension ArticleLine {
  /// Without the text, which is the most of a row.
  static let columns = """
    id, title, site, url, published, language, kind, severity, is_escalatory, arrived_at,
    (SELECT count(*) FROM event WHERE article_id = article.id) AS event_count
    """

  init(_ row: StoredRow) throws {
    try self.init(
      id: RecordID(.article, try row["id"]),
      title: try row["title"],
      site: try row["site"],
      url: try row["url"],
      published: (try row["published"] as String?).flatMap { CalendarDay($0) },
      language: try row["language"],
      kind: row.word(PageKind.self, "kind"),
      severity: try SeverityColumn.severity(row),
      isEscalatory: try row["is_escalatory"],
      eventCount: try row["event_count"],
      arrivedAt: Date(milliseconds: try row["arrived_at"])
    )
  }
}
