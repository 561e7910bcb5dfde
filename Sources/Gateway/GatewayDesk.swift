package import Fetching
package import Foundation
package import Pipeline
package import Service
package import Storage

/// What the gateway works with: the store, what runs over it, and the words that the desk has for what goes wrong.
package struct GatewayDesk: Sendable {
  package var store: Store
  package var service: AlertService
  package var books: RuleBookCache
  /// The stages from an address to what is stored, as the settings stand at the time.
  package var ingest: @Sendable () throws -> Ingest
  /// Reads stories, as the settings stand at the time.
  package var stories: @Sendable () throws -> StoryReader
  /// The stages after the fetch.
  package var analyser: @Sendable () -> Analyser
  /// What is written down with what is stored.
  package var stamp: @Sendable () -> Date
  /// Words for people; nil where there are none.
  package var explain: @Sendable (any Error) -> Explanation?
  /// How a watch fares: whether it is well, and in words.
  package var watchHealth: @Sendable (WatchLine, Date) -> (isWell: Bool, words: String)
  /// Asks receivers of webhooks.
  package var transport: any Transport
  /// Private networks that may be reached, as the settings stand at the time.
  package var allowed: @Sendable () throws -> [AddressRange]
  /// What happens, to all who listen.
  package var hub: NewsHub<DeskNews>

  /// Makes a desk.
  package init(
    store: Store,
    service: AlertService,
    books: RuleBookCache,
    ingest: @escaping @Sendable () throws -> Ingest,
    stories: @escaping @Sendable () throws -> StoryReader,
    analyser: @escaping @Sendable () -> Analyser,
    stamp: @escaping @Sendable () -> Date = { Date() },
    explain: @escaping @Sendable (any Error) -> Explanation?,
    watchHealth: @escaping @Sendable (WatchLine, Date) -> (isWell: Bool, words: String),
    transport: any Transport,
    allowed: @escaping @Sendable () throws -> [AddressRange],
    hub: NewsHub<DeskNews>
  ) {
    self.store = store
    self.service = service
    self.books = books
    self.ingest = ingest
    self.stories = stories
    self.analyser = analyser
    self.stamp = stamp
    self.explain = explain
    self.watchHealth = watchHealth
    self.transport = transport
    self.allowed = allowed
    self.hub = hub
  }

  /// Rules and silences as they stand.
  func rules() throws -> RuleReading { try books.current(in: store, silencesEndingAfter: stamp()) }

  /// Shows the rules what came, and tells all who listen what came of it.
  ///
  /// - Throws: `StorageError`; the next round goes on.
  func evaluate() throws {
    for news in try service.round().news { hub.tell(news) }
  }
}
