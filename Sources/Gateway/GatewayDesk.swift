package import Alerting
internal import Board
package import Fetching
package import Foundation
package import Pipeline
package import Service
package import Storage

/// What the gateway works with: the store, what runs over it, and the words that the desk has for what goes wrong.
package struct GatewayDesk: Sendable {
  /// Where everything is kept.
  package var store: Store
  /// What evaluates rules and delivers messages; it is told where something was changed.
  package var service: AlertService
  /// The rules and sets as they were read last, shared with that service.
  package var books: RuleBookCache
  /// The stages from an address to what is stored, as the settings stand at the time.
  package var ingest: @Sendable () throws -> Ingest
  /// Reads stories, as the settings stand at the time.
  package var stories: @Sendable () throws -> StoryReader
  /// What is written down with what is stored.
  package var stamp: @Sendable () -> Date
  /// Words for people; nil where there are none.
  package var explain: @Sendable (any Error) -> Explanation?
  /// What a condition names and nobody has, in words: it may come, and it may be a slip.
  package var notes: @Sendable (Condition) throws -> [String]
  /// How a watch fares: whether it is well, and in words.
  package var watchHealth: @Sendable (WatchLine, Date) -> (isWell: Bool, words: String)
  /// Asks receivers of webhooks.
  package var transport: any Transport
  /// Private networks that may be reached, as the settings stand at the time.
  package var allowed: @Sendable () throws -> [AddressRange]
  /// Whose threads wait for the store: those that requests come and go by wait for nothing. Nil for no others.
  package var crew: (any TaskExecutor)?
  /// What happens, to all who listen.
  package var hub: NewsHub<DeskNews>
  /// What the board gathers over many rows.
  let outlook = Kept<Outlook>()
  /// All watches with what came of them in a week.
  let watchLines = Kept<[WatchLine]>()

  /// Makes a desk.
  package init(
    store: Store,
    service: AlertService,
    books: RuleBookCache,
    ingest: @escaping @Sendable () throws -> Ingest,
    stories: @escaping @Sendable () throws -> StoryReader,
    stamp: @escaping @Sendable () -> Date = { Date() },
    explain: @escaping @Sendable (any Error) -> Explanation?,
    notes: @escaping @Sendable (Condition) throws -> [String],
    watchHealth: @escaping @Sendable (WatchLine, Date) -> (isWell: Bool, words: String),
    transport: any Transport,
    allowed: @escaping @Sendable () throws -> [AddressRange],
    crew: (any TaskExecutor)? = nil,
    hub: NewsHub<DeskNews>
  ) {
    self.store = store
    self.service = service
    self.books = books
    self.ingest = ingest
    self.stories = stories
    self.stamp = stamp
    self.explain = explain
    self.notes = notes
    self.watchHealth = watchHealth
    self.transport = transport
    self.allowed = allowed
    self.crew = crew
    self.hub = hub
  }

  /// True while the token of somebody who was let in is good; always for those who needed none. Where the store cannot be asked
  /// it is false: who comes back is told what was missed.
  func lets(_ caller: Caller) -> Bool {
    guard let token = caller.token else { return true }
    return (try? store.isTokenGood(token, at: stamp())) ?? false
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
