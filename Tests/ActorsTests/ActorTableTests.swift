import Actors
import EmbeddedData
import Model
import Testing

@Suite("The actor table")
struct ActorTableTests {
  let table = ActorTable.standard

  @Test(
    "knows actors by any of their names, in any case",
    arguments: [
      ("russia", "Russia"), ("The Kremlin", "Russia"), ("Burma", "Myanmar"), ("côte d'ivoire", "Ivory Coast"),
      ("Cote d\u{2019}Ivoire", "Ivory Coast"), ("U.S.", "United States"), ("usa", "United States"),
      ("türkiye", "Turkey"), ("al qaida", "Al-Qaeda"), ("Tamil Tigers", "Liberation Tigers of Tamil Eelam"),
      ("Bosnia & Herzegovina", "Bosnia and Herzegovina"), ("hizbullah", "Hezbollah"), ("nato", "NATO"),
      ("RUS", "Russia"),
    ]
  )
  func names(name: String, canonical: String) {
    #expect(table.actor(named: name)?.name == canonical)
  }

  @Test("names nobody for what is no actor", arguments: ["", "rebels", "Atlantis", "the", "New York Times"])
  func unknown(name: String) {
    #expect(table.actor(named: name) == nil)
  }

  @Test("reads the longest name first")
  func longest() throws {
    let found = try #require(table.longestName(at: ["Bosnia", "and", "Herzegovina", "and", "Serbia"]))
    #expect(found.actor.name == "Bosnia and Herzegovina")
    #expect(found.words == 3)
    #expect(table.longestName(at: ["Atlantis"]) == nil)
  }

  @Test(
    "names people by their side and role, as events carry them",
    arguments: [
      ("Iraqi insurgents", "Iraq insurgents"), ("the Syrian rebels", "Syria rebels"),
      ("Belarus protesters", "Belarus protesters"), ("Russian army", "Russia"),
      ("Palestinian gunmen", "Palestinian gunmen"), ("Hezbollah fighters", "Hezbollah"),
      ("United Nations staff", "United Nations"), ("kremlin", "Russia"),
    ]
  )
  func participants(name: String, canonical: String) {
    #expect(table.participant(named: name) == canonical)
  }

  @Test("names no people without a side", arguments: ["rebels", "Atlantean rebels", "Iraqi cucumbers", ""])
  func noParticipants(name: String) {
    #expect(table.participant(named: name) == nil)
  }

  @Test("reads the longest participant first")
  func longestParticipant() throws {
    let people = try #require(table.longestParticipant(at: ["Iraqi", "insurgents", "and", "Iran"]))
    #expect(people.name == "Iraq insurgents")
    #expect(people.words == 2)
    let state = try #require(table.longestParticipant(at: ["Iraq", "and", "Iran"]))
    #expect(state.name == "Iraq")
    #expect(state.words == 1)
  }

  @Test("a set may hold people known by their role")
  func rolesInSets() throws {
    let set = ActorDefinition(name: "irregulars", members: ["Iraqi insurgents", "Syria rebels", "Hamas"])
    let wider = try table.adding(set)
    #expect(wider.members(of: "irregulars") == ["Iraq insurgents", "Syria rebels", "Hamas"])
    #expect(wider.isActor("Syria rebels", in: "irregulars"))
    #expect(!wider.isActor("Syria", in: "irregulars"))
    #expect(wider.home(of: "Iraq insurgents") == "Iraq")
  }

  @Test("counts members at a day")
  func members() throws {
    let before = try #require(CalendarDay(year: 2023, month: 4, day: 3))
    let after = before.adding(days: 1)
    #expect(table.isActor("Finland", in: "NATO", at: after))
    #expect(!table.isActor("Finland", in: "NATO", at: before))
    #expect(table.isActor("NATO", in: "NATO", at: before))
    #expect(!table.members(of: "NATO", at: after).contains("NATO"))
    #expect(table.members(of: "Africa").contains("Kenya"))
    #expect(table.members(of: "Russia").isEmpty)
    #expect(!table.isActor("Iraq insurgents", in: "Arab League"))
  }

  @Test("gives the home of countries, groups and roles")
  func homes() {
    #expect(table.home(of: "Hezbollah") == "Lebanon")
    #expect(table.home(of: "Iraq insurgents") == "Iraq")
    #expect(table.home(of: "Russia") == "Russia")
    #expect(table.home(of: "NATO") == nil)
  }

  @Test(
    "suggests what comes near",
    arguments: [
      ("Rusia", "Russia"), ("Hezbolah", "Hezbollah"), ("Kazak", "Kazakhstan"),
      ("Untied States", "United States"),
    ]
  )
  func suggestions(name: String, first: String) {
    #expect(table.suggestions(for: name).first == first)
  }

  @Test("suggests nothing for what is no name")
  func noSuggestions() {
    #expect(table.suggestions(for: "").isEmpty)
    #expect(table.suggestions(for: String(repeating: "x", count: 5000)).isEmpty)
    #expect(table.suggestions(for: "qqqqqqqqqq").isEmpty)
  }

  @Test("takes an analyst's definitions as values, sets of sets too")
  func definitions() throws {
    let three = try table.adding(
      ActorDefinition(name: "our three", members: ["Estonia", "Latvia", "lithuanian"])
    )
    #expect(three.members(of: "Our Three") == ["Estonia", "Latvia", "Lithuania"])
    #expect(table.actor(named: "our three") == nil)
    let more = try three.adding(ActorDefinition(name: "more", members: ["our three", "Poland"]))
    #expect(more.members(of: "more") == ["Estonia", "Latvia", "Lithuania", "Poland"])
    let again = try more.adding(ActorDefinition(name: "our three", members: ["Estonia", "more"]))
    #expect(again.members(of: "our three").contains("Poland"))
  }

  @Test("refuses definitions that cannot be")
  func badDefinitions() {
    #expect(throws: DefinitionError.taken("Russia")) {
      try table.adding(ActorDefinition(name: "Moscow", members: ["Ukraine"]))
    }
    #expect(throws: DefinitionError.unknownMember("Estnia", suggestions: table.suggestions(for: "Estnia"))) {
      try table.adding(ActorDefinition(name: "mine", members: ["Estnia"]))
    }
    #expect(throws: DefinitionError.empty) { try table.adding(ActorDefinition(name: "mine", members: [])) }
    #expect(throws: DefinitionError.badName(" ")) {
      try table.adding(ActorDefinition(name: " ", members: ["Iran"]))
    }
  }

  @Test("the data holds together: homes and members are actors of the table")
  func data() {
    let names = Set(table.actors.map(\.name))
    #expect(names.count == table.actors.count)
    #expect(table.actors.allSatisfy { $0.home.map(names.contains) ?? true })
    #expect(table.actors.allSatisfy { table.actor(named: $0.name) == $0 })
    #expect(table.members(of: "European Union").count > 20)
  }

  @Test("knows roles by the words and classes of participants, but for those who stand for their country")
  func participantRoles() {
    let rows = DataFile.actorRoles.rows.filter { $0.count == 3 && $0[0] != "state" }
    #expect(rows.count >= 11)
    for row in rows {
      let role = ParticipantRole(rawValue: String(row[1]))
      #expect(role?.roleClass.rawValue == String(row[0]), "\(row[1])")
    }
  }
}
