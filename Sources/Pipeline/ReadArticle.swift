package import Foundation
package import Model
package import Storage

/// An article as it was read, with how it finds its story.
package struct ReadArticle: Sendable {
  /// The article with its summary and its events, as it is to be stored.
  package var reading: ArticleReading
  /// Nil for what belongs to no story.
  package var filing: StoryFiling?
  /// The article itself.
  package var article: Article { reading.article }

  /// Puts both together.
  package init(reading: ArticleReading, filing: StoryFiling?) {
    self.reading = reading
    self.filing = filing
  }

  /// Stores the article, puts it into its story and queues it for the rules, all in one transaction.
  ///
  /// - Parameters:
  ///   - store: where it is stored.
  ///   - now: when it came.
  ///   - lasting: when it is on disk; `withNext` where it is told to nobody before rules have seen it.
  ///   - besides: what is written in the same transaction, once the article stands.
  /// - Returns: the article as it is stored.
  /// - Throws: `StorageError`; then nothing of it is stored.
  package func save(
    in store: Store,
    at now: Date,
    lasting: Lasting = .atOnce,
    besides: (StoreTransaction, StoredArticle) throws -> Void = { _, _ in }
  ) throws(StorageError) -> (StoredArticle, SaveOutcome) {
    try store.write(lasting: lasting, in: .articles) { transaction in
      let (stored, outcome) = try transaction.articles.save(reading, at: now)
      if outcome != .unchanged { try filing?.file(stored.id.number, in: transaction, at: now) }
      try besides(transaction, stored)
      return (stored, outcome)
    }
  }
}
