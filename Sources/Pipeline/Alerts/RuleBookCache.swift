package import Actors
package import Alerting
package import Foundation
package import Storage
internal import Synchronization

/// The rules, the silences and the actors as they stand at a moment: all that is held against an article.
package struct RuleReading: Sendable {
  /// The rules, those that are broken apart.
  package let book: RuleBook
  /// Whom conditions may name.
  package let names: ActorNames
  /// The silences that were asked for, with their matchers read.
  package let silences: [Silence]
  /// Whom the texts of articles may name.
  package let actors: ActorTable
}

/// Keeps what was read as long as rules, silences and sets of actors stay the same, so that conditions are compiled once in
/// the life of a process and not at each article.
package final class RuleBookCache: Sendable {
  private struct Kept {
    let rules: [StoredRule]
    let table: ActorTable
    let names: ActorNames
    let book: RuleBook
    var silences: [StoredSilence: Silence?] = [:]
  }

  private let actors: DefinedActors
  private let kept = Mutex<Kept?>(nil)

  /// An empty cache over the actors that conditions may name.
  package init(actors: DefinedActors = DefinedActors()) { self.actors = actors }

  /// What stands in a store.
  ///
  /// - Parameters:
  ///   - store: where they stand.
  ///   - moment: only silences that end later.
  /// - Returns: all of it, read.
  /// - Throws: `StorageError`.
  /// - Complexity: linear in rules and silences; what has not changed is not compiled again.
  package func current(
    in store: Store,
    silencesEndingAfter moment: Date
  ) throws(StorageError) -> RuleReading {
    let rules = try store.alerts.ruleTexts()
    let stored = try store.alerts.silences(endingAfter: moment)
    let table = try actors.table(in: store)
    return kept.withLock { kept in
      var current =
        kept.flatMap { $0.rules == rules && $0.table === table ? $0 : nil } ?? Self.read(rules, table)
      let known = current.silences
      current.silences = Dictionary(
        stored.map { ($0, known[$0] ?? Silence($0, names: current.names)) }
      ) { first, _ in first }
      kept = current
      return RuleReading(
        book: current.book,
        names: current.names,
        silences: stored.compactMap { current.silences[$0] ?? nil },
        actors: table
      )
    }
  }

  private static func read(_ rules: [StoredRule], _ table: ActorTable) -> Kept {
    let names = ActorNames(table)
    let awake = rules.filter { !$0.isDisabled }
    return Kept(rules: rules, table: table, names: names, book: RuleBook(awake, names: names))
  }
}
