import Foundation
import TestSupport
import Testing

@Suite("A process that is killed", .serialized)
struct KillTests {
  /// As often as the issue asks for.
  private static let rounds = 30

  @Test("at any moment between storing, firing and delivering loses no webhook, and each firing has one id")
  func killed() throws {
    let program = try Binary()
    let server = LoopbackServer(idleSecondsMax: 600) { _ in [.answer("204 No Content")] }
    try program.run(["webhook", "add", "ops", server.url("/hook"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "add", "watch", "when", "title contains mission notify ops"])
    // How long a whole run takes here tells which moments to hit.
    let start = Date()
    try program.run(["read", try program.report(0)])
    let whole = Date().timeIntervalSince(start)
    var random = SystemRandomNumberGenerator()
    for round in 1...Self.rounds {
      let process = try program.start(["read", try program.report(round)])
      usleep(UInt32(Double.random(in: 0.2...1, using: &random) * whole * 1_000_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    try waitForQuiet(program)

    let articles = try rows(program, "articles")
    let firings = try rows(program, "alerts")
    let deliveries = try rows(program, "deliveries")
    #expect(firings.count == articles.count)
    #expect(Set(deliveries.compactMap { $0["firing"] as? String }).count == firings.count)
    #expect(deliveries.allSatisfy { $0["state"] as? String == "accepted" })
    let told = Set(deliveries.compactMap { $0["message"] as? String })
    #expect(told.count == deliveries.count)
    #expect(Set(server.requests.compactMap { $0["webhook-id"] }) == told)
  }

  /// The next starts go on where the killed ones stopped, once the lease of the last has run out.
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
    let result = try program.run([command, "--limit", "1000", "--format", "json"])
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(rows as? [[String: Any]])
  }
}
