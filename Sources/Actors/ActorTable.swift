import EmbeddedData
package import Model
import Text

/// Who there is: states, organisations, armed groups, regions and those who speak for them, under all their names.
///
/// The names come from the data files of this room; an analyst's own definitions are added with `adding(_:)`.
///
/// A class: every reader of an article holds the table, and copying one would count the references of all its parts.
package final class ActorTable: Sendable {
  let entries: ActorEntries

  /// All actors, an analyst's sets included, in the order in which they were read.
  package var actors: [Actor] { entries.actors }
  var canonical: [String: Int32] { entries.canonical }
  var roles: [ActorRole] { entries.roles }
  var offices: [Office] { entries.offices }
  var persons: [KnownPerson] { entries.persons }
  var officials: ActorRole? { entries.officials }
  var trie: NameTrie { entries.trie }
  var linkWords: LinkWords { entries.linkWords }
  var compounds: CompoundRules { entries.compounds }
  var descriptions: DescriptionWords { entries.descriptions }
  var alliances: [String] { entries.alliances }
  var listedNames: [ListedName] { entries.listedNames }

  /// A table of entries.
  init(_ entries: ActorEntries) { self.entries = entries }

  /// The table that stands in the program.
  package static let standard: ActorTable = {
    var reader = ActorTableReader()
    reader.readAll()
    return ActorTable(reader.table)
  }()

  /// The actor of a name as an analyst types it: a country, a demonym, a capital, a group, in any case; or an ISO 3166
  /// code in capitals.
  ///
  /// Names of persons, role nouns and bare surnames name nobody here. Where a name has several meanings the first of
  /// the data wins.
  package func actor(named name: String) -> Actor? { actorIndex(named: name).map { actors[Int($0)] } }

  /// Reads the longest name at the start of a text: `Bosnia and Herzegovina` before `Bosnia`.
  ///
  /// - Parameter words: words in order; marks may be words of their own.
  /// - Returns: the actor and how many of the words its name takes; nil where no name begins here.
  package func longestName(at words: some Collection<String>) -> (actor: Actor, words: Int)? {
    var best: (actor: Actor, words: Int)?
    var node = NameTrie.root
    for (count, word) in words.enumerated() {
      node = trie.node(after: node, word: word)
      guard node >= 0 else { break }
      if let sense = trie.senses(at: node).first(where: { $0.kind == .actor }) {
        best = (actors[Int(sense.actor)], count + 1)
      }
    }
    return best
  }

  /// The names of an actor's members at a day, or at any time without one; empty for what has none.
  ///
  /// Members of members count (`Africa` by way of the African Union), the sets between do not.
  package func members(of name: String, at day: CalendarDay? = nil) -> [String] {
    guard let index = actorIndex(named: name) else { return [] }
    var found: [String] = []
    collectMembers(of: index, at: day, depth: 0, into: &found)
    return found
  }

  /// True where a participant is an actor or one of its members: `in NATO`.
  ///
  /// A participant with a role counts as its country does not: `Iraq insurgents` are not in the Arab League.
  package func isActor(_ participant: String, in name: String, at day: CalendarDay? = nil) -> Bool {
    guard let index = actorIndex(named: name) else { return false }
    return actors[Int(index)].name == participant || members(of: name, at: day).contains(participant)
  }

  /// The home country of a canonical name: of a group its home, of `Iraq insurgents` Iraq, of a country itself.
  package func home(of name: String) -> String? {
    if let actor = actor(named: name) { return actor.home }
    let words = name.split(separator: " ")
    for count in stride(from: words.count - 1, to: 0, by: -1) {
      if let actor = actor(named: words[..<count].joined(separator: " ")) { return actor.home }
    }
    return nil
  }

  /// The actor of a canonical name as mentions carry it.
  package func actor(canonical name: String) -> Actor? { canonical[name].map { actors[Int($0)] } }

  func actorIndex(named name: String) -> Int32? {
    let node = trie.node(of: Self.withoutArticle(name))
    let named =
      node < 0 ? nil : trie.senses(at: node).first { $0.kind == .actor && $0.form != .person }?.actor
    return named ?? entries.codes[name]
  }

  /// Names stand in the trie without `the`.
  static func withoutArticle(_ name: some StringProtocol) -> String {
    let lowered = name.prefix(4).lowercased()
    return lowered == "the " ? String(name.dropFirst(4)) : String(name)
  }

  /// How deep sets may hold sets: deeper than any real one, so that a definition of itself ends.
  private static let membershipDepthMax = 8

  private func collectMembers(of index: Int32, at day: CalendarDay?, depth: Int, into found: inout [String]) {
    guard depth < Self.membershipDepthMax else { return }
    for membership in entries.memberships[index] ?? [] where membership.holds(at: day) {
      if entries.memberships[membership.member] == nil {
        let name = actors[Int(membership.member)].name
        if !found.contains(name) { found.append(name) }
      } else {
        collectMembers(of: membership.member, at: day, depth: depth + 1, into: &found)
      }
    }
  }
}

/// What a table holds.
struct ActorEntries: Sendable {
  var actors: [Actor] = []
  /// Places in `actors` by canonical name.
  var canonical: [String: Int32] = [:]
  var roles: [ActorRole] = []
  /// ISO 3166 codes, which texts do not use and analysts may.
  var codes: [String: Int32] = [:]
  /// What one with an office of state is, whose title is no role noun of its own.
  var officials: ActorRole?
  var offices: [Office] = []
  var persons: [KnownPerson] = []
  var memberships: [Int32: [Membership]] = [:]
  var trie = NameTrie()
  var linkWords = LinkWords()
  var compounds = CompoundRules()
  var descriptions = DescriptionWords()
  /// Military alliances, whose members are allies.
  var alliances: [String] = []
  /// Every way to write a name that `suggestions(for:)` may offer, with its actor.
  var listedNames: [ListedName] = []
}

/// An office of a country, such as `foreign minister`.
struct Office: Sendable, Hashable {
  var actor: Int32
  var title: String
}

/// Somebody who holds or held an office, or leads a group, under one of the names that texts give.
struct KnownPerson: Sendable, Hashable {
  var actor: Int32
  /// Index into the table's offices.
  var office: Int16
  /// Days since 1970-01-01 from which the office was held.
  var from: Int32
  /// As a text may give it in full, and the surname alone; lower case.
  var written: String
  var surname: String
  /// The name by which the person is known, the same for all ways to write it.
  var name: String
}

/// That one actor belongs to another, between two days.
struct Membership: Sendable {
  var member: Int32
  /// Days since 1970-01-01, both within.
  var from = Int32.min
  var to = Int32.max

  func holds(at day: CalendarDay?) -> Bool {
    guard let day else { return true }
    return from <= day.daysSinceEpoch && day.daysSinceEpoch <= to
  }
}

/// A name that may be suggested.
struct ListedName: Sendable {
  var text: String
  var actor: Int32
}
