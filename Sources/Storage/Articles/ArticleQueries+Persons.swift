package import Foundation
package import Model

/// A person whom events name.
package struct StoredPerson: Sendable, Hashable {
  /// The row.
  package var number: Int64
  /// As texts or the table of actors give it in full.
  package var name: String

  /// A person of a row.
  package init(number: Int64, name: String) { (self.number, self.name) = (number, name) }
}

/// One line of a listing of persons.
package struct PersonLine: Sendable {
  /// Whom it is about.
  package var person: StoredPerson
  /// How many events name the person.
  package var eventCount: Int
  /// The latest of them.
  package var last: StoredEvent
  /// For whom the person stood there; nil for nobody.
  package var side: Participant?
  /// When the article of that event came.
  package var arrivedAt: Date
}

/// On which side of an event somebody stands.
package enum EventSide: String, Sendable, CaseIterable {
  /// Among those who act.
  case actor
  /// Among those whom the act hits.
  case target
}

/// Persons whom events name.
extension ArticleQueries {
  /// The persons of a name, in full or by a part of it, case and marks aside: `putin`, `Recep Erdogan`.
  package func persons(named name: String) throws(StorageError) -> [StoredPerson] {
    try read { try Self.persons(named: name, $0) }
  }

  static func persons(named name: String, _ database: Database) throws -> [StoredPerson] {
    let folded = PersonName.folded(name)
    guard !folded.isEmpty else { return [] }
    // A part of a name is a word of it, or several that follow one another.
    return try StoredRow.fetchAll(
      database,
      sql: "SELECT id, name FROM person WHERE instr(' ' || folded || ' ', ' ' || ? || ' ') > 0 ORDER BY name",
      arguments: [folded]
    ).map { StoredPerson(number: try $0["id"], name: try $0["name"]) }
  }

  /// The persons who are named most often, at most so many.
  package func persons(limit: Int) throws(StorageError) -> [PersonLine] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: """
          SELECT id, name, events, (SELECT max(event_id) FROM event_person WHERE person_id = person.id) AS last
          FROM person ORDER BY events DESC, id LIMIT ?
          """,
        arguments: [min(max(limit, 0), Limits.listedRows)]
      ).compactMap { try PersonLine($0, database) }
    }
  }

  /// How many persons are named.
  package func personCount() throws(StorageError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM person") ?? 0 }
  }

  /// Articles whose events were stored before persons were, at most so many.
  package func personBacklog(limit: Int) throws(StorageError) -> [Int64] {
    try read { database in
      try Int64.fetchAll(
        database,
        sql: "SELECT article_id FROM person_backlog ORDER BY article_id LIMIT ?",
        arguments: [limit]
      )
    }
  }
}

extension ArticleFacet {
  /// The events of an article.
  package func events(of article: Int64) throws -> [StoredEvent] {
    try StoredEvent.of(article: article, database)
  }

  /// Keeps whom an event names: those of its grounds, or others that were found in them.
  package func setPersons(_ persons: [EventSide: String], of event: Int64) throws {
    try removePersons(of: [event])
    try addPersons([(event, persons)])
  }

  /// Forgets whom events named.
  func removePersons(of events: [Int64]) throws {
    try database.execute(for: events) { "DELETE FROM event_person WHERE event_id IN (\($0))" }
  }

  /// Keeps whom events name, of whom nothing is kept yet.
  func addPersons(_ persons: [(event: Int64, names: [EventSide: String])]) throws {
    let named = persons.flatMap { event, names in
      EventSide.allCases.compactMap { side in names[side].map { (event: event, side: side, name: $0) } }
    }
    try database.write(named.map { [$0.name, PersonName.folded($0.name)] }) {
      "INSERT INTO person (name, folded) VALUES \($0) ON CONFLICT (name) DO NOTHING"
    }
    try database.write(named.map { [$0.event, $0.side.rawValue, $0.name] }) {
      """
      INSERT INTO event_person (event_id, side, person_id)
      SELECT CAST(column1 AS BIGINT), column2, id FROM (VALUES \($0)) AS named CROSS JOIN person ON name = column3
      """
    }
  }

  /// Takes articles from what waits to be looked through for persons.
  package func dropFromPersonBacklog(_ articles: [Int64]) throws {
    for article in articles {
      try database.cachedStatement(sql: "DELETE FROM person_backlog WHERE article_id = ?")
        .execute(arguments: [article])
    }
  }
}

extension Event {
  /// The persons by whom its sides are named.
  package var persons: [EventSide: String] {
    var persons: [EventSide: String] = [:]
    persons[.actor] = grounds.actor?.person
    persons[.target] = grounds.target?.person
    return persons
  }
}

extension PersonLine {
  fileprivate init?(_ row: StoredRow, _ database: Database) throws {
    let number: Int64 = try row["id"]
    let last = try StoredRow.fetchOne(
      database,
      sql: """
        SELECT event.*, side, arrived_at FROM event JOIN event_person ON event_id = event.id
        JOIN article ON article.id = article_id WHERE event.id = ? AND person_id = ?
        """,
      arguments: [try row["last"] as Int64, number]
    )
    guard let last else { return nil }
    let event = try StoredEvent(last)
    self.init(
      person: StoredPerson(number: number, name: try row["name"]),
      eventCount: try row["events"],
      last: event,
      side: try last.word(EventSide.self, "side") == .actor ? event.event.actor : event.event.target,
      arrivedAt: Date(milliseconds: try last["arrived_at"])
    )
  }
}

/// Names of persons as they are compared.
enum PersonName {
  /// Without case and marks, its words one blank apart.
  static func folded(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
      .split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
  }

  /// A condition that holds for events which name one of some persons, on one side or on either. Its `?` stands for
  /// `list`: in the text their numbers would make of every choice a statement of its own, and a connection keeps each
  /// that it has compiled.
  static func condition(on side: EventSide? = nil, _ dialect: SQLDialect) -> String {
    let place = side.map { " AND side = '\($0.rawValue)'" } ?? ""
    let persons = dialect.numbers(of: "?")
    return "event.id IN (SELECT event_id FROM event_person WHERE person_id IN (\(persons))\(place))"
  }

  /// The numbers of persons as `condition` wants them.
  static func list(_ persons: [StoredPerson]) throws -> String {
    try JSONColumn.encode(persons.map(\.number))
  }
}
