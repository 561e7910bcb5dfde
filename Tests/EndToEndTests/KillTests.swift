import Foundation
import TestSupport
import Testing

@Suite("A process that is killed", .serialized, .onlyOverFiles("ServerKillTests kills over a server"))
struct KillTests {
  /// How often it is killed: 100 times, or as TOCSIN_KILLS says (`Scripts/kill-test`).
  private static let rounds = ProcessInfo.processInfo.environment["TOCSIN_KILLS"].flatMap { Int($0) } ?? 100

  @Test("at any moment between storing, firing and delivering loses no webhook; a repeat is the same message")
  func killed() throws {
    let desk = try KilledDesk(try Binary())
    for round in 1...Self.rounds { desk.end(try desk.start(round), within: 0.2...1) }
    try desk.waitForQuiet(secondsMax: 240)
    print("killed \(Self.rounds) times: \(try desk.checkPromise().words)")
  }

  @Test("import, backup, first start and restore leave the old store or the new one, and nothing doubled")
  func upkeep() throws {
    let rounds = max(1, Self.rounds / 4)
    let program = try Binary()
    let rules = try rulesFile(program)
    try program.run(["read", try program.report(1)])
    let backup = program.file("good.sqlite")
    try program.run(["backup", backup])
    try program.run([
      "read", try program.file("other", holding: "Another matter\n\nWords of it, and quite different ones."),
    ])
    let both = program.file("both.sqlite")
    try program.run(["backup", both])
    var torn = 0
    for round in 1...rounds {
      let new = program.file("new\(round)/t.sqlite")
      try hit(["status", "--database", new], program)
      #expect(try program.run(["status", "--database", new]).status == 0, "first start, round \(round)")

      let copy = program.file("copy\(round).sqlite")
      try hit(["backup", copy], program)
      if FileManager.default.fileExists(atPath: copy) {
        #expect(try program.rows("articles", at: copy).count == 2, "backup, round \(round)")
      } else {
        torn += 1
      }
      try hit(["alert", "import", rules, "--save", "--database", new], program)
      #expect(try program.run(["alert", "import", rules, "--save", "--database", new]).status == 0)
      let names = try program.run(["alert", "list", "--format", "json", "--database", new]).output
      #expect(names.components(separatedBy: "\"rule").count == names.components(separatedBy: "rule-").count)
      #expect(names.components(separatedBy: "rule-").count - 1 == Self.ruleCount, "import, round \(round)")

      try hit(["restore", backup], program)
      let count = try program.rows("articles").count
      #expect(count == 1 || count == 2, "restore, round \(round)")
      try program.run(["restore", both])
    }
    print("killed \(rounds * 4) times in upkeep; \(torn) backups had no name yet")
  }

  /// Starts a command and kills it at some moment of the time that a start takes.
  private func hit(_ command: [String], _ program: Binary) throws {
    let process = try program.start(command)
    usleep(UInt32.random(in: 5_000...200_000))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private static let ruleCount = 30

  private func rulesFile(_ program: Binary) throws -> String {
    let rules = (1...Self.ruleCount).map { "rule rule-\($0) when severity at least 9" }
    return try program.file("rules.txt", holding: (["tocsin rules 1"] + rules).joined(separator: "\n") + "\n")
  }
}
