package import Foundation
internal import Model

/// Articles within one transaction.
package struct ArticleFacet {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// Stores a reading with its sentences and events, and queues it for the rules.
  ///
  /// An article of the same identity is updated: it keeps its id, and events that are still told keep theirs. Where
  /// nothing changed nothing is queued.
  ///
  /// - Returns: the article as it is stored.
  /// - Throws: where SQLite fails.
  package func save(_ reading: ArticleReading, at now: Date) throws -> (StoredArticle, SaveOutcome) {
    let columns = try ArticleColumns(reading)
    let known = try StoredRow.fetchOne(
      database,
      sql: "SELECT id, text, title, arrived_at, revision FROM article WHERE identity = ?",
      arguments: [reading.identity]
    )
    guard let known else {
      let id = try columns.insert(database, now: now)
      try ArticleWords(reading.article.title, reading.article.text).write(id, database)
      let events = try addDetails(of: id, reading, knownEvents: [])
      try queueEvaluation(of: id, at: now)
      return (stored(id, reading, events, arrivedAt: now, readAt: now, revision: 1), .added)
    }
    // Rules may be shown its former text right now, and rest on its events.
    try database.takeTurn(in: .rules)
    let id: Int64 = try known["id"]
    let (text, title): (String, String?) = (try known["text"], try known["title"])
    let isSame = text == reading.article.text && title == reading.article.title
    try columns.update(database, id: id, now: now, isRevised: !isSame)
    if !isSame { try ArticleWords(reading.article.title, reading.article.text).write(id, database) }
    try database.execute(sql: "DELETE FROM sentence WHERE article_id = ?", arguments: [id])
    let events = try addDetails(of: id, reading, knownEvents: StoredEvent.of(article: id, database))
    if !isSame { try queueEvaluation(of: id, at: now) }
    let article = stored(
      id,
      reading,
      events,
      arrivedAt: Date(milliseconds: try known["arrived_at"]),
      readAt: now,
      revision: try known["revision"] + (isSame ? 0 : 1)
    )
    return (article, isSame ? .unchanged : .updated)
  }

  private func stored(
    _ id: Int64,
    _ reading: ArticleReading,
    _ events: [StoredEvent],
    arrivedAt: Date,
    readAt: Date,
    revision: Int
  ) -> StoredArticle {
    StoredArticle(
      id: RecordID(.article, id),
      reading: reading,
      events: events,
      arrivedAt: Date(milliseconds: arrivedAt.milliseconds),
      readAt: Date(milliseconds: readAt.milliseconds),
      revision: revision
    )
  }

  private func addDetails(
    of id: Int64,
    _ reading: ArticleReading,
    knownEvents: [StoredEvent]
  ) throws -> [StoredEvent] {
    let sentences = reading.sentences.enumerated().map { position, range -> StatementArguments in
      [id, position, range.lowerBound, range.upperBound]
    }
    try database.write(sentences) { "INSERT INTO sentence VALUES \($0)" }
    let events = try replace(knownEvents, of: id, with: reading.coding.events)
    try database.execute(
      sql: "UPDATE event SET counted_day = \(Migrations.countedDay(database.dialect)) WHERE article_id = ?",
      arguments: [id]
    )
    return events
  }

  /// Queues an article for the rules.
  private func queueEvaluation(of id: Int64, at now: Date) throws {
    try database.execute(
      // What waits already waits since it first came: then its first form was never seen. A new form is tried anew.
      sql: """
        INSERT INTO evaluation (article_id, queued_at) VALUES (?, ?)
        ON CONFLICT (article_id) DO UPDATE SET set_aside_at = NULL, set_aside_reason = NULL
        """,
      arguments: [id, now.milliseconds]
    )
    try database.tell(.article)
  }
}
