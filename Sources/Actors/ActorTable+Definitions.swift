/// Why an analyst's definition cannot be added.
package enum DefinitionError: Error, Sendable, Equatable {
  /// A member that the table does not know, with what comes near it.
  case unknownMember(String, suggestions: [String])
  /// The name is empty or longer than any name.
  case badName(String)
  /// The name is that of an actor of the standard table, which a definition may not change.
  case taken(String)
  /// No members.
  case empty
}

/// A set of actors under a name that an analyst chose: `baltic-three is Estonia, Latvia, Lithuania`.
package struct ActorDefinition: Sendable, Hashable, Codable {
  /// As the analyst wrote it; white space at its ends does not count.
  package let name: String
  /// Names as the analyst wrote them; each must be an actor of the table, or people of one: `Iraqi insurgents`.
  package let members: [String]

  /// Makes a definition; it is checked where it is added.
  package init(name: String, members: [String]) {
    self.name = name
    self.members = members
  }
}

extension ActorTable {
  /// How long a defined name may be, in bytes: longer than any real one, short enough to print.
  package static let definedNameBytesMax = 80

  /// A table that knows one more set.
  ///
  /// A definition of a name that was defined before replaces it. Sets may hold sets.
  /// - Throws: what is wrong with the definition; the table is unchanged then.
  package func adding(_ definition: ActorDefinition) throws(DefinitionError) -> ActorTable {
    let name = definition.name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let pieces = NameShape(name).pieces
    guard !pieces.isEmpty, name.utf8.count <= Self.definedNameBytesMax else {
      throw .badName(definition.name)
    }
    guard !definition.members.isEmpty else { throw .empty }
    let known = actorIndex(named: name)
    if let known, actors[Int(known)].kind != .definition { throw .taken(actors[Int(known)].name) }
    var entries = entries
    var members: [Membership] = []
    for member in definition.members {
      guard let index = entries.memberIndex(named: member) else {
        throw .unknownMember(member, suggestions: suggestions(for: member))
      }
      members.append(Membership(member: index))
    }
    let index = known ?? entries.addDefined(name, pieces)
    entries.memberships[index] = members
    return ActorTable(entries)
  }
}

extension ActorEntries {

  fileprivate mutating func addDefined(_ name: String, _ pieces: [UInt64]) -> Int32 {
    let index = Int32(actors.count)
    actors.append(Actor(name: name, kind: .definition, home: nil, nouns: []))
    canonical[name] = index
    trie.insert(pieces, NameSense(actor: index, kind: .actor, form: .definition))
    listedNames.append(ListedName(text: name, actor: index))
    return index
  }

  /// The place in the table of a member of a set; people known by their role get one.
  fileprivate mutating func memberIndex(named name: String) -> Int32? {
    let table = ActorTable(self)
    if let index = table.actorIndex(named: name) { return index }
    guard let participant = table.participant(named: name) else { return nil }
    if let index = canonical[participant] { return index }
    let index = Int32(actors.count)
    actors.append(Actor(name: participant, kind: .people, home: table.home(of: participant), nouns: []))
    canonical[participant] = index
    return index
  }
}
