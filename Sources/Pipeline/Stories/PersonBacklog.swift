internal import Actors
internal import Foundation
internal import Model
package import Storage

/// Looks events through for persons that were stored before persons were kept: what their grounds quote names them.
package struct PersonBacklog: Sendable {
  private let store: Store

  /// Articles that are looked through in one transaction.
  private static let batch = 500

  /// A backlog of a store.
  package init(store: Store) { self.store = store }

  /// Looks all through that wait.
  ///
  /// - Throws: `StorageError`; what was kept before it stays.
  package func drain() throws {
    while case let waiting = try store.articles.personBacklog(limit: Self.batch), !waiting.isEmpty {
      try store.write { transaction in
        for article in waiting {
          for stored in try transaction.articles.events(of: article) {
            let day = stored.event.date?.first
            var persons: [EventSide: String] = [:]
            persons[.actor] = stored.event.grounds.actor.flatMap { Self.person($0, on: day) }
            persons[.target] = stored.event.grounds.target.flatMap { Self.person($0, on: day) }
            if !persons.isEmpty { try transaction.articles.setPersons(persons, of: stored.id.number) }
          }
        }
        try transaction.articles.dropFromPersonBacklog(waiting)
      }
    }
  }

  /// The person of a ground: the one that it keeps, whom its rule gives in full (`Athar Abbas: spokesman of …`), or whom the
  /// table finds in its words.
  private static func person(_ ground: ParticipantGround, on day: CalendarDay?) -> String? {
    if let person = ground.person { return person }
    guard !ground.mention.isEmpty else { return nil }
    if let end = ground.rule.firstRange(of: ": ")?.lowerBound {
      let name = String(ground.rule[..<end])
      if name.hasSuffix(" " + ground.mention) { return name }
    }
    return ActorTable.standard.person(namedIn: ground.mention, on: day)
  }
}
