package import Foundation
internal import GRDB
package import Model

/// How many events of one severity came on a day.
package struct DayCount: Sendable, Hashable {
  /// The day on which their articles arrived, in UTC.
  package var day: CalendarDay
  /// The lower end of a step of half a point.
  package var severity: Double
  package var count: Int
}

/// Two sides between whom much happened.
package struct BusyDyad: Sendable, Hashable {
  package var actor: String
  package var target: String
  /// Reports of acts, those of one act each by itself.
  package var reports: Int
}

extension Store {
  /// Current events of articles that arrived at a time and later, counted by day and severity.
  ///
  /// - Complexity: linear in those articles and their events, by index.
  package func eventCounts(since moment: Date) throws(StorageError) -> [DayCount] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT date(arrived_at / 1000, 'unixepoch') AS day, CAST(event.severity * 2 AS INTEGER) AS step, count(*) AS count
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
  /// add up to most.
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
          GROUP BY actor, target ORDER BY sum(event.severity) DESC LIMIT ?
          """,
        arguments: [moment.milliseconds, limit]
      ).map { BusyDyad(actor: try $0["actor"], target: try $0["target"], reports: try $0["reports"]) }
    }
  }
}
