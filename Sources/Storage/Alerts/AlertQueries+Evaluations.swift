package import Foundation
internal import Model

/// A place in the queue of articles that rules have not seen in their present form.
package struct EvaluationPlace: Sendable, Hashable {
  /// The article's row.
  package var article: Int64
  /// When the form that rules have not seen arrived.
  package var queuedAt: Date
  /// The story that it was told as, from which a second look took it out; nil where none did.
  package var partedFrom: Int64?

  /// True where rules have seen an earlier form of its article.
  package func isRevision(of article: EvaluatedArticle) -> Bool {
    queuedAt > article.arrivedAt && partedFrom == nil
  }
}

/// From an article that rules have not seen to firings and deliveries.
extension AlertQueries {
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
