import Foundation
import Model
import Storage
import StoreSupport
import TestSupport
import Testing

@Suite("Several that write to a server", .enabled(if: PostgresServer.isAvailable), .timeLimit(.minutes(10)))
struct WriteLaneTests {
  private let now = Date(timeIntervalSince1970: 1_772_438_400)
  private let address: String
  private let store: Store

  init() throws {
    address = try StoreForTests.newAddress()
    store = try Store(path: address)
  }

  private static let lanes: [WriteLane] = [.articles, .rules, .polls, .endings, .claims]

  @Test("do so side by side where each writes what is its own", arguments: WriteLaneTests.lanes)
  func sideBySide(lane: WriteLane) throws {
    let other = try Store(path: address)
    for beside in Self.lanes where beside != lane || lane == .claims {
      let count = try store.write(in: lane) { transaction in
        try transaction.outbox.recipients().count
          + other.write(in: beside) { try $0.outbox.recipients().count }
      }
      #expect(count == 0)
    }
  }

  @Test(
    "wait for one another where they write the same, and for whoever writes anything",
    arguments: WriteLaneTests.lanes + [.all]
  )
  func oneByOne(lane: WriteLane) throws {
    /// Whether a lock could be had by somebody else right now.
    func isFree(_ lane: WriteLane, shared: Bool = false) throws -> Bool {
      try StoreForTests.column(
        """
        SELECT CAST(pg_try_advisory_xact_lock\(shared ? "_shared" : "")(\(lane.rawValue), hashtext(current_schema())) AS INT)
        """,
        address
      ) == ["1"]
    }
    let others = Self.lanes.filter { $0 != .claims }
    let (alone, beside, free) = try store.write(in: lane) { transaction in
      // What nobody has asked for yet is not sent.
      _ = try transaction.outbox.recipients()
      return (try isFree(.all), try isFree(.all, shared: true), try others.map { try isFree($0) })
    }
    #expect(!alone)
    #expect(beside == (lane != .all))
    #expect(free == others.map { $0 != lane })
  }

  @Test("let rules be shown nothing while an article that they may know is read anew")
  func revision() throws {
    let reading = Samples.mission()
    _ = try store.write(in: .articles) { try $0.articles.save(reading, at: now) }
    let isFree = try store.write(in: .articles) { transaction in
      var edited = reading
      edited.article.text += " More."
      _ = try transaction.articles.save(edited, at: now)
      _ = try transaction.outbox.recipients()
      return try StoreForTests.column(
        "SELECT CAST(pg_try_advisory_xact_lock(\(WriteLane.rules.rawValue), hashtext(current_schema())) AS INT)",
        address
      )
    }
    #expect(isFree == ["0"])
  }

  @Test("number an endpoint's messages without gaps and doubles, whichever lane they come by")
  func sequences() async throws {
    try ServerWork.queue(0, in: store, at: now)
    try await withThrowingTaskGroup { group in
      for (worker, lane) in [WriteLane.rules, .polls, .rules, .polls].enumerated() {
        group.addTask { [address, now] in
          let store = try Store(path: address)
          for number in 0..<10 {
            try store.write(in: lane) { transaction in
              let ops = try transaction.outbox.recipient(named: "ops")
              let message = WebhookMessage(
                id: "msg_\(worker)_\(number)",
                type: "tocsin.test",
                contentType: "application/json",
                headers: [],
                body: []
              )
              let queued = QueuedMessage(
                message: message,
                sequence: try transaction.outbox.nextSequence(of: ops),
                firing: nil,
                occasion: 1,
                state: .pending,
                reason: "",
                at: now
              )
              _ = try transaction.outbox.enqueue(queued, for: ops)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let numbers = try StoreForTests.column("SELECT sequence FROM delivery ORDER BY sequence", address)
    #expect(numbers == (1...40).map(String.init))
  }

  @Test("pass over a host at which another one is claiming, and wait for it where there is nothing else")
  func passingOver() throws {
    try ServerWork.queue(2, to: "one", in: store, at: now)
    try ServerWork.queue(2, to: "two", in: store, at: now)
    let connection = try HeldLock(
      "hashtextextended(current_schema() || ' to ' || 'https://one.example', 0)",
      at: address
    )
    #expect(try ServerWork.claim("a", in: store, at: now).map(\.endpoint.name) == ["two", "two"])
    let waiting = Aside { [store, now] in try ServerWork.claim("b", in: store, at: now).map(\.endpoint.name) }
    let waiters = """
      SELECT count(*) FROM pg_locks WHERE NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """
    try Patience.hold { try StoreForTests.column(waiters, address) != ["0"] }
    connection.end()
    #expect(try waiting.value() == ["one", "one"])
  }

  @Test("take what a killed worker had as soon as the server knows that it is gone")
  func killed() throws {
    // A server that was started a moment ago says nothing about who was there before.
    try StoreForTests.run(
      "SELECT pg_sleep(greatest(0, 8 - extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())))",
      address
    )
    try ServerWork.queue(1, in: store, at: now)
    let other = try Store(path: address)
    let taken = try ServerWork.claim("killed", in: other, at: now)
    #expect(taken.count == 1)
    // As after six seconds: its sign is good for most of a minute yet.
    try StoreForTests.run("UPDATE worker SET until = until - 6000 WHERE owner = 'killed'", address)
    #expect(try ServerWork.claim("heir", in: store, at: now + 6).isEmpty)
    try StoreForTests.run(
      """
      SELECT pg_terminate_backend(pid, 5000) FROM pg_locks
      WHERE locktype = 'advisory' AND mode = 'ShareLock' AND objsubid = 1
        AND (CAST(classid AS BIGINT) << 32 | CAST(objid AS BIGINT))
          = hashtextextended(current_schema() || ' ' || 'killed', 0)
      """,
      address
    )
    let again = try ServerWork.claim("heir", in: store, at: now + 7)
    #expect(again.map(\.delivery.message.id) == taken.map(\.delivery.message.id))
    #expect(again.map(\.attemptNumber) == [2])
  }
}
