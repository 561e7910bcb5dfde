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

  private func rows(_ program: Binary, _ command: String) throws -> [[String: Any]] {
    let result = try program.run([command, "--limit", "10000", "--format", "json"])
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(rows as? [[String: Any]])
  }
}
