import Foundation
internal import Model

/// One way to go on with the beginning of a name.
package struct NameOffer: Sendable, Hashable {
  /// The name as it may be typed.
  package let name: String
  /// Whom it stands for, where that is no actor of this very name.
  package let meaning: String?
}

extension ActorTable {
  /// Of less than that only actors' own names are offered: a letter begins hundreds of others.
  private static let otherNamesMin = 2

  /// Every actor whose own name begins so, letters' case and marks aside, persons who hold or held an office, and names of
  /// countries in other scripts; where no actor's own name does, every actor by the shortest of its others.
  ///
  /// - Complexity: linear in the names of the table.
  package func names(beginning typed: String) -> [NameOffer] {
    let begun = Self.folded(Self.withoutArticle(typed))
    guard !begun.isEmpty else { return [] }
    let own = actors.map(\.name).filter { Self.folded($0).hasPrefix(begun) }.sorted()
    var offers = own.map { NameOffer(name: $0, meaning: nil) }
    guard begun.count >= Self.otherNamesMin else { return offers }
    offers += personNames(begun) + countries(inOtherLanguagesBeginning: begun)
    // Capitals, demonyms and provinces would bury those whose own name it is.
    guard own.isEmpty else { return offers }
    var told = Set<String>()
    let others = listedNames.filter { Self.folded($0.text).hasPrefix(begun) }
      .sorted { ($0.text.count, $0.text) < ($1.text.count, $1.text) }
    for listed in others where told.insert(actors[Int(listed.actor)].name).inserted {
      offers.append(NameOffer(name: listed.text, meaning: actors[Int(listed.actor)].name))
    }
    return offers
  }

  /// Persons by their full name or their surname, whichever begins so, each once.
  private func personNames(_ begun: String) -> [NameOffer] {
    var seen = Set<String>()
    return persons.compactMap { person -> NameOffer? in
      let surname = person.name.split(separator: " ").last.map(String.init) ?? person.name
      let isFull = Self.folded(person.name).hasPrefix(begun)
      // A surname that stands there whole is no beginning of one: `North`, `Un`.
      let isSurname = Self.folded(surname).hasPrefix(begun) && surname.count > begun.count
      guard isFull || isSurname, seen.insert(person.name).inserted else { return nil }
      let name = isFull ? person.name : surname
      return NameOffer(name: name, meaning: "\(person.name), \(actors[Int(person.actor)].name)")
    }.sorted { $0.name < $1.name }
  }
}
