import Alerting
import Testing

@Suite("The condition language")
struct RuleTextTests {
  @Test(
    "reads rules, prints them canonically, and reads what it prints as the same rule",
    arguments: [
      ("severity at least 4", "severity at least 4"),
      ("severity >= 4", "severity at least 4"),
      ("Severity  >=4.5", "severity at least 4.5"),
      ("severity <= 4", "severity at most 4"),
      ("severity at most 4", "severity at most 4"),
      ("severity > 4", "severity over 4"),
      ("severity under 4", "severity under 4"),
      ("severity < 4", "severity under 4"),
      ("severity = 4", "severity is 4"),
      ("severity != 4", "severity is not 4"),
      ("goldstein < -5", "goldstein under -5"),
      ("goldstein at most -7.2", "goldstein at most -7.2"),
      ("code is 161", "code is 161"),
      ("code under 16", "code is 16"),
      ("code in 161, 163,19", "code in 161, 163, 19"),
      ("code not in 161, 163", "code not in 161, 163"),
      ("category is Coerce", "category is coerce"),
      ("category in SANCTION, coerce", "category in sanction, coerce"),
      ("status is realised", "status is realised"),
      ("status is not denied", "status is not denied"),
      ("status in planned, threatened", "status in planned, threatened"),
      ("actor is Russia", "actor is Russia"),
      ("actor is moscow", "actor is Russia"),
      ("actor is Россия", "actor is Russia"),
      ("actor is not U.S.", "actor is not United States"),
      ("actor is Côte d'Ivoire", "actor is Ivory Coast"),
      ("either is Al-Shabaab", "either is Al-Shabaab"),
      ("target is unknown", "target is unknown"),
      ("target is nobody", "target is nobody"),
      ("actor is Bosnia and Herzegovina", "actor is \"Bosnia and Herzegovina\""),
      (
        "actor is Bosnia and Herzegovina and severity over 4",
        "actor is \"Bosnia and Herzegovina\" and severity over 4"
      ),
      (
        "actor is Bosnia and target is Russia", "actor is \"Bosnia and Herzegovina\" and target is Russia"
      ),
      (
        "actor is \"United States\" or target is USA",
        "actor is United States or target is United States"
      ),
      ("actor is NATO", "actor is NATO"),
      ("actor in NATO", "actor in NATO"),
      ("actor is in NATO", "actor in NATO"),
      ("actor in NATO.members", "actor in NATO.members"),
      ("actor in NATO, Russia", "actor in NATO, Russia"),
      ("actor in Russia", "actor is Russia"),
      ("target not in NATO", "target not in NATO"),
      ("target is not in NATO.members", "target not in NATO.members"),
      ("dyad is Russia, NATO", "dyad is Russia, NATO"),
      ("dyad is Russia -> NATO", "dyad is Russia -> NATO"),
      ("dyad is Russia->NATO", "dyad is Russia -> NATO"),
      ("dyad is not Russia, NATO", "dyad is not Russia, NATO"),
      ("source is reuters.com", "source is \"reuters.com\""),
      ("source is Northern Wire and severity > 2", "source is \"Northern Wire\" and severity over 2"),
      ("source in reuters.com, \"BBC News\"", "source in \"reuters.com\", \"BBC News\""),
      ("title contains mission", "title contains \"mission\""),
      ("title contains NATO mission or severity > 8", "title contains \"NATO mission\" or severity over 8"),
      ("text contains \"eight diplomats\", expelled", "text contains \"eight diplomats\", \"expelled\""),
      ("text contains “curly”", "text contains \"curly\""),
      ("text not contains sport", "text not contains \"sport\""),
      ("text contains „he said \"no\"“", "text contains “he said \"no\"”"),
      ("not severity > 4", "not severity over 4"),
      ("not not severity > 4", "not not severity over 4"),
      ("not (severity > 4 or code is 19)", "not (severity over 4 or code is 19)"),
      (
        "severity > 4 or code is 19 and not status is planned",
        "severity over 4 or code is 19 and not status is planned"
      ),
      (
        "(severity > 4 or code is 19) and title contains x",
        "(severity over 4 or code is 19) and title contains \"x\""
      ),
      (
        "severity > 1 and (severity > 2 and severity > 3)",
        "severity over 1 and (severity over 2 and severity over 3)"
      ),
      ("((severity > 1))", "severity over 1"),
      ("severity > 4\n  and\tcode is 19", "severity over 4 and code is 19"),
      ("severity > 4 fresh 3d", "severity over 4 fresh 3d"),
      ("severity > 4 fresh 72 hours", "severity over 4 fresh 3d"),
      ("severity > 4 fresh 90 minutes", "severity over 4 fresh 90m"),
      ("severity > 4 fresh any", "severity over 4 fresh any"),
      ("severity > 4 fresh 2w notify ops", "severity over 4 fresh 14d notify ops"),
      ("severity > 4 notify ops, desk fresh 12h", "severity over 4 fresh 12h notify ops, desk"),
      ("actor is Russia notify ops", "actor is Russia notify ops"),
      (
        "title contains notify-all notify \"two words\"", "title contains \"notify-all\" notify \"two words\""
      ),
    ]
  )
  func roundTrip(written: String, canonical: String) throws {
    let rule = try RuleText(written, names: SomeActors.names)
    #expect(rule.description == canonical)
    #expect(try RuleText(canonical, names: SomeActors.names) == rule)
  }

