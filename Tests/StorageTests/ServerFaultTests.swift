import Foundation
import Model
import Postgres
import Storage
import StoreSupport
import TestSupport
import Testing

@Suite("A server that fails", .enabled(if: PostgresServer.isAvailable), .timeLimit(.minutes(10)))
struct ServerFaultTests {
  private let now = Date(timeIntervalSince1970: 1_772_438_400)

  private func save(_ number: Int, in store: Store, words: String = "") throws(StorageError) {
    var reading = Samples.mission()
    reading.article.url = "https://harbourpost.example/\(number)"
    reading.article.text += words
    _ = try store.write(in: .articles) { try $0.articles.save(reading, at: now) }
  }

  @Test(
    "that is gone in the middle of a transaction keeps nothing of it, is named, and is asked again once it is back"
  )
  func restart() throws {
    let server = try FaultyServer()
    try StoreForTests.run("CREATE DATABASE desk", server.address())
    let store = try Store(path: server.address(of: "desk"))
    try save(1, in: store)
    for (number, end) in [server.stop, server.crash].enumerated() {
      do {
        try store.write(in: .articles) { transaction in
          var reading = Samples.mission()
          reading.article.url = "https://harbourpost.example/lost/\(number)"
          _ = try transaction.articles.save(reading, at: now)
          try end()
        }
        Issue.record("nothing was lost")
      } catch { guard case .lost = error else { throw error } }
      do {
        try save(2, in: store)
        Issue.record("it was written to nobody")
      } catch { guard case .cannotOpen = error else { throw error } }
      try server.start()
      #expect(try store.articles.counts().articles == 1 + number)
      try save(2 + number, in: store)
    }
    #expect(try store.articles.counts().articles == 3)
  }

  @Test("is followed by the other host of the address, which has all that was kept, as soon as it takes over")
  func failover() throws {
    let first = try FaultyServer()
    try StoreForTests.run("CREATE DATABASE desk", first.address())
    let second = try FaultyServer(following: first)
    // What is told as kept is on both.
    try StoreForTests.run("ALTER SYSTEM SET synchronous_standby_names = '*'", first.address())
    try StoreForTests.run("SELECT pg_reload_conf()", first.address())
    let store = try Store(path: first.address(of: "desk", orAt: second))
    for number in 1...5 { try save(number, in: store) }
    try first.crash()
    // A copy that only follows takes no changes: it is not mistaken for the server.
    do {
      try save(6, in: store)
      Issue.record("it was written to a copy")
    } catch { guard case .cannotOpen = error else { throw error } }
    try second.promote()
    try save(6, in: store)
    #expect(try store.articles.counts().articles == 6)
    #expect(try store.articles.counts().queuedEvaluations == 6)
  }

  @Test(
    "whose disk is full is named, keeps nothing of what did not fit, and takes it once there is room",
    .enabled(if: FaultyServer.canHaveSmallDisk)
  )
  func fullDisk() throws {
    let server = try FaultyServer(diskMiB: 32)
    try StoreForTests.run("CREATE TABLESPACE small LOCATION '\(server.disk)'", server.address())
    try StoreForTests.run("CREATE DATABASE desk TABLESPACE small", server.address())
    let store = try Store(path: server.address(of: "desk"))
    try save(1, in: store)
    try server.fillDisk()
    // What is compressed would take no room.
    let noise = (0..<40_000).map { _ in UUID().uuidString }.joined(separator: " ")
    do {
      for number in 2..<50 { try save(number, in: store, words: noise) }
      Issue.record("it had room")
    } catch {
      #expect(error == .fullDisk(path: store.path), "\(error)")
    }
    let kept = try store.articles.counts()
    #expect(kept.articles == kept.queuedEvaluations)
    try server.freeDisk()
    try save(99, in: store)
    #expect(try store.articles.counts().articles == kept.articles + 1)
  }

  @Test("that ends a statement which takes too long, or a transaction that is silent, keeps nothing of it")
  func timeouts() throws {
    let address = try PostgresAddress(StoreForTests.newAddress(isEmpty: true))
    let pool = PostgresPool(of: address) { $0 }
    let lock = PostgresLock(1)
    try pool.write(holding: [lock]) { try $0.send("CREATE TABLE kept (number BIGINT)") }
    for (limit, cause) in [
      ("statement_timeout", PostgresError.Cause.busy), ("idle_in_transaction_session_timeout", .lost),
    ] {
      do {
        try pool.write(holding: [lock]) { connection in
          try connection.send("INSERT INTO kept VALUES (1)")
          try connection.send("SET LOCAL \(limit) = '20ms'")
          try connection.finish()
          if cause == .busy { _ = try connection.query("SELECT pg_sleep(20)") }
          // Another connection sees when the server has ended this one.
          while cause == .lost,
            try StoreForTests.column(
              """
              SELECT count(*) FROM pg_stat_activity
              WHERE datname = current_database() AND state LIKE 'idle in transaction%'
              """,
              address.text
            ) != ["0"]
          {}
          try connection.send("INSERT INTO kept VALUES (2)")
        }
        Issue.record("\(limit) did nothing")
      } catch let error as PostgresError { #expect(error.cause == cause, "\(error)") }
      try pool.write(holding: [lock]) { try $0.send("INSERT INTO kept VALUES (3)") }
    }
    #expect(try StoreForTests.column("SELECT number FROM kept", address.text) == ["3", "3"])
  }

  @Test("says what time it is: a machine whose clock is hours off goes by it, and takes nobody's work")
  func clocks() throws {
    let address = try StoreForTests.newAddress()
    let right = try Store(path: address)
    #expect(right.clock.secondsAhead == 0)
    try ServerWork.queue(1, in: right, at: right.clock.now)
    let taken = try ServerWork.claim("right", in: right, at: right.clock.now)
    #expect(taken.count == 1)
    for hours in [-5.0, 5] {
      let wrong = try StoreClock.$machine.withValue({ Date() + hours * 3_600 }) { try Store(path: address) }
      #expect(abs(wrong.clock.secondsAhead - hours * 3_600) < 60)
      #expect(abs(wrong.clock.now.timeIntervalSince(Date())) < 60)
      #expect(try ServerWork.claim("wrong", in: wrong, at: wrong.clock.now).isEmpty)
      // Even one that goes by its own time, an older Tocsin, leaves what others have at work.
      #expect(try ServerWork.claim("old", in: wrong, at: Date() + hours * 3_600).isEmpty)
    }
    let condition = try right.write { try $0.outbox.condition(ofOpen: taken[0], owner: "right") }
    #expect(condition != nil)
  }
}
