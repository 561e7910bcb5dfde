internal import Alerting
internal import Model
internal import Pipeline
internal import Storage

/// What Tab may offer at a place of a command.
enum Completing: Sendable {
  case words([String])
  case articles
  case events
  case stories
  case firings
  /// Those that are not resolved.
  case openFirings
  case deliveries
  case rules
  case webhooks
  case watches
  /// Names of one word; the others are typed in quotes.
  case actors
  case files

  /// As many ids as one looks through.
  private static let idsMax = 20

  /// What is offered of a store, the newest ids first; files are the completion's own.
  ///
  /// - Parameters:
  ///   - store: where things stand.
  ///   - names: whom conditions may name.
  ///   - typed: the beginning of the word.
  /// - Returns: words, fitting or not.
  /// - Throws: `StorageError`.
  func offers(_ store: Store, _ names: ActorNames, typed: String) throws -> [String] {
    switch self {
    case .words(let words): return words
    case .articles:
      var query = ArticleQuery()
      query.limit = Self.idsMax
      return try store.articles(query).map(\.id.description)
    case .events:
      var query = EventQuery()
      query.limit = Self.idsMax
      return try store.events(query).map(\.id.description)
    case .stories:
      var query = StoryQuery()
      query.limit = Self.idsMax
      return try store.stories(query).map(\.id.description)
    case .firings, .openFirings:
      var query = FiringQuery()
      query.limit = Self.idsMax
      if case .openFirings = self { query.isOpen = true }
      return try store.firings(query).map(\.id.description)
    case .deliveries:
      return try store.deliveries(DeliveryQuery(limit: Self.idsMax)).map {
        RecordID(.delivery, $0.number).description
      }
    case .rules: return try store.ruleTexts().map(\.name)
    case .watches: return try store.watches().map(\.name)
    case .webhooks: return try store.endpoints().map(\.name)
    case .actors: return typed.isEmpty ? [] : names.suggestions(typed).filter { !$0.contains(" ") }
    case .files: return []
    }
  }
}
