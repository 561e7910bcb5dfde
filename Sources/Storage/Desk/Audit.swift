package import Foundation
internal import Synchronization

/// Who acts on a store: a person at a desk, or whoever has a token.
///
/// It is of the whole request and not of each of the calls that a request makes, so it goes with the task.
package final class Analyst: Sendable {
  /// The one who acts in this task; nil where the program acts by itself.
  @TaskLocal package static var current: Analyst?

  /// The longest name that is kept, in characters.
  private static let nameLengthMax = 64

  /// As others know them.
  package let name: String
  private let noted = Mutex(false)

  /// Somebody by a name, of which at most 64 characters are kept.
  package init(_ name: String) { self.name = String(name.prefix(Self.nameLengthMax)) }

  /// True once something that they did was written down.
  package var isNoted: Bool { noted.withLock { $0 } }

  fileprivate func note() { noted.withLock { $0 = true } }
}

/// One thing that somebody did.
package struct AuditLine: Sendable, Hashable {
  /// Its row.
  package var number: Int64
  /// When.
  package var at: Date
  /// Who.
  package var who: String
  /// Such as `alert acknowledge f9`.
  package var what: String
}

/// What is written down of those who act, within one transaction.
package struct AuditFacet {
  let database: Database

  /// Writes down what the one who acts does; what the program does by itself is in its log.
  package func note(_ what: String, at moment: Date) throws {
    guard let analyst = Analyst.current else { return }
    try database.execute(
      sql: "INSERT INTO audit (who, what, made_at) VALUES (?, ?, ?)",
      arguments: [analyst.name, what, moment.milliseconds]
    )
    analyst.note()
  }
}

extension Store {
  /// How many changes there are of a name and since a moment, counted up to one more than `Limits.countedRows`.
  package func auditCount(of who: String?, since: Date?) throws(StorageError) -> Int {
    try read { try Self.auditFilter(who, since).count(of: "audit", $0) }
  }

  /// Those who changed anything, by name.
  package func auditors() throws(StorageError) -> [String] {
    try read { database in
      try StoredRow.fetchAll(database, sql: "SELECT DISTINCT who FROM audit ORDER BY who").map {
        try $0["who"]
      }
    }
  }

  private static func auditFilter(_ who: String?, _ since: Date?) -> SQLFilter {
    var filter = SQLFilter()
    filter.add("who = ?", who)
    filter.add("made_at >= ?", since?.milliseconds)
    return filter
  }

  /// Who did what, the newest first.
  ///
  /// - Parameters:
  ///   - who: only of this name; nil for all.
  ///   - since: only at this time or later; nil for all.
  ///   - limit: at most so many.
  /// - Returns: the lines.
  /// - Throws: `StorageError`.
  package func auditLines(
    of who: String? = nil,
    since: Date? = nil,
    limit: Int
  ) throws(StorageError) -> [AuditLine] {
    try read { database in
      let filter = Self.auditFilter(who, since)
      return try StoredRow.fetchAll(
        database,
        sql: "SELECT * FROM audit \(filter.clause) ORDER BY id DESC LIMIT ?",
        arguments: filter.arguments(limit: limit)
      ).map { row in
        AuditLine(
          number: try row["id"],
          at: Date(milliseconds: try row["made_at"]),
          who: try row["who"],
          what: try row["what"]
        )
      }
    }
  }
}
