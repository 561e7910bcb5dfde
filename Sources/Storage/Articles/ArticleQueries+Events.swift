package import Foundation
package import Model

/// Which events a listing shows.
package struct EventQuery: Sendable {
  /// Of articles that arrived at this time or later.
  package var since: Date?
  /// Only by this actor, case aside.
  package var actor: String?
  /// Only against this target, case aside.
  package var target: String?
  /// A code or the beginning of one: `16` is every code of root 16.
  package var codePrefix: String?
  /// Only of this status.
  package var status: EventStatus?
  /// Only of at least this severity.
  package var minimumSeverity: Double?
  /// Only those that name one of these persons; nil for all.
  package var persons: [StoredPerson]?
  /// The side on which the person is named; nil for either.
  package var personSide: EventSide?
  /// Only of the article of this row.
  package var article: Int64?
  /// Only what stands behind this event in the listing; nothing does behind one that is gone.
  package var after: Int64?
  /// How many at most.
  package var limit = 50

  /// Every event, newest article first, at most 50.
  package init() {}
}

extension ArticleQueries {
  /// The events of a query: the newest article's first, within an article in its own order.
  package func events(_ query: EventQuery) throws(StorageError) -> [StoredEvent] {
    try read { database in
      let filter = try query.filter(database.dialect)
      // Articles are numbered as they came. Where a name or an article picks the events, its index has them in that order;
      // elsewhere they are taken as their articles came, until there are enough.
      let sql =
        query.isPicked
        ? """
        SELECT event.* FROM event \(query.since == nil ? "" : "CROSS JOIN article ON article.id = article_id")
        \(filter.clause) ORDER BY article_id DESC, position LIMIT ?
        """
        : """
        SELECT event.* FROM article CROSS JOIN event ON article.id = article_id \(filter.clause)
        ORDER BY arrived_at DESC, article_id DESC, position LIMIT ?
        """
      return try legible(
        query.limit,
        .event,
        fetch: { try StoredRow.fetchAll(database, sql: sql, arguments: filter.arguments(limit: $0)) },
        StoredEvent.init
      )
    }
  }

  /// How many events fit a query, whatever its limit; at most one more than `Limits.countedRows`.
  package func count(_ query: EventQuery) throws(StorageError) -> Int {
    try read { database in
      let tables =
        query.since == nil && (query.isPicked || query.after == nil)
        ? "event" : "article CROSS JOIN event ON article.id = article_id"
      return try query.filter(database.dialect).count(of: tables, database)
    }
  }

