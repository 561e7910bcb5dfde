internal import Actors
internal import Alerting
internal import Storage
internal import Synchronization

/// Keeps a book as long as rules and sets of actors stay the same, so that conditions are compiled once in the life of a
/// process and not at each article.
package final class RuleBookCache: Sendable {
  private struct Kept {
    let rules: [StoredRule]
    let table: ActorTable
    let names: ActorNames
    let book: RuleBook
  }

  private let actors: DefinedActors
  private let kept = Mutex<Kept?>(nil)

  /// An empty cache over the actors that conditions may name.
  package init(actors: DefinedActors = DefinedActors()) { self.actors = actors }

  /// The book of the stored rules, and whom they may name.
  ///
  /// - Throws: `StorageError`.
  func current(in store: Store) throws(StorageError) -> (book: RuleBook, names: ActorNames) {
    let rules = try store.ruleTexts()
    let table = try actors.table(in: store)
    return kept.withLock { kept in
      if let kept, kept.rules == rules, kept.table === table { return (kept.book, kept.names) }
      let names = ActorNames(table)
      let book = RuleBook(rules, names: names)
      kept = Kept(rules: rules, table: table, names: names, book: book)
      return (book, names)
    }
  }
}
