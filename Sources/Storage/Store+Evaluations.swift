package import Foundation
internal import GRDB
package import Model

/// Renders what an endpoint is sent, with a new id; `sequence` counts the endpoint's messages from 1.
package typealias MessageRendering =
  @Sendable (_ notice: AlertNotice, _ endpoint: Endpoint, _ sequence: Int64) throws -> WebhookMessage

/// A place in the queue of articles that rules have not seen in their present form.
package struct EvaluationPlace: Sendable, Hashable {
  package var article: Int64
  /// When the form that rules have not seen arrived.
  package var queuedAt: Date
  /// The story that it was told as, from which a second look took it out; nil where none did.
  package var partedFrom: Int64?
}

/// An article that rules have not seen in its present form.
package struct QueuedArticle: Sendable {
  package var article: EvaluatedArticle
  /// When the form that rules have not seen arrived.
  package var queuedAt: Date

  /// The story that it was told as, from which a second look took it out; nil where none did.
  package var partedFrom: Int64?

  /// True where rules have seen an earlier form.
  package var isRevision: Bool { queuedAt > article.arrivedAt && partedFrom == nil }
}

/// From an article that rules have not seen to firings and deliveries.
extension Store {
  /// The place that waits longest for its evaluation, behind those already tried; nil where none waits.
  package func nextEvaluation(after place: EvaluationPlace? = nil) throws(StorageError) -> EvaluationPlace? {
    try read { database in
      try StoredRow.fetchOne(
        database,
        sql: """
          SELECT article_id, queued_at, parted_from FROM evaluation
          WHERE set_aside_at IS NULL AND (queued_at, article_id) > (?, ?) ORDER BY queued_at, article_id LIMIT 1
          """,
        arguments: [place?.queuedAt.milliseconds ?? .min, place?.article ?? 0]
      ).map { row in
        EvaluationPlace(
          article: try row["article_id"],
          queuedAt: Date(milliseconds: try row["queued_at"]),
          partedFrom: try row["parted_from"]
        )
      }
    }
  }

  /// The article of a place in the queue; nil where it is gone.
  package func queuedArticle(at place: EvaluationPlace) throws(StorageError) -> QueuedArticle? {
    try evaluatedArticles([place.article]).first.map {
      QueuedArticle(article: $0, queuedAt: place.queuedAt, partedFrom: place.partedFrom)
    }
  }

  /// Records what all rules said to an article, and that it is done, in one transaction. Where another process has done it
  /// already, nothing is written.
  ///
  /// - Parameters:
  ///   - article: as it was read for the evaluation.
  ///   - due: when deliveries are due: the system's time, whatever time a drill works at.
  ///   - render: makes the messages.
  ///   - body: writes what rules said.
  /// - Returns: what `body` gives; nil where it was not called.
  /// - Throws: `StorageError`, or what `body` or `render` throws; then nothing is written.
  package func evaluate<Value>(
    _ article: EvaluatedArticle,
    due: Date,
    render: @escaping MessageRendering,
    _ body: (AlertTransaction) throws -> Value
  ) throws(StorageError) -> Value? {
    try write { database in
      // The row is deleted only in the form that was read: an article that was read anew meanwhile stays queued.
      try database.execute(
        sql: """
          DELETE FROM evaluation WHERE article_id = ? AND (SELECT revision FROM article WHERE id = article_id) = ?
          """,
        arguments: [article.id.number, article.revision]
      )
      guard database.changesCount == 1 else { return nil }
      return try body(AlertTransaction(database: database, due: due, render: render))
    }
  }

  /// One transaction over the alerts of rules, as for what time or an analyst brings about.
  ///
  /// - Throws: `StorageError`, or what `body` or `render` throws; then nothing is written.
  package func changeAlerts<Value>(
    due: Date,
    render: @escaping MessageRendering,
    _ body: (AlertTransaction) throws -> Value
  ) throws(StorageError) -> Value {
    try write { try body(AlertTransaction(database: $0, due: due, render: render)) }
  }

  /// Threads that time changes at this moment or before it, in the order of their times.
  package func dueThreads(through moment: Date, limit: Int) throws(StorageError) -> [StoredThread] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT * FROM alert_thread WHERE wake_at <= ? AND set_aside_at IS NULL ORDER BY wake_at, rule_id, key LIMIT ?
          """,
        arguments: [moment.milliseconds, limit]
      ).map(StoredThread.init)
    }
  }

  /// The last moment at which time changes a thread; nil for never.
  package func lastWake() throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: "SELECT wake_at FROM alert_thread WHERE wake_at > ? ORDER BY wake_at DESC LIMIT 1",
        arguments: [Int64.min]
      ).map(Date.init(milliseconds:))
    }
  }

  /// The next moment at which time changes a thread; nil for never.
  package func nextWake() throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql:
          "SELECT wake_at FROM alert_thread WHERE wake_at > ? AND set_aside_at IS NULL ORDER BY wake_at LIMIT 1",
        arguments: [Int64.min]
      ).map(Date.init(milliseconds:))
    }
  }
}
