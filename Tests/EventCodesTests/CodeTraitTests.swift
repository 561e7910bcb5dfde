import EventCodes
import Model
import Testing

@Suite("Code traits")
struct CodeTraitTests {
  private func code(_ digits: String) throws -> EventCode { try #require(EventCode(rawValue: digits)) }

  @Test(
    "say what a code is, sub-codes as their parents",
    arguments: [
      ("190", .violence), ("1951", .violence), ("203", .massViolence), ("1831", .assault),
      ("181", .hostageTaking), ("19", .fighting), ("161", .diplomaticRupture), ("163", .rupture),
      ("174", .deportation), ("1722", .publicOrder), ("173", .policing), ("116", .lawEnforcement),
      ("1411", .peacefulProtest), ("145", .protest), ("1383", .threat), ("138", .escalation),
      ("0871", .cooperation), ("033", .intent), ("071", .help), ("02", .calming), ("093", .residual),
      ("010", .utterance), ("112", .hostile), ("112", .quarrel), ("190", .quarrel), ("183", .unspecific),
      ("154", .undertaking), ("140", .statecraft), ("140", .hostileDeed), ("105", .demand),
      ("111", .disapproval), ("171", .coercion),
    ] as [(String, CodeTrait)]
  )
  func holds(digits: String, trait: CodeTrait) throws {
    #expect(try code(digits).isA(trait))
  }

  @Test(
    "say what a code is not",
    arguments: [
      ("1831", .unspecific), ("193", .unspecific), ("194", .quarrel), ("145", .peacefulProtest),
      ("160", .diplomaticRupture), ("112", .escalation), ("033", .help), ("09", .utterance),
      ("171", .statecraft), ("175", .violence), ("08", .hostile), ("115", .lawEnforcement),
    ] as [(String, CodeTrait)]
  )
  func lacks(digits: String, trait: CodeTrait) throws {
    #expect(try !code(digits).isA(trait))
  }

  @Test("are asked for several at once: one of them is enough")
  func several() throws {
    #expect(try code("131").isA(.assault, .threat))
    #expect(try !code("131").isA(.assault, .fighting))
  }

  @Test("each belong to some code", arguments: CodeTrait.allCases)
  func used(trait: CodeTrait) {
    #expect(Codebook.standard.entries.contains { $0.traits.contains(trait) })
  }

  @Test("put every code above statements, appeals and investigations on one side", arguments: 3...20)
  func sides(root: Int) throws {
    let code = try code(root < 10 ? "0\(root)" : "\(root)")
    #expect(code.isA(.cooperation) != code.isA(.hostile))
  }
}
