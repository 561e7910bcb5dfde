package import Foundation

extension ArticleQueries {
  /// The articles that first came in a span of time, in the order in which they came.
  ///
  /// - Throws: `StorageError`.
  package func arrivals(after start: Date, through end: Date) throws(StorageError) -> [Int64] {
    try read { database in
      try Int64.fetchAll(
        database,
        sql: "SELECT id FROM article WHERE arrived_at > ? AND arrived_at <= ? ORDER BY arrived_at, id",
        arguments: [start.milliseconds, end.milliseconds]
      )
    }
  }
}
