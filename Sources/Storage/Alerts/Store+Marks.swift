package import Foundation
package import Model

/// Verdicts of analysts on events and firings.
extension AlertQueries {
  /// What is said of some events or firings, of those of which anything is: the verdict and its words.
  ///
  /// - Complexity: by the primary key, one look for each.
  package func marked(
    _ subjects: [RecordID]
  ) throws(StorageError) -> [RecordID: (isRight: Bool, note: String)] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT is_right, note FROM mark WHERE kind = ? AND number = ?"
      )
      var marks: [RecordID: (isRight: Bool, note: String)] = [:]
      for subject in subjects {
        let row = try StoredRow.fetchOne(statement, arguments: [subject.kind.rawValue, subject.number])
        let read = try store.leftOut.unlessDamaged(subject) {
          try row.map { (isRight: try $0["is_right"] as Bool, note: try $0["note"] as String) }
        }
        if let read { marks[subject] = read }
      }
      return marks
    }
  }

  /// The verdicts, the newest first.
  package func marks(limit: Int) throws(StorageError) -> [AnalystMark] {
    try read { database in
      try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM mark ORDER BY marked_at DESC, kind, number DESC LIMIT ?",
        arguments: [min(max(limit, 0), Limits.listedRows)]
      ).compactMap { try AnalystMark($0, database) }
    }
  }

  /// How many verdicts there are, counted up to one more than `Limits.countedRows`.
  package func markCount() throws(StorageError) -> Int {
    try read { try SQLFilter().count(of: "mark", $0) }
  }

  /// Gives every verdict, the oldest first, one at a time: each carries its article's text.
  ///
  /// - Returns: how many there are.
  /// - Throws: `StorageError`, and what `body` throws.
  package func forEachMark(_ body: (AnalystMark) throws -> Void) throws -> Int {
    let subjects = try read { database in
      try StoredRow.fetchAll(database, sql: "SELECT kind, number FROM mark ORDER BY marked_at, kind, number")
        .map { (try $0["kind"] as String, try $0["number"] as Int64) }
    }
    var count = 0
    for (kind, number) in subjects {
      let mark = try read { database in
        try StoredRow.fetchOne(
          database,
          sql: "SELECT * FROM mark WHERE kind = ? AND number = ?",
          arguments: [kind, number]
        ).flatMap { try AnalystMark($0, database) }
      }
      guard let mark else { continue }
      try body(mark)
      count += 1
    }
    return count
  }
}

extension ArticleQueries {
  /// The events of a story's articles of which analysts say something, in the order in which they came.
  ///
  /// - Complexity: linear in the verdicts, or in the events of the story.
  package func markedEvents(ofStory story: Int64) throws(StorageError) -> [StoredEvent] {
    try read { database in
      let rows = try StoredRow.fetchAll(
        database,
        sql: """
          SELECT event.* FROM mark JOIN event ON event.id = mark.number
          JOIN story_member ON story_member.article_id = event.article_id
          WHERE mark.kind = 'e' AND story_member.story_id = ? ORDER BY event.id
          """,
        arguments: [story]
      )
      return try legible(rows, .event, StoredEvent.init)
    }
  }
}

extension Store {
  /// Keeps a verdict with what it is about, in the place of an earlier one.
  ///
  /// - Parameters:
  ///   - subject: an event or a firing.
  ///   - isRight: what the analyst says of it.
  ///   - note: the analyst's words; may be empty.
  ///   - now: when it is said.
  ///   - undo: with which it can be taken back; nil for what is not to be.
  /// - Returns: false where there is no such event or firing.
  /// - Throws: `StorageError`.
  package func mark(
    _ subject: RecordID,
    isRight: Bool,
    note: String,
    at now: Date,
    remembering undo: UndoNote? = nil
  ) throws(StorageError) -> Bool {
    try commit { database in
      guard let judged = try JudgedCase.of(subject, database) else { return false }
      if let undo { try UndoFacet(database: database).remember(undo, [.mark(subject)]) }
      try database.execute(
        sql: """
          INSERT INTO mark (kind, number, is_right, note, marked_at, judged) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (kind, number) DO UPDATE SET is_right = excluded.is_right, note = excluded.note,
            marked_at = excluded.marked_at, judged = excluded.judged
          """,
        arguments: [
          subject.kind.rawValue, subject.number, isRight, note, now.milliseconds,
          try JSONColumn.encode(judged),
        ]
      )
      return true
    }
  }

  /// Takes a verdict back.
  ///
  /// - Returns: false where there was none.
  /// - Throws: `StorageError`.
  package func removeMark(_ subject: RecordID, remembering undo: UndoNote? = nil) throws(StorageError) -> Bool
  {
    try commit { database in
      let place: StatementArguments = [subject.kind.rawValue, subject.number]
      let marked = try Int64.fetchOne(
        database,
        sql: "SELECT number FROM mark WHERE kind = ? AND number = ?",
        arguments: place
      )
      guard marked != nil else { return false }
      if let undo { try UndoFacet(database: database).remember(undo, [.mark(subject)]) }
      try database.execute(sql: "DELETE FROM mark WHERE kind = ? AND number = ?", arguments: place)
      return true
    }
  }
}

extension AnalystMark {
  /// Nil for a verdict from before cases were kept, whose event is gone.
  fileprivate init?(_ row: StoredRow, _ database: Database) throws {
    guard let kind = RecordKind(rawValue: try row["kind"]) else { return nil }
    let subject = RecordID(kind, try row["number"])
    let kept = try row.jsonIfAny(JudgedCase.self, "judged")
    guard let judged = try kept ?? JudgedCase.of(subject, database) else { return nil }
    self.init(
      subject: subject,
      isRight: try row["is_right"],
      note: try row["note"],
      markedAt: Date(milliseconds: try row["marked_at"]),
      judged: judged
    )
  }
}

extension JudgedCase {
  /// What is stored of an event or a firing; nil where there is none.
  fileprivate static func of(_ subject: RecordID, _ database: Database) throws -> JudgedCase? {
    switch subject.kind {
    case .event: try event(subject.number, database)
    case .firing: try firing(subject.number, database)
    default: nil
    }
  }

  private static func event(_ number: Int64, _ database: Database) throws -> JudgedCase? {
    guard
      let event = try StoredRow.fetchOne(
        database,
        sql: "SELECT * FROM event WHERE id = ?",
        arguments: [number]
      )
      .map(StoredEvent.init),
      let article = try article(event.articleID.number, database)
    else { return nil }
    return JudgedCase(article: article, event: event.event)
  }

  /// The article and the event that it fired for: its first source.
  private static func firing(_ number: Int64, _ database: Database) throws -> JudgedCase? {
    let row = try StoredRow.fetchOne(
      database,
      sql: """
        SELECT rule_name, condition, article_id, event FROM firing JOIN firing_source ON firing_id = firing.id
        WHERE firing.id = ? ORDER BY \(FiringSource.order(database.dialect)) LIMIT 1
        """,
      arguments: [number]
    )
    guard let row, let article = try article(try row["article_id"], database) else { return nil }
    return JudgedCase(
      article: article,
      event: try row.jsonIfAny(Event.self, "event"),
      rule: try row["rule_name"],
      condition: try row["condition"]
    )
  }

  private static func article(_ number: Int64, _ database: Database) throws -> JudgedArticle? {
    try StoredRow.fetchOne(database, sql: "SELECT * FROM article WHERE id = ?", arguments: [number]).map {
      row in
      JudgedArticle(try StoredArticle(row, database).reading.article, number: number)
    }
  }
}
