package import Foundation
internal import GRDB
package import Model

/// A realised event with what counting it over days needs.
package struct CountedEvent: Sendable, Hashable {
  /// The event.
  package var event: StoredEvent
  /// The story that its article belongs to.
  package var story: Int64?
  /// The day that it is counted on: its own, else that of its report.
  package var day: CalendarDay
}

extension Store {
  /// Events read for one series at most: ten years of ten acts a day, each told by several articles.
  private static let seriesEventsMax = 100_000

  /// The realised events of an actor or a pair, by the day that they are counted on.
  ///
  /// - Parameters:
  ///   - subject: whose.
  ///   - days: the days that are asked for.
  ///   - moment: only of articles that had arrived by then; nil for all.
  /// - Returns: each direction of a pair by itself, the latest day first.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the subject's events of those days, by index.
  package func countedEvents(
    of subject: SeriesSubject,
    in days: ClosedRange<CalendarDay>,
    knownAt moment: Date? = nil
  ) throws(StorageError) -> [CountedEvent] {
    try read { database in
      let directions: [(condition: String, names: [String])] =
        switch subject {
        case .dyad(let actor, let target): [("actor = ? AND target = ?", [actor, target])]
        case .pair(let left, let right):
          [("actor = ? AND target = ?", [left, right])]
            + (left == right ? [] : [("actor = ? AND target = ?", [right, left])])
        case .actor(let name):
          [("actor = ?", [name]), ("target = ? AND actor IS NOT ?", [name, name])]
        case .person(let name):
          [(PersonName.condition(try Self.persons(named: name, database).map(\.number)), [])]
        }
      return try directions.flatMap { direction in
        let sql = """
          SELECT event.*, story_id FROM event JOIN article ON article.id = event.article_id
          LEFT JOIN story_member ON story_member.article_id = event.article_id
          WHERE \(direction.condition) AND counted_day BETWEEN ? AND ? AND status = 'realised' AND arrived_at <= ?
          ORDER BY counted_day DESC LIMIT \(Self.seriesEventsMax)
          """
        let span: [any DatabaseValueConvertible] = [
          days.lowerBound.description, days.upperBound.description, moment?.milliseconds ?? .max,
        ]
        return try StoredRow.fetchAll(
          database,
          sql: sql,
          arguments: StatementArguments(direction.names + span)
        )
        .compactMap(CountedEvent.init)
      }
    }
  }
}

extension CountedEvent {
  init?(_ row: StoredRow) throws {
    guard let day = CalendarDay(try row["counted_day"] as String) else { return nil }
    self.init(event: try StoredEvent(row), story: try row["story_id"], day: day)
  }
}
