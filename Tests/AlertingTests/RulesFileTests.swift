import Alerting
import Foundation
import Testing

@Suite("Statements and rules files")
struct RulesFileTests {
  private static let now = Date(timeIntervalSince1970: 1_772_438_400)  // 2026-03-02 08:00 UTC

  private static let text = """
    tocsin rules 1
    # our border
    define baltics is Estonia, Latvia, Lithuania
    webhook ops https://hooks.example/ops format standard

    rule border when severity at least 4 and either in baltics
      from 2 sources within 24h
      # only the desk
      notify ops
    silence until 2026-12-01T00:00:00Z comment "an exercise" when rule is "border"
    heartbeat every 1d notify ops, desk
    """

  @Test("a file is read, printed, and read again as the same")
  func roundTrip() throws {
    let file = try RulesFile(Self.text, now: Self.now)
    #expect(file.definitions.map(\.members) == [["Estonia", "Latvia", "Lithuania"]])
    #expect(
      file.rules.map(\.text) == [
        "severity at least 4 and either in baltics from 2 sources within 24h notify ops"
      ]
    )
    #expect(file.silences.map(\.head.comment) == ["an exercise"])
    #expect(file.heartbeat == HeartbeatText(everySeconds: 86_400, endpoints: ["ops", "desk"]))
    #expect(try RulesFile(file.description, now: Self.now) == file)
  }

  @Test(
    "what cannot be read is told with its line",
    arguments: [
      ("", 1, .noRulesFile(found: "")), ("rule a when b", 1, .noRulesFile(found: "rule a when b")),
      ("tocsin rules 2", 1, .noRulesFile(found: "tocsin rules 2")),
      ("tocsin rules 1\n\nrules a", 3, .unknownStatement("rules")),
      ("tocsin rules 1\ndefine x", 2, .expected("is", found: "")),
      ("tocsin rules 1\ndefine x is", 2, .expected("the names of members", found: "")),
      ("tocsin rules 1\nwebhook ops", 2, .expected("an address", found: "")),
      ("tocsin rules 1\nwebhook ops https://a.example slack", 2, .expected("format", found: "slack")),
      ("tocsin rules 1\nrule a severity > 4", 2, .expected("when", found: "")),
      ("tocsin rules 1\nsilence for ever when rule is a", 2, .notADuration("ever")),
      ("tocsin rules 1\nsilence until then when rule is a", 2, .notATime("then")),
      ("tocsin rules 1\nheartbeat every day notify ops", 2, .notADuration("day")),
      ("tocsin rules 1\nheartbeat every 1d", 2, .expected("notify", found: "")),
    ] as [(String, Int, StatementError)]
  )
  func errors(text: String, line: Int, problem: StatementError) throws {
    let error = try #require(throws: RulesFileError.self) { try RulesFile(text, now: Self.now) }
    #expect(error.line == line)
    #expect(error.problem == problem)
  }

  @Test("silences that have ended are left out")
  func endedSilences() throws {
    let text = "tocsin rules 1\nsilence until 2020-01-01 when rule is a\nsilence for 4h when rule is b"
    let file = try RulesFile(text, now: Self.now)
    #expect(file.silences.map(\.matcher) == ["rule is b"])
    #expect(file.silences.first?.head.end == Self.now.addingTimeInterval(4 * 3_600))
  }
}
