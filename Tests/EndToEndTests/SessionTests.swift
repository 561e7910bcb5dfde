import Foundation
import TestSupport
import Testing

@Suite("A session at a terminal", .serialized)
struct SessionTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test("a command is typed, edited, answered, and Ctrl-D leaves")
  func typing() throws {
    let terminal = try program.session()
    terminal.type("statux\u{8}s\r")
    try terminal.waitFor("articles  0")
    try terminal.waitFor("tocsin>", times: 2)
    #expect(try terminal.leave() == 0)
    #expect(terminal.screen.contains("tocsin> status\n"))
  }

  @Test("Cyrillic, accents and CJK reach a command as they were typed")
  func alphabets() throws {
    let terminal = try program.session()
    terminal.type("show Москва-é-警報\r")
    try terminal.waitFor("Москва-é-警報", times: 2)
    #expect(try terminal.leave() == 0)
  }

  @Test("history is kept across starts, searched by the typed beginning, and holds no webhook's address")
  func history() throws {
    let first = try program.session()
    first.type("webhook add ops http://127.0.0.1:8099/secret --allow 127.0.0.0/8\r")
    try first.waitFor("secret  whsec_")
    first.type("articles --limit 3\r")
    try first.waitFor("No article is stored")
    first.type("status\r")
    try first.waitFor("articles  0")
    #expect(try first.leave() == 0)

    let second = try program.session()
    second.type("art\u{1B}[A\r")
    try second.waitFor("tocsin> articles --limit 3")
    try second.waitFor("No article is stored")
    #expect(try second.leave() == 0)
    let file = program.home + "/.local/state/tocsin/history"
    let kept = try String(contentsOfFile: file, encoding: .utf8)
    #expect(kept == "\"articles --limit 3\"\n\"status\"\n\"articles --limit 3\"\n")
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
  }

  @Test("Tab completes commands, options, names of the store and the words of a condition")
  func completion() throws {
    try program.run(["alert", "add", "mission-watch", "when", "title contains mission"])
    let terminal = try program.session()
    terminal.type("arti\t")
    try terminal.waitFor("tocsin> articles")
    terminal.type("--for\tjsonl\r")
    try terminal.waitFor("articles --format jsonl")
    try terminal.waitForPrompt()
    terminal.type("alert rem\tmis\t\r")
    try terminal.waitFor("mission-watch is removed")
    try terminal.waitForPrompt()
    terminal.type("alert check when sev\tat le\t4 and sta\tis real\t\r")
    try terminal.waitFor("severity at least 4 and status is realised")
    try terminal.waitFor("the condition holds in 0 of the newest 0")
    try terminal.waitForPrompt()
    terminal.type("al\t\t")
    try terminal.waitFor("alerts  List what fired")
    terminal.type("\u{3}")
    try terminal.waitFor("al^C")
    let status = try terminal.leave()
    #expect(status == 0, "\(terminal.screen)")
  }

  @Test("Ctrl-C drops the line, and never leaves")
  func interruptedLine() throws {
    let terminal = try program.session()
    terminal.type("read nothing at all")
    try terminal.waitFor("at all")
    terminal.type("\u{3}")
    try terminal.waitFor("^C")
    try terminal.waitFor("tocsin>", times: 2)
    terminal.type("status\r")
    try terminal.waitFor("articles  0")
    #expect(try terminal.leave() == 0)
  }

  @Test("Ctrl-C ends a fetch at once, and the session goes on")
  func interruptedFetch() throws {
    let server = LoopbackServer { _ in [.hang] }
    let terminal = try program.session(["--allow", "127.0.0.0/8"])
    terminal.type("read \(server.url("/slow"))\r")
    Patience.hold { !server.requests.isEmpty }
    let start = Date()
    terminal.type("\u{3}")
    try terminal.waitFor("tocsin>", times: 2)
    #expect(Date().timeIntervalSince(start) < 2)
    terminal.type("status\r")
    try terminal.waitFor("articles  0")
    #expect(try terminal.leave() == 0)
  }

  @Test("an alert of another process is printed above the line that is being typed, which stays whole")
  func alertWhileTyping() throws {
    try program.run(["alert", "add", "watch", "when", "title contains mission"])
    let terminal = try program.session()
    terminal.type("articles --limit 5 --site приме")
    try terminal.waitFor("приме")
    try program.run(["read", try program.report(1), "--published", "2021-10-18"])
    try terminal.waitFor("alert f1  watch")
    terminal.type("р\r")
    try terminal.waitFor("no stored article is of “пример”")
    let lines = terminal.screen.split(separator: "\n")
    let alert = try #require(lines.firstIndex { $0.hasPrefix("alert f1") })
    #expect(lines[lines.index(after: alert)] == "tocsin> articles --limit 5 --site пример")
    #expect(try terminal.leave() == 0)
  }

  @Test("a coloured prompt counts its visible columns only")
  func promptColumns() throws {
    let terminal = try program.session()
    #expect(terminal.output.contains("\u{1B}[1;36m"))
    terminal.type("ab\u{1}X\u{5}Y")
    try terminal.waitFor("tocsin> XabY")
    terminal.type("\u{3}")
    #expect(try terminal.leave() == 0)
  }

  @Test("NO_COLOR keeps every colour out")
  func noColour() throws {
    let terminal = try program.session(adding: ["NO_COLOR": "1"])
    terminal.type("alert list\r")
    try terminal.waitFor("No rule is set")
    #expect(!terminal.output.contains("\u{1B}[1;36m"))
    #expect(try terminal.leave() == 0)
  }

  @Test("pasted lines do not run themselves")
  func paste() throws {
    let terminal = try program.session()
    terminal.type("\u{1B}[200~status\nalerts\n\u{1B}[201~")
    try terminal.waitFor("tocsin> status\nalerts")
    #expect(!terminal.screen.contains("articles  0"))
    terminal.type("\u{3}")
    #expect(try terminal.leave() == 0)
  }

  @Test("vi keys of .editrc work, with completion, and a line that is no setting is named")
  func editrc() throws {
    try "bind -v\nnonsense here\n".write(
      toFile: program.file(".editrc"),
      atomically: true,
      encoding: .utf8
    )
    let terminal = try program.session()
    #expect(terminal.screen.contains("line 2 of .editrc"))
    terminal.type("xstat\u{1B}0xA\t\r")
    try terminal.waitFor("articles  0")
    #expect(try terminal.leave() == 0)
  }

  @Test("tables follow the width of a resized window")
  func resized() throws {
    let words = "severity over 4 and dyad is Russia -> NATO and title contains mission, diplomats, expulsion"
    try program.run(["alert", "add", "long", "when", words])
    let terminal = try program.session()
    terminal.resize(columns: 60)
    terminal.type("alert list\r")
    try terminal.waitFor("name  fired")
    try terminal.waitForPrompt()
    let row = terminal.screen.split(separator: "\n").first { $0.hasPrefix("long ") }
    #expect(row?.count == 60)
    #expect(try terminal.leave() == 0)
  }

  @Test("Ctrl-Z stops the session, and on return the line is drawn again")
  func suspended() throws {
    let terminal = try program.session()
    terminal.type("stat")
    try terminal.waitFor("tocsin> stat")
    terminal.type("\u{1A}")
    usleep(300_000)
    terminal.signal(SIGCONT)
    try terminal.waitFor("tocsin> stat", times: 2)
    terminal.type("us\r")
    try terminal.waitFor("articles  0")
    #expect(try terminal.leave() == 0)
  }

  @Test("SIGTERM gives the terminal back and ends the session")
  func terminated() throws {
    let terminal = try program.session()
    terminal.type("half a line")
    try terminal.waitFor("half a line")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == 130)
    #expect(terminal.output.hasSuffix("\u{1B}[?2004l") || terminal.output.contains("\u{1B}[?2004l"))
  }
}
