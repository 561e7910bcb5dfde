internal import Alerting
internal import Storage
internal import Synchronization

/// Keeps a book as long as rules and sets of actors stay the same, so that conditions are compiled once in the life of a
/// process and not at each article.
package final class RuleBookCache: Sendable {
  private struct Source: Equatable {
    var rules: [StoredRule]
    var definitions: [StoredDefinition]
  }

  private let kept = Mutex<(source: Source, names: ActorNames, book: RuleBook)?>(nil)

  /// An empty cache.
  package init() {}

  /// The book of the stored rules, and whom they may name.
  ///
  /// - Throws: `StorageError`.
  func current(in store: Store) throws(StorageError) -> (book: RuleBook, names: ActorNames) {
    // How often a rule has fired means nothing here.
    let rules = try store.rules().map { rule in
      var rule = rule
      rule.firingCount = 0
      return rule
    }
    let source = Source(rules: rules, definitions: try store.definitions())
    return try kept.withLock { (kept) throws(StorageError) in
      if let kept, kept.source == source { return (kept.book, kept.names) }
      let names = try ActorNames(definedIn: store)
      let book = RuleBook(rules, names: names)
      kept = (source, names, book)
      return (book, names)
    }
  }
}
