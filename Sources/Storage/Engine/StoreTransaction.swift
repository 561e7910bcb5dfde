/// One transaction over the store: all that is written through it is kept, or nothing of it.
///
/// It stores and gives what is stored; what is to be written, and in which words, its user decides.
package struct StoreTransaction {
  let database: Database

  /// Readings of articles.
  package var articles: ArticleFacet { ArticleFacet(database) }
  /// Stories, their members and keys.
  package var stories: StoryFacet { StoryFacet(database) }
  /// Threads, decisions, firings.
  package var alerts: AlertFacet { AlertFacet(database) }
  /// Watches and their items.
  package var watches: WatchFacet { WatchFacet(database) }
  /// Endpoints as recipients, and deliveries.
  package var outbox: OutboxFacet { OutboxFacet(database) }
  /// Who did what.
  package var audit: AuditFacet { AuditFacet(database: database) }
  /// Changes that can be taken back.
  package var undo: UndoFacet { UndoFacet(database: database) }
}

extension Store {
  /// Writes in one transaction.
  ///
  /// - Parameters:
  ///   - lasting: when it is on disk.
  ///   - lane: what it writes, where others may write beside it.
  ///   - body: writes.
  /// - Returns: what `body` gives.
  /// - Throws: `StorageError`, also for what `body` throws that is none; then nothing is written.
  package func write<Value>(
    lasting: Lasting = .atOnce,
    in lane: WriteLane = .all,
    _ body: (StoreTransaction) throws -> Value
  ) throws(StorageError) -> Value {
    try commit(lasting: lasting, in: lane) { try body(StoreTransaction(database: $0)) }
  }
}
