/// What screens, answers and exports show, read in one snapshot each. They only read.
protocol StoreQueries {
  var store: Store { get }
}

extension StoreQueries {
  typealias Limits = Store.Limits

  /// Reads in one consistent snapshot.
  func read<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value { try store.read(body) }
}

/// Articles, their events, persons and days.
package struct ArticleQueries: StoreQueries, Sendable {
  let store: Store
}

/// Rules, alerts and what was decided about them.
package struct AlertQueries: StoreQueries, Sendable {
  let store: Store
}

/// Stories, their members and digests.
package struct StoryQueries: StoreQueries, Sendable {
  let store: Store
}

/// Endpoints and what is sent to them.
package struct OutboxQueries: StoreQueries, Sendable {
  let store: Store
}

/// Watches, their items, and what is remembered of hosts.
package struct WatchQueries: StoreQueries, Sendable {
  let store: Store
}

extension Store {
  /// Reads articles, events and persons.
  package var articles: ArticleQueries { ArticleQueries(store: self) }
  /// Reads rules and alerts.
  package var alerts: AlertQueries { AlertQueries(store: self) }
  /// Reads stories.
  package var stories: StoryQueries { StoryQueries(store: self) }
  /// Reads endpoints and deliveries.
  package var outbox: OutboxQueries { OutboxQueries(store: self) }
  /// Reads watches.
  package var watches: WatchQueries { WatchQueries(store: self) }
}
