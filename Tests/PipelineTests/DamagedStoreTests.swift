import Alerting
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Webhooks

/// Everything that is ever read of a store, each by itself; what cannot be read throws, and no error holds what was read.
struct StoreReading {
  let store: Store

  /// The errors of all reads.
  func errors() async -> [any Error] {
    var errors: [any Error] = []
    func read(_ body: () throws -> Void) { do { try body() } catch { errors.append(error) } }
    read { _ = try store.articles.counts() }
    read { _ = try store.articles.lines(ArticleQuery()) }
    read { for number in 1...3 { _ = try store.articles.article(Int64(number)) } }
    read { _ = try store.articles.events(EventQuery()) }
    read { _ = try store.articles.event(1) }
    read { _ = try store.alerts.rules() }
    read { _ = try store.outbox.endpoints() }
    read { _ = try store.outbox.deliveries() }
    read { for number in 1...3 { _ = try store.outbox.delivery(Int64(number)) } }
    read { _ = try store.alerts.firings(FiringQuery()) }
    read { for number in 1...2 { _ = try store.alerts.firing(Int64(number)) } }
    read { _ = try store.alerts.decisions(about: 1) }
    read { _ = try store.alerts.heldDecisions(since: nil, limit: 10) }
    read { _ = try store.stories.lines(StoryQuery()) }
    read { _ = try store.stories.members(of: 1) }
    read { _ = try store.stories.membership(ofArticle: 1) }
    read { _ = try StoryReader(store: store).digest(after: .distantPast, until: .distantFuture) }
    read { _ = try store.stories.digestMark() }
    read { _ = try store.alerts.heartbeat() }
    read { _ = try store.alerts.definitions() }
    read { _ = try store.alerts.silences(endingAfter: .distantPast) }
    read { _ = try store.alerts.marks(limit: 10) }
    read { _ = try store.alerts.setAside() }
    read { _ = try store.outbox.waitingDeliveries() }
    read { _ = try RulesExchange(store: store).export(now: AlertRoom.start) }
    read {
      _ = try EventSeries(store: store).index(
        of: .actor("Russia"),
        through: CalendarDay(daysSinceEpoch: 20_514),
        knownAt: nil
      )
    }
    let later = AlertRoom.minute(600)
    read { _ = try RuleEvaluation(store: store).drain(at: later, due: later) }
    read { _ = try HeartbeatSender(store: store).beat(at: later, due: later) }
    do { _ = try await store.claim(claim(at: later)) } catch { errors.append(error) }
    return errors
  }

  private func claim(at now: Date) -> DeliveryClaim {
    DeliveryClaim(
      owner: "test",
      now: now,
      leaseUntil: now + 60,
      abandonedBefore: now - 300,
      limit: 10,
      perEndpointLimit: 4,
      perOriginLimit: 6
    )
  }
}

@Suite("A store that is damaged")
struct DamagedStoreTests {
  private static let key = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A store with something in every table.
  private func filled() throws -> String {
    let path = folder.file("whole.sqlite")
    let room = try AlertRoom(path: path)
    var endpoint = Endpoint(name: "desk", url: SecretURL("https://desk.example/in"))
    endpoint.signingKeys = [SigningKeyEntry(key: Secret(Self.key))]
    try room.store.addEndpoint(endpoint, at: AlertRoom.start)
    try room.store.addRule(
      name: "r",
      text: "severity at least 4 again always",
      endpoints: ["desk"],
      at: AlertRoom.start
    )
    try room.rule("patient", "severity at least 4 for 10m until quiet for 2h")
    try room.arrive(AlertRoom.Report("a.example/1"), at: 0)
    try room.arrive(AlertRoom.Report("b.example/1"), at: 20)
    try room.store(AlertRoom.Report("c.example/1", story: "other"), at: 21)
    try room.store.define(StoredDefinition(name: "them", members: ["Russia"]))
    _ = try room.store.addSilence(
      matcher: "severity below 1",
      from: AlertRoom.start,
      until: AlertRoom.minute(9_000),
      comment: ""
    )
    _ = try room.store.mark(RecordID(.event, 1), isRight: true, note: "", at: AlertRoom.start)
    try room.store.setHeartbeat(Heartbeat(everySeconds: 3_600, endpoints: ["desk"], nextAt: AlertRoom.start))
    try room.store.setDigestMark(AlertRoom.start)
    let whole = folder.file("copy.sqlite")
    _ = try room.store.backUp(to: whole)
    return whole
  }

  @Test("gives errors that hold nothing of it, and never ends the program: a wrong value in every column")
  func wrongValues() async throws {
    let whole = try filled()
    let values = ["'wrong'", "-1", "9223372036854775807", "1e308", "x'ff00ff'", "NULL", "'[]'", "'{}'", "''"]
    var refused = 0
    for (place, (table, column)) in try RawDatabase.columns(at: whole).enumerated() {
      // One of the values for each column, all of them over nine columns: `Scripts/fuzz` goes on from here.
      for value in [values[place % values.count]] {
        let path = folder.file("damaged.sqlite")
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try FileManager.default.copyItem(atPath: whole, toPath: path)
        // What a constraint forbids no damage of one value brings about.
        guard (try? RawDatabase.execute("UPDATE \(table) SET \(column) = \(value)", at: path)) != nil else {
          continue
        }
        let errors = await StoreReading(store: try Store(path: path)).errors()
        refused += errors.count
        for error in errors { #expect(!"\(error)".contains("whsec"), "\(table).\(column) = \(value)") }
      }
    }
    #expect(refused > 30)
  }

  /// How many bits are flipped, one at a time: 40, or as TOCSIN_FLIPS says.
  private static let flips = ProcessInfo.processInfo.environment["TOCSIN_FLIPS"].flatMap { Int($0) } ?? 40

  @Test("gives errors and never ends the program: bits flipped anywhere in the file")
  func flips() async throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: try filled()))
    var random = SeededNumbers(17)
    for _ in 0..<Self.flips {
      let path = folder.file("flipped.sqlite")
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      var bytes = whole
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      try bytes.write(to: URL(fileURLWithPath: path))
      let errors: [any Error]
      do { errors = await StoreReading(store: try Store(path: path)).errors() } catch { errors = [error] }
      for error in errors { #expect(!"\(error)".contains("whsec"), "byte \(place)") }
    }
  }
}
