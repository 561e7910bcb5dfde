package import Foundation
internal import Model

/// Articles of the past within one transaction.
extension ArticleFacet {
  /// The article of an identity; nil where there is none.
  package func number(identity: String) throws -> Int64? {
    let lookup = try database.cachedStatement(sql: "SELECT id FROM article WHERE identity = ?")
    return try Int64.fetchOne(lookup, arguments: [identity])
  }

  /// Stores a reading that is not known, as of when it came; no rule is shown it.
  package func add(imported reading: ArticleReading, arrivedAt: Date) throws -> StoredArticle {
    let (stored, _) = try save(reading, at: arrivedAt)
    try database.execute(sql: "DELETE FROM evaluation WHERE article_id = ?", arguments: [stored.id.number])
    return stored
  }

  /// Remembers that a line was taken, and which article it gave.
  ///
  /// - Parameters:
  ///   - mark: what tells the line from all others.
  ///   - article: the article's number.
  /// - Throws: where SQLite fails.
  package func markImported(_ mark: [UInt8], as article: Int64) throws {
    let insert = try database.cachedStatement(
      sql: "INSERT INTO imported_line VALUES (?, ?) ON CONFLICT DO NOTHING"
    )
    try insert.execute(arguments: [Data(mark), article])
  }
}

extension Store {
  /// True where a line of that mark was taken, and its article is still there.
  package func isImported(_ mark: [UInt8]) throws(StorageError) -> Bool {
    try read { database in
      let lookup = try database.cachedStatement(sql: "SELECT 1 FROM imported_line WHERE mark = ?")
      return try Bool.fetchOne(lookup, arguments: [Data(mark)]) ?? false
    }
  }
}
