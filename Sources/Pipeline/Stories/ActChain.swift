package import Model
package import Storage
internal import Stories

/// One tie between two stored events: the first answers the second.
package struct ActLink: Sendable, Hashable {
  /// The event that answers.
  package var answer: RecordID
  /// The event that is answered.
  package var cause: RecordID
  /// The words that tie them.
  package var cue: String
  /// The article that says so.
  package var article: RecordID
}

/// Acts tied into answers and counter-answers.
package struct ActChain: Sendable {
  /// The events of the chain by the day that they happened on, those without a day last.
  package var events: [StoredEvent]
  /// What ties those events to one another.
  package var links: [ActLink]
  /// Events that tell the same act as one of the chain, by that one's id.
  package var retold: [RecordID: [RecordID]]
}

/// Follows chains from article to article.
///
/// An article ties its own events by the words between them. The same act told elsewhere (same sides and root code, at most
/// two days apart) carries the chain on into the articles that tell it.
package struct ChainReader: Sendable {
  /// Longer chains are cut: nobody reads them, and names as frequent as a war's would tie everything to everything.
  private static let eventsMax = 24
  /// Reports of one act are dated at most this many days apart.
  private static let daysApartMax = 2
  /// Reports of one act whose articles are looked at.
  private static let reportsMax = 8

  private let store: Store

  /// A reader over a store.
  package init(store: Store) { self.store = store }

  /// The chain of an event; alone where nothing ties it.
  ///
  /// - Complexity: bounded by the length of a chain times the reports that are looked at.
  package func chain(of start: StoredEvent) throws -> ActChain {
    var walk = ChainWalk(start)
    while let event = walk.next(), walk.events.count < Self.eventsMax {
      let reports = try reports(of: event)
      walk.note(reports, of: event)
      for report in [event] + reports { walk.follow(try links(inArticleOf: report), at: report, as: event) }
    }
    return walk.chain
  }

  private func links(inArticleOf event: StoredEvent) throws -> [(link: EventLink, events: [StoredEvent])] {
    guard let article = try store.articles.article(event.articleID.number) else { return [] }
    return EventChains.links(among: article.events.map(\.event)).map { ($0, article.events) }
  }

  /// Other reports of an act; none where its sides or its day are not known.
  private func reports(of event: StoredEvent) throws -> [StoredEvent] {
    guard let actor = event.event.actor, actor.isNamed, let target = event.event.target, target.isNamed,
      let day = event.event.date?.first, event.event.status == .realised
    else { return [] }
    let days = day.adding(days: -Self.daysApartMax)...day.adding(days: Self.daysApartMax)
    let found = try store.articles.countedEvents(of: .dyad(actor: actor.name, target: target.name), in: days)
    return found.map(\.event)
      .filter { $0.id != event.id && $0.event.code.root == event.event.code.root }
      .prefix(Self.reportsMax).map { $0 }
  }
}

/// The events and links found so far, and those that are still to be looked at.
private struct ChainWalk {
  private(set) var events: [StoredEvent]
  private var links: [ActLink] = []
  private var retold: [RecordID: [RecordID]] = [:]
  /// The event of the chain that stands for an event, by id.
  private var standing: [RecordID: RecordID]
  private var waiting: [StoredEvent]

  init(_ start: StoredEvent) {
    events = [start]
    waiting = [start]
    standing = [start.id: start.id]
  }

  mutating func next() -> StoredEvent? { waiting.popLast() }

  mutating func note(_ reports: [StoredEvent], of event: StoredEvent) {
    for report in reports where standing[report.id] == nil {
      standing[report.id] = event.id
      retold[event.id, default: []].append(report.id)
    }
  }

  /// Takes the links of an article that touch a report of an event.
  mutating func follow(
    _ found: [(link: EventLink, events: [StoredEvent])],
    at report: StoredEvent,
    as event: StoredEvent
  ) {
    for (link, events) in found {
      let (answer, cause) = (events[link.answer], events[link.cause])
      guard answer.id == report.id || cause.id == report.id else { continue }
      let tie = ActLink(
        answer: stand(answer),
        cause: stand(cause),
        cue: link.cue,
        article: report.articleID
      )
      let isKnown = links.contains { $0.answer == tie.answer && $0.cause == tie.cause }
      if !isKnown { links.append(tie) }
    }
  }

  /// The event of the chain that an event is; a new one is looked at later.
  private mutating func stand(_ event: StoredEvent) -> RecordID {
    if let known = standing[event.id] { return known }
    standing[event.id] = event.id
    events.append(event)
    waiting.append(event)
    return event.id
  }

  var chain: ActChain {
    let ordered = events.sorted { left, right in
      (left.event.date?.first?.daysSinceEpoch ?? .max, left.id.number)
        < (right.event.date?.first?.daysSinceEpoch ?? .max, right.id.number)
    }
    return ActChain(events: ordered, links: links, retold: retold)
  }
}
