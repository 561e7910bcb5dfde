package import Foundation
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

/// Which events of a subject a series is made of.
package enum SeriesReading: Sendable {
  /// All as they are coded. Rules count so, and so what they decided can be told again.
  case asCoded
  /// As people are shown them: without what an analyst marked wrong, and without what is damaged.
  case asJudged

  fileprivate var condition: String {
    switch self {
    case .asCoded: ""
    case .asJudged: "AND NOT EXISTS (\(Self.wrongMark))"
    }
  }

  /// The verdict of an analyst that an event is wrong.
  static let wrongMark = "SELECT 1 FROM mark WHERE kind = 'e' AND number = event.id AND NOT is_right"
}

extension ArticleQueries {
  /// Events read for one series at most: ten years of ten acts a day, each told by several articles.
  private static let seriesEventsMax = 100_000

  /// The realised events of an actor or a pair, by the day that they are counted on.
  ///
  /// - Parameters:
  ///   - subject: whose.
  ///   - days: the days that are asked for.
  ///   - moment: only of articles that had arrived by then; nil for all.
  ///   - reading: which of them.
  /// - Returns: each direction of a pair by itself, the latest day first.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in the subject's events of those days, by index.
  package func countedEvents(
    of subject: SeriesSubject,
    in days: ClosedRange<CalendarDay>,
    knownAt moment: Date? = nil,
    _ reading: SeriesReading = .asCoded
  ) throws(StorageError) -> [CountedEvent] {
    try read { database in
      let rows = try Self.series(
        database,
        "SELECT event.*, story_id FROM event",
        of: subject,
        in: days,
        knownAt: moment,
        reading.condition
      )
      return try reading == .asJudged
        ? legible(rows, .event, CountedEvent.init) : rows.compactMap(CountedEvent.init)
    }
  }

  /// How many realised events of an actor or a pair over some days an analyst marked wrong.
  package func wrongCount(
    of subject: SeriesSubject,
    in days: ClosedRange<CalendarDay>
  ) throws(StorageError) -> Int {
    try read { database in
      let rows = try Self.series(
        database,
        "SELECT event.id FROM event",
        of: subject,
        in: days,
        knownAt: nil,
        "AND EXISTS (\(SeriesReading.wrongMark))"
      )
      return Set(try rows.map { try $0["id"] as Int64 }).count
    }
  }

  /// The events that analysts marked wrong, by the articles that tell them.
  ///
  /// - Complexity: linear in the verdicts.
  package func wrongEvents() throws(StorageError) -> [Int64: Set<Int64>] {
    try read { database in
      var wrong: [Int64: Set<Int64>] = [:]
      let sql =
        "SELECT article_id, event.id FROM mark JOIN event ON event.id = number WHERE kind = 'e' AND NOT is_right"
      for row in try StoredRow.fetchAll(database, sql: sql) {
        wrong[try row["article_id"], default: []].insert(try row["id"])
      }
      return wrong
    }
  }

  /// What counting the realised events of an actor or a pair over days needs of them; else as `countedEvents`.
  package func reportedActs(
    of subject: SeriesSubject,
    in days: ClosedRange<CalendarDay>,
    knownAt moment: Date? = nil,
    _ reading: SeriesReading = .asCoded
  ) throws(StorageError) -> [ReportedAct] {
    try read { database in
      var calendar = ReadDays()
      let rows = try Self.series(
        database,
        """
        SELECT event.id, actor, target, code, event.severity, goldstein, first_day, last_day, counted_day, story_id
        FROM event
        """,
        of: subject,
        in: days,
        knownAt: moment,
        reading.condition
      )
      return try reading == .asJudged
        ? legible(rows, .event) { try ReportedAct($0, &calendar) }
        : rows.compactMap { try ReportedAct($0, &calendar) }
    }
  }

  private static func series(
    _ database: Database,
    _ selection: String,
    of subject: SeriesSubject,
    in days: ClosedRange<CalendarDay>,
    knownAt moment: Date?,
    _ condition: String
  ) throws -> [StoredRow] {
    let directions: [(condition: String, values: [String])] =
      switch subject {
      case .dyad(let actor, let target): [("actor = ? AND target = ?", [actor, target])]
      case .pair(let left, let right):
        [("actor = ? AND target = ?", [left, right])]
          + (left == right ? [] : [("actor = ? AND target = ?", [right, left])])
      case .actor(let name):
        [("actor = ?", [name]), ("target = ? AND (actor IS NULL OR actor <> ?)", [name, name])]
      case .person(let name):
        [(PersonName.condition(database.dialect), [try PersonName.list(persons(named: name, database))])]
      }
    // An article's row is long, and when it arrived stands behind its text: it is looked at only where that is asked for.
    let (articles, known) =
      moment == nil ? ("", "") : ("JOIN article ON article.id = event.article_id", "AND arrived_at <= ?")
    return try directions.flatMap { direction in
      let sql = """
        \(selection) \(articles) LEFT JOIN story_member ON story_member.article_id = event.article_id
        WHERE \(direction.condition) AND counted_day BETWEEN ? AND ? AND status = 'realised' \(known) \(condition)
        ORDER BY counted_day DESC LIMIT \(seriesEventsMax)
        """
      var values: [any DatabaseValueConvertible] = direction.values
      values += [days.lowerBound.description, days.upperBound.description]
      if let moment { values.append(moment.milliseconds) }
      return try StoredRow.fetchAll(database, sql: sql, arguments: StatementArguments(values))
    }
  }
}

/// Days read from text, each once: a series names the same few hundred again and again.
private struct ReadDays {
  private var days: [String: CalendarDay] = [:]

  mutating func day(_ text: String) -> CalendarDay? {
    if let known = days[text] { return known }
    let day = CalendarDay(text)
    days[text] = day
    return day
  }
}

extension ReportedAct {
  fileprivate init?(_ row: StoredRow, _ days: inout ReadDays) throws {
    guard let day = days.day(try row["counted_day"]) else { return nil }
    let first = (try row["first_day"] as String?).flatMap { days.day($0) }
    let last = (try row["last_day"] as String?).flatMap { days.day($0) }
    guard let code = EventCode(rawValue: try row["code"]) else { throw DamagedRow("code") }
    self.init(
      number: try row["id"],
      actor: try row["actor"],
      target: try row["target"],
      root: code.root,
      severity: try row["severity"],
      goldstein: try row["goldstein"],
      dated: first.flatMap { first in last.flatMap { first <= $0 ? first...$0 : nil } },
      day: day,
      story: try row["story_id"]
    )
  }
}

extension CountedEvent {
  init?(_ row: StoredRow) throws {
    guard let day = CalendarDay(try row["counted_day"] as String) else { return nil }
    self.init(event: try StoredEvent(row), story: try row["story_id"], day: day)
  }
}
