package import Foundation
package import Model

/// How many events of one severity came on a day.
package struct DayCount: Sendable, Hashable {
  /// The day on which their articles arrived, in UTC.
  package var day: CalendarDay
  /// The lower end of a step of half a point.
  package var severity: Double
  /// How many events of that day lie in that step; at least 1, since empty steps are left out.
  package var count: Int
}

/// Two sides between whom much happened.
package struct BusyDyad: Sendable, Hashable {
  /// Who acts, by the name in the table of actors; never nobody and never `unknown`.
  package var actor: String
  /// Whom it hits, by the name in the table of actors; never nobody and never `unknown`.
  package var target: String
  /// Reports of acts, those of one act each by itself.
  package var reports: Int
}

extension ArticleQueries {
  /// Current events of articles that arrived at a time and later, counted by day and severity.
  ///
  /// - Complexity: linear in those articles and their events, by index.
  package func eventCounts(since moment: Date) throws(StorageError) -> [DayCount] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT \(database.dialect.day(ofMilliseconds: "arrived_at")) AS day,
            \(database.dialect.truncated("event.severity * 2")) AS step, count(*) AS count
          FROM article CROSS JOIN event ON article.id = article_id
          WHERE arrived_at >= ? AND status IN ('realised', 'threatened', 'planned') GROUP BY 1, 2
          """,
        arguments: [moment.milliseconds]
      ).compactMap { row in
        guard let day = CalendarDay(try row["day"] as String) else { return nil }
        return DayCount(day: day, severity: Double(try row["step"] as Int) / 2, count: try row["count"])
      }
    }
  }

  /// The pairs with the most severe realised acts in articles that arrived at a time and later, those first whose severities
  /// add up to most. What an analyst marked wrong is no act.
  ///
  /// - Complexity: linear in those articles and their events, by index.
  package func busyDyads(since moment: Date, limit: Int) throws(StorageError) -> [BusyDyad] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT actor, target, count(*) AS reports FROM article CROSS JOIN event ON article.id = article_id
          WHERE arrived_at >= ? AND status = 'realised' AND actor IS NOT NULL AND target IS NOT NULL
            AND actor != 'unknown' AND target != 'unknown' AND goldstein < 0
            AND NOT EXISTS (\(SeriesReading.wrongMark))
          GROUP BY actor, target ORDER BY sum(event.severity) DESC LIMIT ?
          """,
        arguments: [moment.milliseconds, limit]
      ).map { BusyDyad(actor: try $0["actor"], target: try $0["target"], reports: try $0["reports"]) }
    }
  }
}
