import Foundation
import TestSupport
import Testing

/// A desk whose processes are killed while they store, fire and deliver, and what must hold of it afterwards.
struct KilledDesk {
  let program: Binary
  /// The receiver takes its time, so that some kills hit between its having a message and our knowing.
  let receiver = LoopbackServer(idleSecondsMax: 1_800) { _ in
    usleep(20_000)
    return [.answer("204 No Content")]
  }
  /// How long a whole run takes here: it tells which moments to hit.
  private(set) var wholeSeconds = 0.0

  /// Sets a webhook and a rule that alerts at each report, and lets a first run come to its end.
  init(_ program: Binary) throws {
    self.program = program
    try program.run(["webhook", "add", "ops", receiver.url("/hook"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "add", "watch", "when", "title contains mission again always notify ops"])
    let start = Date()
    try program.run(["-f", try reading(0)])
    wholeSeconds = Date().timeIntervalSince(start)
  }

  /// A script that reads five reports of its own, each of which fires and is delivered before the next is read.
  func reading(_ round: Int) throws -> String {
    let lines = try (0..<5).map { "read \(try program.report(round * 5 + $0))" }
    return try program.file("script\(round)", holding: lines.joined(separator: "\n"))
  }

  /// Starts the reading of a round.
  func start(_ round: Int) throws -> Process { try program.start(["-f", try reading(round)]) }

  /// Kills a process at some moment of a part of the time that a whole run takes.
  func end(_ process: Process, within share: ClosedRange<Double>) {
    usleep(UInt32(Double.random(in: share) * wholeSeconds * 1_000_000))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Lets the next starts go on where the killed ones stopped, until all is delivered.
  func waitForQuiet(secondsMax: Double) throws {
    let deadline = Date() + secondsMax
    while Date() < deadline {
      try program.run([], input: "status\n")
      if try program.rows("deliveries").allSatisfy({ $0["state"] as? String == "accepted" }) { return }
      usleep(500_000)
    }
  }

  /// One story, one firing, and each report's message once, or more often with the same id and body.
  ///
  /// - Returns: how many articles are stored, and what arrived, in words.
  func checkPromise() throws -> (articles: Int, words: String) {
    let articles = try program.rows("articles")
    let deliveries = try program.rows("deliveries")
    // All reports tell one story, and the rule alerts at each.
    #expect(try program.rows("alerts").count == 1)
    #expect(deliveries.count == articles.count)
    #expect(deliveries.allSatisfy { $0["state"] as? String == "accepted" })
    let told = Set(deliveries.compactMap { $0["message"] as? String })
    #expect(told.count == deliveries.count)
    let requests = receiver.requests
    let received = Dictionary(grouping: requests) { $0["webhook-id"] ?? "" }
    #expect(Set(received.keys) == told)
    #expect(received.values.allSatisfy { Set($0.map(\.body)).count == 1 })
    let repeats = requests.count - told.count
    return (articles.count, "\(told.count) messages, \(requests.count) arrivals, \(repeats) of them repeats")
  }
}

extension Binary {
  /// The rows of a listing.
  func rows(_ command: String, at path: String? = nil) throws -> [[String: Any]] {
    let place = path.map { ["--database", $0] } ?? []
    let result = try run([command, "--limit", "10000", "--format", "json"] + place)
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(rows as? [[String: Any]])
  }
}
