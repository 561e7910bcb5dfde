package import Foundation
internal import Model
package import Storage

/// Stores articles of the past: they go into stories as of their arrival, and no rule is ever shown them.
package struct ArticleImport: Sendable {
  /// What came of some articles.
  package struct Outcome: Sendable, Hashable {
    /// Stored now for the first time.
    package var added = 0
    /// Stored already, however they came: they stay as they are.
    package var known = 0

    /// Nothing yet.
    package init() {}
  }

  private let store: Store

  /// An import into a store.
  package init(store: Store) { self.store = store }

  /// True where a line of that mark was taken before.
  ///
  /// - Throws: `StorageError`.
  package func isKnown(_ mark: [UInt8]) throws(StorageError) -> Bool { try store.isImported(mark) }

  /// Stores some articles in one transaction, with the marks of their lines.
  ///
  /// - Parameter articles: in the order in which they came; `arrivedAt` is when they did, `mark` tells their lines.
  /// - Returns: how many were new.
  /// - Throws: `StorageError`; then none of them is stored.
  package func save(
    _ articles: [(read: ReadArticle, arrivedAt: Date, mark: [UInt8])]
  ) throws(StorageError) -> Outcome {
    var resolved: [(read: ReadArticle, arrivedAt: Date, mark: [UInt8])] = []
    for var article in articles {
      article.read.reading = try SharedAddress.resolved(article.read.reading, in: store)
      resolved.append(article)
    }
    return try store.write { transaction in
      var outcome = Outcome()
      for (read, arrivedAt, mark) in resolved {
        if let known = try transaction.articles.number(identity: read.reading.identity) {
          outcome.known += 1
          try transaction.articles.markImported(mark, as: known)
          continue
        }
        let stored = try transaction.articles.add(imported: read.reading, arrivedAt: arrivedAt)
        try read.filing?.file(stored.id.number, in: transaction, at: arrivedAt, tellsRules: false)
        try transaction.articles.markImported(mark, as: stored.id.number)
        outcome.added += 1
      }
      return outcome
    }
  }
}
