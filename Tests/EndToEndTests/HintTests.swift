import Foundation
import TestSupport
import Testing

/// What an answer says to do next must do it, in the place where it is said.
@Suite("Hints")
struct HintTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test("a private network that is refused may be reached as the hint says, at the shell and at the prompt")
  func networks() throws {
    let samples = SamplePages()
    let address = samples.server.url("/harbour-post-mission.html")
    let refused = try program.run(["read", address])
    #expect(refused.errors.contains("to allow it: --allow 127.0.0.0/8"))
    #expect(try program.run(["read", address, "--allow", "127.0.0.0/8"]).status == 0)
    let terminal = try program.session()
    terminal.type("read \(address)\r")
    try terminal.waitFor("to allow it: --allow 127.0.0.0/8")
    try terminal.waitForPrompt()
    terminal.type("read \(address) --allow 127.0.0.0/8\r")
    try terminal.waitFor("read before, and unchanged since")
    #expect(try terminal.leave() == 0)
  }

  /// What is typed first, what its answer says, and what is typed then.
  private static let hints: [(first: String, hint: String, then: String)] = [
    ("events", "No event is stored", "articles"), ("articles", "Try: read URL", "read report.txt"),
    ("alret list", "did you mean alert?", "alert list"),
    ("alert list", "Try: alert add NAME when severity at least 4", "alert add x when severity at least 4"),
    ("alert remove none", "alert list shows them", "alert list"),
    ("alert add x when severity at least 5", "undo takes it back", "undo"),
    ("alert disable x", "until: alert enable x", "alert enable x"),
    ("mark", "Try: mark e5 wrong NOTE", "mark e1 wrong a slip"),
    ("show e1", "mark remove e1 takes it back", "mark remove e1"),
    ("show a99", "articles lists what there is", "articles"),
    ("show s99", "stories lists what there is", "stories"), ("why f99", "alerts lists them", "alerts"),
    ("define", "Try: define rivals is Russia, China", "define rivals is Russia, China"),
    ("help nothing-such", "help lists what there is", "help"),
    ("alias", "Try: alias morning digest since 12h", "alias morning digest since 12h"),
    ("morning", "since 2021-10-18 08:00", "alias --forget morning"),
    ("codes nothing-such", "Try: codes 16, codes sanction", "codes 16"),
    ("events --limit 1", "shows all", "events --limit 100"),
    ("digest notify", "Try: digest notify WEBHOOK every day at 07:00", "digest notify off"),
    (
      "alert backtest over 30000d when severity at least 4", "at most 3653d",
      "alert backtest over 3653d when severity at least 4"
    ),
    ("status", "retention tells", "retention"),
  ]

  @Test("each is followed in a session, and is understood there")
  func followed() throws {
    let report = try program.report(1)
    for (first, hint, then) in Self.hints {
      let next = then.replacing("report.txt", with: report)
      let asked = try program.run(["-c", first])
      #expect((asked.output + asked.errors).contains(hint) || Self.isOfScreens(hint), "\(first): \(asked)")
      let followed = try program.run(["-c", next])
      #expect(followed.status == 0, "\(next): \(followed.errors)")
    }
  }

  /// What only a screen shows, below a table.
  private static func isOfScreens(_ hint: String) -> Bool { hint == "shows all" }
}