  @Test("has three days as its freshness where none is written")
  func standardFreshness() throws {
    let rule = try RuleText("severity > 4", names: SomeActors.names)
    #expect(rule.writtenFreshness == nil)
    #expect(rule.freshness == .seconds(3 * 86_400))
  }

  @Test(
    "says what is wrong and where",
    arguments: [
      ("", .empty, ""),
      ("   ", .empty, ""),
      ("notify ops", .unexpected(found: "notify"), "notify"),
      ("severety at least 4", .unknownField("severety"), "severety"),
      ("severity", .unexpected(found: ""), ""),
      ("severity at", .unexpected(found: "at"), "at"),
      ("severity at least", .unexpected(found: ""), ""),
      ("severity contains 4", .operatorDoesNotFit(.severity, found: "contains"), "contains"),
      ("title at least 4", .operatorDoesNotFit(.title, found: "at least"), "at least"),
      ("actor > Russia", .operatorDoesNotFit(.actor, found: ">"), ">"),
      ("severity at least high", .notANumber(of: "severity", found: "high"), "high"),
      ("severity at least 11", .numberOutOfRange(of: "severity", 0...10, found: "11"), "11"),
      ("goldstein under -11", .numberOutOfRange(of: "goldstein", -10...10, found: "-11"), "-11"),
      ("status is real", .unknownValue(.status, found: "real"), "real"),
      ("category is war", .unknownValue(.category, found: "war"), "war"),
      ("code is 99", .unknownValue(.code, found: "99"), "99"),
      ("actor is Rusia", .unknownActor("Rusia"), "Rusia"),
      ("actor is Rusia and severity > 4", .unknownActor("Rusia"), "Rusia"),
      ("actor is Lower Slobbovia fresh 3d", .unknownActor("Lower Slobbovia"), "Lower Slobbovia"),
      ("actor in Germany.members", .hasNoMembers("Germany"), "Germany.members"),
      ("actor in Rusia.members", .unknownActor("Rusia"), "Rusia.members"),
      ("actor is NATO.members", .unknownActor("NATO"), "NATO.members"),
      ("dyad is Russia", .unexpected(found: ""), ""),
      ("dyad is Russia and severity > 4", .unexpected(found: "and"), "and"),
      ("severity > 4 and", .unexpected(found: ""), ""),
      ("severity > 4 severity > 5", .unexpected(found: "severity"), "severity"),
      ("(severity > 4", .unexpected(found: ""), ""),
      ("severity > 4)", .unexpected(found: ")"), ")"),
      ("title contains", .unexpected(found: ""), ""),
      ("title contains \"...\"", .unexpected(found: "..."), "\"...\""),
      ("title contains \"open", .quoteNotClosed, "\"open"),
      ("severity > 4 ; drop", .strayCharacter(";"), ";"),
      ("severity > 4 fresh soon", .notADuration("soon"), "soon"),
      ("severity > 4 fresh 3 fortnights", .notADuration("3 fortnights"), "3 fortnights"),
      ("severity > 4 fresh 0d", .durationOutOfRange("0d"), "0d"),
      ("severity > 4 fresh 9999w", .durationOutOfRange("9999w"), "9999w"),
      ("severity > 4 fresh 1d fresh 2d", .clauseTwice(.fresh), "fresh"),
      ("severity > 4 notify", .unexpected(found: ""), ""),
      ("severity > 4 notify ops, OPS", .endpointTwice("OPS"), "OPS"),
      ("severity > 4 notify ops desk", .unexpected(found: "desk"), "desk"),
    ] as [(String, ConditionError.Problem, String)]
  )
  func errors(written: String, problem: ConditionError.Problem, place: String) throws {
    let error = try #require(throws: ConditionError.self) { try RuleText(written, names: SomeActors.names) }
    #expect(error.problem == problem)
    #expect(String(decoding: Array(written.utf8)[error.span], as: UTF8.self) == place)
  }

  @Test("bounds nesting and length")
  func bounds() {
    let deep = String(repeating: "(", count: 100_00) + "severity > 4"
    #expect(throws: ConditionError.self) { try RuleText(deep, names: SomeActors.names) }
    let nots = String(repeating: "not ", count: 65) + "severity > 4"
    #expect(throws: ConditionError.self) { try RuleText(nots, names: SomeActors.names) }
    let long = "title contains \"" + String(repeating: "x", count: 20_000) + "\""
    #expect(throws: ConditionError.self) { try RuleText(long, names: SomeActors.names) }
  }

  @Test("tells what could stand at the place of an error, and who may be meant")
  func expectations() throws {
    let status = try #require(throws: ConditionError.self) {
      try RuleText("status is real", names: SomeActors.names)
    }
    #expect(status.expected.contains(.word("realised")))
    let actor = try #require(throws: ConditionError.self) {
      try RuleText("actor is Rusia", names: SomeActors.names)
    }
    #expect(actor.suggestions == ["Russia"])
    let end = try #require(throws: ConditionError.self) {
      try RuleText("severity > 4 x", names: SomeActors.names)
    }
    #expect(end.expected.contains(.word("and")) && end.expected.contains(.word("notify")))
  }
}
