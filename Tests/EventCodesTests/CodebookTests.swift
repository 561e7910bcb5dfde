import EventCodes
import Model
import Testing

@Suite("The codebook")
struct CodebookTests {
  let codebook = Codebook.standard

  private func entry(_ digits: String) throws -> CodeEntry {
    let code = try #require(EventCode(rawValue: digits))
    return try #require(codebook.entry(code))
  }

  @Test(
    "gives Goldstein values, with a parent's where a sub-code has none",
    arguments: [
      ("161", -4.0), ("163", -8.0), ("10", -5.0), ("130", -4.4), ("0334", 6.0), ("0874", 10.0),
      ("1823", -10.0),
      ("1821", -9.0), ("1722", -5.0), ("1383", -7.0), ("111", -2.0), ("0871", 9.0), ("20", -10.0),
      ("057", 8.0),
    ]
  )
  func goldstein(digits: String, value: Double) throws {
    #expect(try entry(digits).goldstein == value)
  }

  @Test(
    "gives PLOVER categories, by sub-code where the root does not decide",
    arguments: [
      ("012", nil), ("021", nil), ("036", .agree), ("046", .consult), ("057", .support), ("064", .cooperate),
      ("075", .aid), ("0811", .concede), ("0813", .retreat), ("0871", .retreat), ("083", .concede),
      ("094", .accuse),
      ("105", .request), ("112", .accuse), ("129", .reject), ("139", .threaten), ("145", .protest),
      ("152", .mobilize),
      ("161", .sanction), ("163", .coerce), ("166", .sanction), ("1711", .coerce), ("1712", .assault),
      ("175", .assault), ("181", .assault), ("191", .coerce), ("192", .coerce), ("194", .assault),
      ("2041", .assault),
    ] as [(String, EventCategory?)]
  )
  func category(digits: String, category: EventCategory?) throws {
    #expect(try entry(digits).category == category)
  }

  @Test(
    "starts severities within the band that its kind of act has, cooperation at 0",
    arguments: [
      ("161", 5.0), ("160", 4.4), ("163", 5.0), ("190", 7.0), ("203", 8.8), ("057", 0.0), ("016", 0.0),
      ("112", 2.0),
      ("1613", 5.0),
    ]
  )
  func severity(digits: String, value: Double) throws {
    #expect(try entry(digits).baseSeverity == value)
  }

  @Test("answers for a code without a row of its own as its parent does, and for no root that there is not")
  func parents() throws {
    #expect(try entry("1719").code == EventCode(rawValue: "171"))
    #expect(EventCode(rawValue: "21").flatMap(codebook.entry) == nil)
  }

  @Test("holds every root and every code that the coder may need, each described once")
  func whole() {
    #expect(codebook.entries.filter { $0.code.rawValue.count == 2 }.count == 20)
    #expect(codebook.entries.count > 300)
    #expect(codebook.entries.allSatisfy { !$0.description.isEmpty })
    #expect(Set(codebook.entries.map(\.description)).count == codebook.entries.count)
    #expect(EventCategory.allCases.allSatisfy { codebook.entry($0) != nil })
  }

  @Test("lists the codes under a beginning in order")
  func prefix() {
    #expect(codebook.entries(prefix: "162").map(\.code.rawValue) == ["162", "1621", "1622", "1623"])
  }

  @Test(
    "draws quad classes as GDELT does",
    arguments: [(1, 1), (5, 1), (6, 2), (8, 2), (9, 3), (13, 3), (14, 4), (20, 4)]
  )
  func quadClass(root: Int, number: Int) {
    #expect(QuadClass(root: root).number == number)
  }
}

@Suite("Looking up codes by what an analyst types")
struct CodebookLookupTests {
  @Test("reads codes, categories in any case and descriptions")
  func known() {
    let codebook = Codebook.standard
    #expect(codebook.lookUp("161") == EventCode(rawValue: "161").map(CodeLookup.code))
    #expect(codebook.lookUp("Sanction") == .category(.sanction))
    #expect(codebook.lookUp("give an  ultimatum") == EventCode(rawValue: "139").map(CodeLookup.code))
  }

  @Test("suggests what comes near an unknown name")
  func unknown() {
    func suggestions(_ name: String) -> [String] {
      guard case .unknown(let suggestions) = Codebook.standard.lookUp(name) else { return [] }
      return suggestions
    }
    #expect(suggestions("1699").first == "16 reduce relations")
    #expect(suggestions("sanctions").first == "SANCTION")
    #expect(suggestions("blockades").contains("191 blockade, restrict movement"))
    #expect(suggestions("").isEmpty)
    #expect(suggestions("zzzz").isEmpty)
  }
}
