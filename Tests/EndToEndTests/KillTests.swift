import Foundation
import TestSupport
import Testing

@Suite("A process that is killed", .serialized)
struct KillTests {
  /// How often it is killed: 100 times, or as TOCSIN_KILLS says (`Scripts/kill-test`).
  private static let rounds = ProcessInfo.processInfo.environment["TOCSIN_KILLS"].flatMap { Int($0) } ?? 100

  @Test("at any moment between storing, firing and delivering loses no webhook; a repeat is the same message")
  func killed() throws {
    let program = try Binary()
    // The receiver takes its time, so that some kills hit between its having a message and our knowing.
    let server = LoopbackServer(idleSecondsMax: 600) { _ in
      usleep(20_000)
      return [.answer("204 No Content")]
    }
    try program.run(["webhook", "add", "ops", server.url("/hook"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "add", "watch", "when", "title contains mission again always notify ops"])
    // How long a whole run takes here tells which moments to hit.
    let start = Date()
    try program.run(["-f", try reading(0, program)])
    let whole = Date().timeIntervalSince(start)
    var random = SystemRandomNumberGenerator()
    for round in 1...Self.rounds {
      let process = try program.start(["-f", try reading(round, program)])
      usleep(UInt32(Double.random(in: 0.2...1, using: &random) * whole * 1_000_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    try waitForQuiet(program)

    let articles = try rows(program, "articles")
    let firings = try rows(program, "alerts")
    let deliveries = try rows(program, "deliveries")
    // All reports tell one story, and the rule alerts at each.
    #expect(firings.count == 1)
    #expect(deliveries.count == articles.count)
    #expect(deliveries.allSatisfy { $0["state"] as? String == "accepted" })
    let told = Set(deliveries.compactMap { $0["message"] as? String })
    #expect(told.count == deliveries.count)
    let received = Dictionary(grouping: server.requests) { $0["webhook-id"] ?? "" }
    #expect(Set(received.keys) == told)
    #expect(received.values.allSatisfy { Set($0.map(\.body)).count == 1 })
    let repeats = server.requests.count - told.count
    print(
      "killed \(Self.rounds) times: \(told.count) messages, \(server.requests.count) arrivals, \(repeats) of them repeats"
    )
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
        #expect(try rows(program, "articles", at: copy).count == 2, "backup, round \(round)")
      } else {
        torn += 1
      }
      try hit(["alert", "import", rules, "--save", "--database", new], program)
      #expect(try program.run(["alert", "import", rules, "--save", "--database", new]).status == 0)
      let names = try program.run(["alert", "list", "--format", "json", "--database", new]).output
      #expect(names.components(separatedBy: "\"rule").count == names.components(separatedBy: "rule-").count)
      #expect(names.components(separatedBy: "rule-").count - 1 == Self.ruleCount, "import, round \(round)")

      try hit(["restore", backup], program)
      let count = try rows(program, "articles").count
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

  /// A script that reads five reports of its own, each of which fires and is delivered before the next is read.
  private func reading(_ round: Int, _ program: Binary) throws -> String {
    let lines = try (0..<5).map { "read \(try program.report(round * 5 + $0))" }
    return try program.file("script\(round)", holding: lines.joined(separator: "\n"))
  }

  /// The next start goes on where the killed ones stopped.
  private func waitForQuiet(_ program: Binary) throws {
    let deadline = Date() + 240
    while Date() < deadline {
      try program.run([], input: "status\n")
      let isQuiet = try rows(program, "deliveries").allSatisfy { $0["state"] as? String == "accepted" }
      if isQuiet { return }
      usleep(500_000)
    }
  }

  private func rows(_ program: Binary, _ command: String, at path: String? = nil) throws -> [[String: Any]] {
    let place = path.map { ["--database", $0] } ?? []
    let result = try program.run([command, "--limit", "10000", "--format", "json"] + place)
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(rows as? [[String: Any]])
  }
}
