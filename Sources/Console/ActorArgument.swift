internal import Actors
internal import Alerting
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// Names of actors and persons as analysts type them.
enum ActorArgument {
  /// Whom a name stands for.
  enum Meaning {
    /// An actor by its canonical name.
    case actor(String)
    /// Nobody but persons whom stored events name.
    case persons([StoredPerson])
  }

  /// The canonical name, also of a set that an analyst defined. Where a person or a name in another language stands for it,
  /// that is noted, with `--person` where the command has it.
  ///
  /// - Throws: `CommandFailure` with suggestions for a name that nobody has.
  static func canonical(_ name: String, at desk: Desk, takesPerson: Bool = true) throws -> String {
    let names = try desk.names()
    if ["unknown", "nobody"].contains(name.lowercased()) { return name.lowercased() }
    guard let known = names.canonical(name) else { throw unknown(name, names) }
    if let note = names.note(name) {
      desk.errors.print(paragraph: "note: \(note)\(try personHint(name, at: desk, takesPerson: takesPerson))")
    }
    return known
  }

  /// An actor; else the persons of that name whom stored events name.
  ///
  /// - Throws: `CommandFailure` with suggestions for a name that nobody has.
  static func meaning(of name: String, at desk: Desk) throws -> Meaning {
    let persons = try personsAlone(name, at: desk)
    return persons.isEmpty ? .actor(try canonical(name, at: desk)) : .persons(persons)
  }

  /// The persons of a name that no actor has; none for other names.
  ///
  /// - Throws: `StorageError`.
  static func personsAlone(_ name: String, at desk: Desk) throws -> [StoredPerson] {
    guard try desk.names().canonical(name) == nil, !["unknown", "nobody"].contains(name.lowercased()) else {
      return []
    }
    let persons = try desk.persons(named: name)
    noteSeveral(persons, name, at: desk)
    return persons
  }

  /// The persons of a name whom stored events name.
  ///
  /// - Throws: `CommandFailure` where there is none, with the nearest name.
  static func persons(_ name: String, at desk: Desk) throws -> [StoredPerson] {
    let persons = try desk.persons(named: name)
    guard persons.isEmpty else {
      noteSeveral(persons, name, at: desk)
      return persons
    }
    let words = try desk.store().articles.persons(limit: suggestedMax).map(\.person.name)
    let near = Suggestion.nearest(to: name, among: words + words.compactMap(\.lastWord))
    throw CommandFailure(
      message:
        "no stored event names “\(name)”; \(near.map { "did you mean \($0)?" } ?? "persons lists whom events name")\(scriptHint(name))",
      exitStatus: .usage
    )
  }

  /// One or two names among words, of which none needs quotes: `Cote d'Ivoire`, `United States China`.
  ///
  /// - Throws: `CommandFailure` with suggestions where they are no names.
  static func sides(_ words: [String], at desk: Desk) throws -> [String] {
    let names = try desk.names()
    let isKnown = { (words: ArraySlice<String>) in names.canonical(words.joined(separator: " ")) != nil }
    if words.count > 1, isKnown(words[...]) { return [try canonical(words.joined(separator: " "), at: desk)] }
    for count in (1..<max(words.count, 1)).reversed()
    where isKnown(words[..<count]) && isKnown(words[count...]) {
      return try [words[..<count], words[count...]].map { try canonical($0.joined(separator: " "), at: desk) }
    }
    guard words.count <= 2 else { throw unknown(words.joined(separator: " "), names) }
    return try words.map { try canonical($0, at: desk) }
  }

  /// Names of persons that a mistyped one is held against.
  private static let suggestedMax = 2_000

  private static func unknown(_ name: String, _ names: ActorNames) -> CommandFailure {
    let near = names.suggestions(name).prefix(3)
    let hint = near.isEmpty ? scriptHint(name) : "; did you mean \(near.joined(separator: ", "))?"
    return CommandFailure(message: "nobody is known as “\(name)”\(hint)", exitStatus: .usage)
  }

  /// What is known of other scripts, for a name in one; nothing for others.
  static func scriptHint(_ name: String) -> String {
    name.unicodeScalars.allSatisfy(\.isASCII)
      ? ""
      : "; of other scripts countries are known by the names that their languages have for them, and who holds an office as Cyrillic spells it: in Latin letters all are"
  }

  private static func noteSeveral(_ persons: [StoredPerson], _ name: String, at desk: Desk) {
    guard persons.count > 1 else { return }
    desk.errors.print(
      paragraph:
        "note: \(name) names \(persons.count) persons: \(persons.map(\.name).joined(separator: ", "))"
    )
  }

  /// Where an office holder stands for a state: how to ask for what names the person.
  private static func personHint(_ name: String, at desk: Desk, takesPerson: Bool) throws -> String {
    let persons = try desk.persons(named: name)
    guard let first = persons.first else { return "" }
    let option = "--person \(REPLLine.quoted(persons.count == 1 ? first.name : name))"
    return "; \(takesPerson ? option : "events \(option)") asks for what names the person"
  }
}

extension Desk {
  /// The persons of a name whom stored events name; what was stored before persons were kept is looked through first.
  ///
  /// - Throws: `StorageError`.
  func persons(named name: String) throws -> [StoredPerson] {
    try findPersons()
    let articles = try store().articles
    let found = try articles.persons(named: name)
    guard found.isEmpty, let spelling = ForeignSpelling(name) else { return found }
    // Events name persons in Latin letters: of those the nearest in sound is meant.
    let known = try articles.persons(limit: Self.personsHeard).map(\.person)
    let heard = known.compactMap { person in
      let parts = name.contains(" ") ? [person.name] : person.name.split(separator: " ").map(String.init)
      return parts.compactMap(spelling.distance).min().map { (distance: $0, person: person) }
    }
    let nearest = heard.map(\.distance).min()
    return heard.filter { $0.distance == nearest }.map(\.person)
  }

  /// Persons whose names are held against one in another script: those who are named most often.
  private static let personsHeard = 5_000

  /// Looks events through that were stored before persons were kept; once in the life of a store.
  ///
  /// - Throws: `StorageError`.
  func findPersons() throws {
    let store = try store()
    guard store.writeObstacle == nil, try !store.articles.personBacklog(limit: 1).isEmpty else { return }
    errors.print("note: events that an older tocsin stored are looked through for persons, this once")
    try PersonBacklog(store: store).drain()
  }
}

extension String {
  fileprivate var lastWord: String? { split(separator: " ").last.map(String.init) }
}
