import Foundation
import TestSupport
import Testing

@Suite("Commands without a terminal")
struct ScriptTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test("standard input is a script: errors name their line, the rest still runs")
  func standardInput() throws {
    let script =
      "# a comment\nalert add x when severety > 4\nalert add y when title contains \\\n  mission\nalert list\n"
    let result = try program.run([], input: script)
    #expect(result.status == 2)
    #expect(
      result.errors == """
        tocsin: line 2: there is no field “severety”
          severety > 4
          ^^^^^^^^
          did you mean severity?

        """
    )
    #expect(result.output.contains("y\t0\twatches\t\ttitle contains \"mission\""))
  }

  @Test(
    "an error in a condition shows the place, and what could stand there",
    arguments: [
      ("severity", "the rule ends too early", 10, 1, "expected at least, at most, over, under, is or is not"),
      (
        "severity at least 11", "severity goes from 0 to 10, and never reaches 11", 20, 2,
        "expected a number from 0 to 10"
      ),
      (
        "severity contains 4", "severity cannot be compared by “contains”", 11, 8,
        "expected at least, at most, over, under, is or is not"
      ),
      ("status is plannd", "“plannd” is no status", 12, 6, "did you mean planned?"),
      ("actor is Frnce and code is 16", "nobody is known as “Frnce”", 11, 5, "did you mean France?"),
      ("dyad is Russia and code is 16", "“and” cannot stand here", 17, 3, "expected “->” or “,”"),
      ("title contains \"open", "a quote is not closed", 17, 5, "expected a closing \""),
      (
        "code is 16 fresh soon", "“soon” is no duration", 19, 4,
        "expected any or a duration such as 3d, 12h or 30m"
      ),
    ] as [(String, String, Int, Int, String)]
  )
  func conditionErrors(condition: String, words: String, column: Int, width: Int, hint: String) throws {
    let result = try program.run(["alert", "check", "when", condition])
    let caret = String(repeating: " ", count: column) + String(repeating: "^", count: width)
    #expect(result.errors == "tocsin: \(words)\n  \(condition)\n\(caret)\n  \(hint)\n")
    #expect(result.status == 2)
  }

  @Test("-c runs a line, -f a file, and --stop-on-error ends at the first failure")
  func sources() throws {
    #expect(
      try program.run(["-c", "alert add x when severity > 4"]).output.contains(
        "x watches for: severity over 4"
      )
    )
    let file = program.file("script")
    try "show a1\nalert remove x\n".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["--stop-on-error", "-f", file]).status == 1)
    #expect(try program.run(["alert", "list"]).output.contains("severity over 4"))
    #expect(try program.run(["-f", file]).output == "x is removed; what it fired stays in alerts\n")
  }

  @Test(
    "bad input gets one clear error and the right exit code",
    arguments: [
      (["alert", "add", "x"], 2, "a rule needs a condition"),
      (["alert", "add", "9x", "when", "severity > 4"], 2, "is no name for a rule"),
      (
        ["alert", "add", "x", "when", "severity > 4 notify nowhere"], 1,
        "there is no webhook nowhere; add it first"
      ),
      (["alert", "remove", "x"], 1, "there is no rule x"),
      (["alert", "check", "x"], 1, "there is no rule x"),
      (["alert", "add", "x", "--when-file", "/nonexistent"], 1, "there is no file /nonexistent"),
      (["webhook", "add", "ops", "http://example.org/hook"], 2, "ops needs https"),
      (["webhook", "add", "ops", "ftp://example.org/hook"], 2, "ftp"),
      (["webhook", "add", "ops", "https://example.org/hook", "--allow", "x"], 2, "x is no network"),
      (["webhook", "test", "ops"], 1, "there is no webhook ops"),
      (["why", "f1"], 1, "there is no firing f1"),
      (["delivery", "d1"], 1, "there is no delivery d1"),
      (["delivery", "a1"], 2, "a1 is no delivery"),
      (["alerts", "--limit", "0"], 2, "at least 1"),
      (["alret", "list"], 2, "did you mean alert"),
    ] as [([String], Int32, String)]
  )
  func badInput(arguments: [String], status: Int32, words: String) throws {
    let result = try program.run(arguments)
    #expect(result.status == status)
    #expect(result.errors.contains(words))
  }

  @Test(
    "a secret that is none is refused",
    arguments: [("whsec_not base64!", "it is not base64"), ("whsec_c2hvcnQ=", "it has 5 bytes")]
  )
  func badSecret(secret: String, words: String) throws {
    let file = program.file("secret")
    try secret.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try program.run(["webhook", "add", "ops", "https://example.org/hook", "--secret-file", file])
    #expect(result.status == 2)
    #expect(result.errors.contains(words))
    #expect(!result.errors.contains(secret))
  }

  @Test(
    "what a receiver answers decides what becomes of a delivery",
    arguments: [
      ("200 OK", 0, "accepted"), ("204 No Content", 0, "accepted"),
      ("500 Internal Server Error", 1, "pending"),
      ("301 Moved Permanently", 1, "pending"), ("410 Gone", 1, "failed for good"),
    ] as [(String, Int32, String)]
  )
  func answers(answer: String, status: Int32, state: String) throws {
    let server = LoopbackServer { _ in [.answer(answer, ["Location: http://127.0.0.1/elsewhere"])] }
    try program.run(["webhook", "add", "ops", server.url("/hook"), "--allow", "127.0.0.0/8"])
    let result = try program.run(["webhook", "test", "ops"])
    #expect(result.status == status)
    #expect(result.output.contains(state))
    #expect(server.requests.map(\.target) == ["/hook"])
  }

  @Test("a receiver that is not there, or says nothing, is tried again later")
  func noAnswer() throws {
    let closed = ClosedPort()
    try program.run(["webhook", "add", "gone", "http://127.0.0.1:\(closed.port)/", "--allow", "127.0.0.0/8"])
    try program.run(["webhook", "add", "nohost", "https://no-such-host.invalid/"])
    for name in ["gone", "nohost"] {
      let result = try program.run(["webhook", "test", name])
      #expect(result.status == 1)
      #expect(result.output.contains("pending"))
    }
  }
}
