import EmbeddedData
import Model
import Text

/// Builds the table from the data files, in an order that makes the first meaning of a name the preferred one.
struct ActorTableReader {
  var table = ActorEntries()
  private var ambiguous: [String: CaseRule] = [:]
  /// Shorter surnames (`He`, `Li`) are other words more often than they stand alone.
  private static let surnameBytesMin = 2
  /// Surnames that many others bear.
  private var commonSurnames: Set<String> = []
  private var givenNames: Set<String> = []

  mutating func readAll() {
    readAmbiguous(DataFile.actorAmbiguous.rows)
    givenNames = Set(DataFile.actorGivenNames.lines.flatMap(Self.values).map { $0.lowercased() })
    readCountries(DataFile.actorCountries.rows)
    readOrganisations(DataFile.actorOrganisations.rows)
    readGroups(DataFile.actorGroups.rows)
    readAliases(DataFile.actorSeats.rows, form: .seat)
    readAliases(DataFile.actorForces.rows, form: .force)
    readAliases(DataFile.actorPeoples.rows, form: .people)
    readAliases(DataFile.actorPlaces.rows, form: .place)
    readRegions(DataFile.actorRegions.rows)
    readMembers(DataFile.actorMembers.rows)
    readOffices(DataFile.actorOffices.rows)
    readRoles(DataFile.actorRoles.rows)
    readWords(DataFile.actorTitles.rows)
    readDecoys(DataFile.actorDecoys.rows)
    readList(DataFile.actorGivenNames.lines, kind: .givenName)
    readList(DataFile.actorModifiers.lines, kind: .modifier)
    table.compounds = CompoundRules(DataFile.actorCompounds.rows)
    table.officials = table.roles.last { $0.roleClass == .state }
    table.linkWords = LinkWords(DataFile.actorLinks.rows, table.trie)
    table.descriptions = DescriptionWords(
      descriptions: DataFile.actorDescriptions.rows,
      references: DataFile.actorReferences.rows,
      allies: DataFile.actorAllies.rows
    )
    table.descriptions.addOrganisationNouns(table.actors.flatMap(\.nouns))
    table.alliances = table.actors.filter { $0.nouns.contains("military alliance") }.map(\.name)
  }

  /// The values of a cell, parted by `; `.
  static func values(_ cell: Substring) -> [Substring] {
    cell.parts(at: ";").map(\.withoutLeadingSpaces).filter { !$0.isEmpty }
  }

  // MARK: Actors

  mutating func index(of name: Substring) -> Int32? { table.canonical[String(name)] }

  mutating func add(_ name: Substring, _ kind: ActorKind, home: String?, nouns: [Substring] = []) -> Int32 {
    if let known = table.canonical[String(name)] { return known }
    let index = Int32(table.actors.count)
    table.actors.append(Actor(name: String(name), kind: kind, home: home, nouns: nouns.map(String.init)))
    table.canonical[String(name)] = index
    addName(name, NameSense(actor: index, kind: .actor, form: kind == .region ? .region : .name))
    return index
  }

  private mutating func readCountries(_ rows: [[Substring]]) {
    for row in rows where row.count == 6 {
      let actor = add(row[0], .country, home: String(row[0]))
      table.codes[String(row[1])] = actor
      addNames(Self.values(row[2]), actor, .name)
      addNames(Self.values(row[3]), actor, .adjective)
      addNames(Self.values(row[4]), actor, .people)
      addNames(Self.values(row[5]), actor, .capital)
    }
  }

  private mutating func readOrganisations(_ rows: [[Substring]]) {
    for row in rows where row.count >= 2 {
      let actor = add(row[0], .organisation, home: nil, nouns: Self.values(row[1]))
      if row.count > 2 { addNames(Self.values(row[2]), actor, .name) }
    }
  }

  private mutating func readGroups(_ rows: [[Substring]]) {
    for row in rows where row.count >= 4 {
      let kind = ActorKind(rawValue: String(row[1])) ?? .party
      let actor = add(row[0], kind, home: row[2].isEmpty ? nil : String(row[2]))
      addNames(Self.values(row[3]), actor, .name)
      guard row.count > 4 else { continue }
      let office = addOffice(actor, "leader")
      for leader in Self.values(row[4]) {
        addPerson(leader, called: leader, surname: nil, actor: actor, office: office, from: .min, to: .max)
      }
    }
  }

  private mutating func readRegions(_ rows: [[Substring]]) {
    for row in rows where row.count == 4 {
      let actor = add(row[0], .region, home: nil)
      addNames(Self.values(row[1]), actor, .region)
      addNames(Self.values(row[2]), actor, .region)
      table.memberships[actor] = Self.values(row[3]).compactMap { name in
        index(of: name).map { Membership(member: $0) }
      }
    }
  }

  private mutating func readMembers(_ rows: [[Substring]]) {
    for row in rows where row.count == 2 {
      guard let organisation = index(of: row[0]) else { continue }
      table.memberships[organisation] = Self.values(row[1]).compactMap { value in
        let dated = DatedName(value)
        return index(of: dated.name).map { Membership(member: $0, from: dated.from, to: dated.to) }
      }
    }
  }