  /// Who acts or is acted against most often in the latest events, the busiest first.
  ///
  /// - Complexity: linear in the events that are looked at, of which there are two thousand at most.
  package func busiestActors(limit: Int) throws(StorageError) -> [String] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          WITH latest AS (SELECT actor, target FROM event ORDER BY id DESC LIMIT 2000)
          SELECT name FROM (
            SELECT actor AS name FROM latest UNION ALL SELECT target AS name FROM latest
          ) AS sides WHERE name IS NOT NULL AND name <> 'unknown'
          GROUP BY name ORDER BY count(*) DESC, name LIMIT ?
          """,
        arguments: [limit]
      ).map { try $0["name"] }
    }
  }

  /// One event; nil where there is none of that number.
  package func event(_ number: Int64) throws(StorageError) -> StoredEvent? {
    try read { database in
      try StoredRow.fetchOne(database, sql: "SELECT * FROM event WHERE id = ?", arguments: [number])
        .map(StoredEvent.init)
    }
  }
}

extension EventQuery {
  /// True where a name or an article picks the events.
  fileprivate var isPicked: Bool { actor != nil || target != nil || article != nil || persons != nil }

  /// What stands behind an event in the order of arrivals, and in that of articles' numbers.
  private static let behind = """
    (arrived_at, article_id, -position) < (SELECT place.arrived_at, place.id, -last.position
      FROM event AS last JOIN article AS place ON place.id = last.article_id WHERE last.id = ?)
    """
  private static let behindPicked = """
    (article_id, -position) < (SELECT last.article_id, -last.position FROM event AS last WHERE last.id = ?)
    """

  fileprivate func filter(_ dialect: SQLDialect) throws -> SQLFilter {
    var filter = SQLFilter()
    filter.add("arrived_at >= ?", since?.milliseconds)
    filter.add("actor = ? COLLATE NOCASE", actor)
    filter.add("target = ? COLLATE NOCASE", target)
    filter.add("substr(code, 1, length(?1)) = ?1", codePrefix)
    filter.add("status = ?", status?.rawValue)
    filter.add("event.severity >= ?", minimumSeverity)
    filter.add("article_id = ?", article)
    filter.add(PersonName.condition(on: personSide, dialect), try persons.map(PersonName.list))
    filter.add(isPicked ? Self.behindPicked : Self.behind, after)
    return filter
  }
}

extension ArticleFacet {
  /// Makes the events of an article that are known those of a new reading. An event with the same sides, code and trigger keeps
  /// its row, since firings and analysts refer to it by number.
  ///
  /// - Returns: the events in their order, with their numbers.
  func replace(
    _ knownEvents: [StoredEvent],
    of article: Int64,
    with events: [Event]
  ) throws -> [StoredEvent] {
    var known: [EventKey: [Int64]] = [:]
    // Of those that are alike each keeps its place.
    for stored in knownEvents.reversed() {
      known[EventKey(stored.event), default: []].append(stored.id.number)
    }
    var numbers: [Int: Int64] = [:]
    var new: [EventColumns] = []
    for (position, event) in events.enumerated() {
      let columns = try EventColumns(event, article: article, position: position)
      if let old = known[EventKey(event)]?.popLast() {
        try columns.update(database, id: old)
        numbers[position] = old
      } else {
        new.append(columns)
      }
    }
    let kept = Array(numbers.values)
    numbers.merge(try EventColumns.insert(new, database)) { $1 }
    let stored = try events.enumerated().map { position, event in
      guard let number = numbers[position] else { throw ForeignValue() }
      return StoredEvent(id: RecordID(.event, number), articleID: RecordID(.article, article), event: event)
    }
    try removePersons(of: kept)
    try addPersons(stored.map { ($0.id.number, $0.event.persons) })
    try database.execute(for: Array(known.values.joined())) { "DELETE FROM event WHERE id IN (\($0))" }
    return stored
  }
}

/// What makes two readings of an article tell the same event.
private struct EventKey: Hashable {
  let actor, target: Participant?
  let code: EventCode
  let trigger: String

  init(_ event: Event) {
    (actor, target, code, trigger) = (event.actor, event.target, event.code, event.trigger)
  }
}

/// An event as the columns of its row.
private struct EventColumns {
  private let values: [(name: String, value: DatabaseValue)]

  init(_ event: Event, article: Int64, position: Int) throws {
    values = [
      ("article_id", article.databaseValue),
      ("position", position.databaseValue),
      ("actor", (event.actor?.name).databaseValue),
      ("target", (event.target?.name).databaseValue),
      ("code", event.code.rawValue.databaseValue),
      ("category", (event.category?.rawValue).databaseValue),
      ("goldstein", event.goldstein.databaseValue),
      ("status", event.status.rawValue.databaseValue),
      ("trigger_text", event.trigger.databaseValue),
      ("part", event.part.rawValue.databaseValue),
      ("start", event.offset.lowerBound.databaseValue),
      (#""end""#, event.offset.upperBound.databaseValue),
      ("sentence", event.sentence.databaseValue),
      ("sentence_position", event.sentenceIndex.databaseValue),
      ("date", (event.date?.description).databaseValue),
      ("first_day", (event.date?.first?.description).databaseValue),
      ("last_day", (event.date?.last?.description).databaseValue),
      ("severity", event.severity.value.databaseValue),
      ("severity_factors", try JSONColumn.encode(event.severity.factors).databaseValue),
      ("grounds", try JSONColumn.encode(event.grounds).databaseValue),
    ]
  }

  /// Inserts events of one article, numbered in their order.
  ///
  /// - Returns: their numbers by position.
  static func insert(_ events: [EventColumns], _ database: Database) throws -> [Int: Int64] {
    guard let first = events.first else { return [:] }
    let names = first.values.map(\.name).joined(separator: ", ")
    let rows = try database.fetch(writing: events.map { StatementArguments($0.values.map(\.value)) }) {
      "INSERT INTO event (\(names)) VALUES \($0) RETURNING id, position"
    }
    return try Dictionary(rows.map { (try $0["position"], try $0["id"]) }) { $1 }
  }

  func update(_ database: Database, id: Int64) throws {
    let assignments = values.map { "\($0.name) = ?" }.joined(separator: ", ")
    try database.execute(
      sql: "UPDATE event SET \(assignments) WHERE id = ?",
      arguments: StatementArguments(values.map(\.value) + [id.databaseValue])
    )
  }
}

extension StoredEvent {
  static func of(article: Int64, _ database: Database) throws -> [StoredEvent] {
    try StoredRow.fetchAll(
      database,
      sql: "SELECT * FROM event WHERE article_id = ? ORDER BY position",
      arguments: [article]
    ).map(StoredEvent.init)
  }

  init(_ row: StoredRow) throws {
    guard let code = EventCode(rawValue: try row["code"]) else { throw DamagedRow("code") }
    let factors = try row.repeatedJSON([ScoreFactor].self, "severity_factors")
    self.init(
      id: RecordID(.event, try row["id"]),
      articleID: RecordID(.article, try row["article_id"]),
      event: Event(
        actor: (try row["actor"] as String?).map(Participant.init(name:)),
        target: (try row["target"] as String?).map(Participant.init(name:)),
        code: code,
        category: (try row["category"] as String?).flatMap(EventCategory.init(rawValue:)),
        goldstein: try row["goldstein"],
        status: try row.word(EventStatus.self, "status"),
        trigger: try row["trigger_text"],
        part: try row.word(ArticlePart.self, "part"),
        offset: try row.range("start", "end"),
        sentence: try row["sentence"],
        sentenceIndex: try row["sentence_position"],
        date: (try row["date"] as String?).flatMap { EventDate($0) },
        severity: Severity(try row["severity"], factors: factors),
        grounds: try row.repeatedJSON(EventGrounds.self, "grounds")
      )
    )
  }
}
