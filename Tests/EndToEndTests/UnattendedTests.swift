import Foundation
import StoreSupport
import Synchronization
import TestSupport
import Testing

@Suite("Commands without a session")
struct UnattendedTests {
  private let program: Binary

  init() throws { program = try Binary() }

  /// A receiver that is out of order for its first answers.
  private func receiver(failing count: Int) -> LoopbackServer {
    let left = Mutex(count)
    return LoopbackServer { _ in
      let isFailing = left.withLock { left in
        left -= 1
        return left >= 0
      }
      return [.answer(isFailing ? "503 Service Unavailable" : "204 No Content")]
    }
  }

  private func add(_ server: LoopbackServer) throws {
    try program.run(["webhook", "add", "ops", server.url("/in"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "add", "watch", "when", "title contains mission again always notify ops"])
  }

  /// The five seconds to the second attempt have passed.
  private func makeDue() throws {
    try program.store.execute("UPDATE delivery SET next_attempt_at = 0 WHERE state = 'pending'")
  }

  @Test(
    "deliver what is due, whichever command comes next",
    arguments: [["status"], ["alert", "list"], ["articles", "--format", "jsonl"], ["-c", "status"]]
  )
  func retry(command: [String]) throws {
    let server = receiver(failing: 1)
    try add(server)
    let first = try program.run(["read", try program.report(1)])
    #expect(first.errors.contains("1 message waits for ops, next attempt"))
    #expect(server.requests.count == 1)
    try makeDue()
    let next = try program.run(command)
    #expect(next.status == 0)
    #expect(server.requests.count == 2)
    #expect(!next.errors.contains("waits"))
    #expect(try program.run(["deliveries", "--format", "jsonl"]).output.contains("accepted"))
  }

  @Test("leave a listing's output to its rows")
  func output() throws {
    let server = receiver(failing: 1)
    try add(server)
    try program.run(["read", try program.report(1)])
    try makeDue()
    #expect(try program.run(["articles", "--format", "jsonl"]).objects().count == 1)
  }

  @Test("that end at once leave nothing due behind", .timeLimit(.minutes(30)))
  func together() throws {
    let server = LoopbackServer(idleSecondsMax: 120) { _ in
      usleep(20_000)
      return [.answer("204 No Content")]
    }
    try add(server)
    for round in 0..<5 {
      let processes = try (1...4).map { try program.start(["read", try program.report(round * 4 + $0)]) }
      for process in processes { process.waitUntilExit() }
    }
    let states = try program.run(["deliveries", "--format", "jsonl"]).objects().map { $0["state"] as? String }
    #expect(states.allSatisfy { $0 == "accepted" })
  }

  @Test("five at once on a new store all succeed", .timeLimit(.minutes(30)))
  func firstStart() throws {
    for round in 0..<10 {
      let new = try StorePlace.new(file: program.file("new/\(round)/t.sqlite"))
      let processes = try (0..<5).map { _ in try program.start(["status", "--database", new.path]) }
      for process in processes { process.waitUntilExit() }
      #expect(processes.map(\.terminationStatus) == [0, 0, 0, 0, 0])
    }
  }
}

@Suite("A drill in a store that is at work")
struct DrillMarkTests {
  private var program: Binary

  init() throws { program = try Binary() }

  @Test("leaves no later time behind: heartbeat, digest and articles go on by the system's clock")
  func marks() throws {
    var program = program
    program.environment["TOCSIN_NOW"] = nil
    let server = LoopbackServer { _ in [.answer("204 No Content")] }
    try program.run(["webhook", "add", "ops", server.url("/in"), "--allow", "127.0.0.0/8"])
    try program.run(["alert", "heartbeat", "every", "1d", "notify", "ops"])
    try program.run(["digest"])
    let mark = try program.store.value("SELECT CAST(until AS TEXT) FROM digest_mark")
    let beat = try program.store.value("SELECT CAST(next_at AS TEXT) FROM heartbeat")
    let drill = ["--now", "2030-01-01"]
    let digest = try program.run(drill + ["digest"])
    #expect(digest.errors.contains("was not made with --now"))
    try program.run(drill + ["read", try program.report(1)])
    #expect(try program.store.value("SELECT CAST(until AS TEXT) FROM digest_mark") == mark)
    #expect(try program.store.value("SELECT CAST(next_at AS TEXT) FROM heartbeat") == beat)
    #expect(try program.run(["digest"]).output.contains("Russia suspended its mission"))
  }
}
