import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite(
  "Processes over one server that are killed",
  .enabled(if: PostgresServer.isAvailable),
  .onlyOverFiles("it runs over a server by itself")
)
struct ServerKillTests {
  /// How often one is killed: 12 times, or as TOCSIN_SERVER_KILLS says (`Scripts/kill-test`).
  private static let rounds =
    ProcessInfo.processInfo.environment["TOCSIN_SERVER_KILLS"].flatMap { Int($0) } ?? 12
  private static let workers = 3

  @Test(
    "three that store, fire and deliver at once lose no webhook, whichever is killed; a repeat is the same message"
  )
  func killed() throws {
    let desk = try KilledDesk(try Binary(at: .onServer()))
    var running: [Process] = []
    for round in 1...Self.rounds {
      running.append(try desk.start(round))
      guard running.count == Self.workers else { continue }
      desk.end(running.remove(at: Int.random(in: 0..<Self.workers)), within: 0.1...0.7)
    }
    for process in running { process.waitUntilExit() }
    // What a killed worker left is taken once it has shown no sign of life for a minute.
    try desk.waitForQuiet(secondsMax: 300)
    let (articles, words) = try desk.checkPromise()
    #expect(articles > Self.rounds)
    print("\(Self.workers) workers over one server, killed \(Self.rounds) times: \(words)")
  }
}