  private mutating func readAliases(_ rows: [[Substring]], form: MentionForm) {
    for row in rows where row.count == 2 {
      guard let actor = index(of: row[0]) else { continue }
      addNames(Self.values(row[1]), actor, form)
    }
  }

  // MARK: Persons

  private mutating func readOffices(_ rows: [[Substring]]) {
    for row in rows where row.count == 3 {
      guard let actor = index(of: row[0]) else { continue }
      let office = addOffice(actor, row[1])
      for value in Self.values(row[2]) {
        let dated = DatedName(value)
        let parts = dated.name.parts(at: "=")
        guard let names = parts.first else { continue }
        let ways = names.parts(at: "|")
        for name in ways {
          addPerson(
            name,
            called: ways[0],
            surname: parts.count > 1 ? parts[1] : nil,
            actor: actor,
            office: office,
            from: dated.from,
            to: dated.to
          )
        }
      }
    }
  }

  private mutating func addOffice(_ actor: Int32, _ title: Substring) -> Int16 {
    table.offices.append(Office(actor: actor, title: String(title)))
    return Int16(clamping: table.offices.count - 1)
  }

  private mutating func addPerson(
    _ name: Substring,
    called known: Substring,
    surname: Substring?,
    actor: Int32,
    office: Int16,
    from: Int32,
    to: Int32
  ) {
    var sense = NameSense(actor: actor, kind: .actor, form: .person, detail: office, from: from, to: to)
    addName(name, sense)
    guard let last = surname ?? name.parts(at: " ").last else { return }
    table.persons.append(
      KnownPerson(
        actor: actor,
        office: office,
        from: from,
        written: name.lowercased(),
        surname: last.lowercased(),
        name: String(known)
      )
    )
    guard last != name || surname != nil, last.utf8.count > Self.surnameBytesMin,
      !givenNames.contains(last.lowercased())
    else { return }
    sense.kind = .surname
    // A group's leader is known by the surname alone only where the data says so.
    let isOfGroup = ![.country, .organisation].contains(table.actors[Int(actor)].kind)
    if isOfGroup || commonSurnames.contains(last.lowercased()) { sense.caseRule.insert(.person) }
    addName(last, sense)
  }

  // MARK: Words

  private mutating func readRoles(_ rows: [[Substring]]) {
    for row in rows where row.count == 3 {
      guard let roleClass = RoleClass(rawValue: String(row[0])) else { continue }
      table.roles.append(ActorRole(roleClass: roleClass, label: String(row[1])))
      let role = Int16(clamping: table.roles.count - 1)
      for word in Self.values(row[2]) {
        addName(word, NameSense(kind: .role, form: .role, detail: role), anyCase: true)
      }
    }
  }

  private mutating func readWords(_ rows: [[Substring]]) {
    for row in rows where row.count == 2 {
      let kind: SenseKind = row[0] == "office" ? .office : .address
      for word in Self.values(row[1]) { addName(word, NameSense(kind: kind), anyCase: true) }
    }
  }

  private mutating func readDecoys(_ rows: [[Substring]]) {
    for row in rows where row.count == 2 {
      for name in Self.values(row[1]) { addName(name, NameSense(kind: .decoy)) }
    }
  }

  private mutating func readList(_ lines: [Substring], kind: SenseKind) {
    for word in lines.flatMap(Self.values) {
      addName(word, NameSense(kind: kind), anyCase: kind == .modifier)
    }
  }

  private mutating func readAmbiguous(_ rows: [[Substring]]) {
    for row in rows where row.count == 2 {
      for name in Self.values(row[1]) {
        switch row[0] {
        case "upper": ambiguous[String(name), default: []].insert([.upper, .capital])
        case "written": ambiguous[String(name), default: []].insert(.written)
        case "person": ambiguous[String(name), default: []].insert(.person)
        case "surname": commonSurnames.insert(name.lowercased())
        default: addName(name, NameSense(kind: .follower), anyCase: true)
        }
      }
    }
  }

  // MARK: Names

  private mutating func addNames(
    _ names: [Substring],
    _ actor: Int32,
    _ form: MentionForm
  ) {
    for name in names { addName(name, NameSense(actor: actor, kind: .actor, form: form)) }
  }

  private mutating func addName(
    _ name: Substring,
    _ sense: NameSense,
    anyCase: Bool = false
  ) {
    let name = ActorTable.withoutArticle(name)
    let shape = NameShape(name)
    var sense = sense
    if !anyCase {
      sense.caseRule.formUnion(shape.caseRule)
      sense.capitalPiece = shape.capitalPiece
      // A surname's own mark is whether it is common; that it is also a city's name is another matter.
      if sense.kind == .actor, let rule = ambiguous[name] { sense.caseRule.formUnion(rule) }
    }
    table.trie.insert(shape.pieces, sense)
    if sense.kind == .actor && sense.form != .person {
      table.listedNames.append(ListedName(text: name, actor: sense.actor))
    }
  }
}
