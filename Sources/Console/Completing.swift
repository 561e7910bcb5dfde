internal import Alerting
internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// What Tab may offer at a place of a command.
enum Completing: Sendable {
  case words([String])
  /// Words with what they mean.
  case described([(word: String, meaning: String)])
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
  /// Outlets whose articles are stored.
  case outlets
  /// Whom conditions may name; names of several words are offered in quotes.
  case actors
  /// Persons whom stored events name.
  case persons
  /// Codes of acts, in words.
  case codes
  case files

  /// As many ids as one looks through.
  private static let idsMax = 20
  /// True where what is offered begins as it was typed already, marks of letters aside: it is not held against it again.
  var isFitting: Bool { if case .actors = self { true } else { false } }

  private static let outletsMax = 50
  private static let personsMax = 200

  /// What is offered of a store, the newest ids first; files are the completion's own.
  ///
  /// - Parameters:
  ///   - store: where things stand.
  ///   - names: whom conditions may name.
  ///   - typed: the beginning of the word.
  /// - Returns: candidates, fitting or not.
  /// - Throws: `StorageError`.
  func offers(_ store: Store, _ names: ActorNames, typed: String) throws -> [Completion.Candidate] {
    switch self {
    case .words(let words): words.map { Completion.Candidate($0) }
    case .described(let words): words.map { Completion.Candidate($0.word, note: $0.meaning) }
    case .articles: try Self.articles(store)
    case .events: try Self.events(store)
    case .stories: try Self.stories(store)
    case .firings: try Self.firings(store, isOpen: false)
    case .openFirings: try Self.firings(store, isOpen: true)
    case .deliveries: try Self.deliveries(store)
    case .rules: try store.alerts.ruleTexts().map { Completion.Candidate($0.name, note: $0.text) }
    case .webhooks:
      try store.outbox.endpoints().map { Completion.Candidate($0.name, note: $0.condition.state.rawValue) }
    case .watches: try store.watches.all().map { Completion.Candidate($0.name) }
    case .outlets:
      try store.articles.outlets(limit: Self.outletsMax).map { Completion.Candidate(REPLLine.quoted($0)) }
    case .actors: try Self.actors(store, names, typed)
    case .persons:
      try store.articles.persons(limit: Self.personsMax).map {
        Completion.Candidate(REPLLine.quoted($0.person.name), note: "\($0.eventCount) events")
      }
    case .codes: Codebook.standard.entries.map { Completion.Candidate($0.code.rawValue, note: $0.phrase) }
    case .files: []
    }
  }

  private static func articles(_ store: Store) throws -> [Completion.Candidate] {
    var query = ArticleQuery()
    query.limit = idsMax
    return try store.articles.lines(query).map { Completion.Candidate($0.id.description, note: $0.title) }
  }

  private static func events(_ store: Store) throws -> [Completion.Candidate] {
    var query = EventQuery()
    query.limit = idsMax
    return try store.articles.events(query).map {
      Completion.Candidate($0.id.description, note: $0.event.headline)
    }
  }

  private static func stories(_ store: Store) throws -> [Completion.Candidate] {
    var query = StoryQuery()
    query.limit = idsMax
    return try store.stories.lines(query).map { Completion.Candidate($0.id.description, note: $0.title) }
  }

  private static func firings(_ store: Store, isOpen: Bool) throws -> [Completion.Candidate] {
    var query = FiringQuery()
    query.limit = idsMax
    query.isOpen = isOpen
    return try store.alerts.firings(query).map { line in
      let told = line.event?.headline ?? line.title ?? ""
      return Completion.Candidate(line.id.description, note: "\(line.rule): \(told)")
    }
  }

  private static func deliveries(_ store: Store) throws -> [Completion.Candidate] {
    try store.outbox.deliveries(DeliveryQuery(limit: idsMax)).map { delivery in
      Completion.Candidate(
        RecordID(.delivery, delivery.number).description,
        note: "to \(delivery.endpoint), \(delivery.state.rawValue)"
      )
    }
  }

  /// Names that begin so, in quotes where they have several words; where nothing is typed, those who act most in what is stored.
  private static func actors(
    _ store: Store,
    _ names: ActorNames,
    _ typed: String
  ) throws -> [Completion.Candidate] {
    guard !typed.isEmpty else {
      let busy = try store.articles.busiestActors(limit: idsMax)
      return (busy.isEmpty ? wellKnown : busy).map { Completion.Candidate(REPLLine.quoted($0)) }
    }
    return names.completions(typed).map { Completion.Candidate(REPLLine.quoted($0.name), note: $0.meaning) }
  }

  /// Whom an empty store offers, to show what a name looks like.
  private static let wellKnown = [
    "China", "European Union", "NATO", "Russia", "United Nations", "United States",
  ]
}
