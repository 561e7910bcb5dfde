import Foundation
import Model
import Storage
import StoreSupport
import TestSupport
import Testing

@Suite("A store on a server", .enabled(if: PostgresServer.isAvailable), .timeLimit(.minutes(10)))
struct ServerStoreTests {
  private let now = Date(timeIntervalSince1970: 1_772_438_400)
  private let folder: TemporaryFolder
  private let address: String
  private let store: Store

  init() throws {
    folder = try TemporaryFolder()
    address = try StoreForTests.newAddress()
    store = try Store(path: address)
  }

  @Test("has every table, column and index of a file, under the same names")
  func schema() throws {
    let path = folder.file("t.sqlite")
    _ = try Store(path: path)
    let inFile = Set(
      try RawDatabase.names(
        """
        SELECT m.name || '.' || p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'
        AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'grdb%' AND m.name NOT LIKE 'article_search%'
        AND m.name NOT LIKE 'article_pieces%'
        UNION SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND name NOT LIKE 'sqlite%'
        """,
        at: path
      )
    )
    let onServer = Set(
      try StoreForTests.column(
        """
        SELECT relname || '.' || attname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND relnamespace = current_schema()::regnamespace
        UNION SELECT relname FROM pg_class WHERE relkind = 'i' AND relnamespace = current_schema()::regnamespace
        """,
        address
      )
    )
    #expect(inFile.count > 250)
    #expect(inFile.subtracting(onServer).isEmpty, "\(inFile.subtracting(onServer))")
  }

  @Test("of a newer Tocsin, of another program, and at no address is refused in one line and left as it is")
  func refused() throws {
    try StoreForTests.run("INSERT INTO schema_step VALUES ('of tomorrow')", address)
    #expect(throws: StorageError.newerVersion(path: store.path)) { try Store(path: address) }
    let other = try StoreForTests.newAddress(isEmpty: true)
    try StoreForTests.run("CREATE TABLE theirs (id BIGINT)", other)
    do {
      _ = try Store(path: other)
      Issue.record("another program's database was opened")
    } catch { guard case .foreignDatabase = error else { throw error } }
    #expect(
      try StoreForTests.column(
        "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname = 'article'",
        other
      ) == ["0"]
    )
    #expect(throws: StorageError.passwordInAddress) { try Store(path: "postgres://a:b@localhost/desk") }
  }

  @Test("of an encoding that holds no foreign names is refused, with what to do")
  func encoding() throws {
    let server = try #require(PostgresServer.shared)
    try StoreForTests.run(
      "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0",
      server.address(of: "postgres")
    )
    #expect {
      try Store(path: server.address(of: "latin"))
    } throws: {
      "\($0)".contains("its encoding is LATIN1, and has to be UTF8")
    }
  }

  @Test("of an older Tocsin is brought up to date, once, by many that come at once")
  func older() async throws {
    try StoreForTests.run("DROP TABLE audit", address)
    try StoreForTests.run("DELETE FROM schema_step WHERE name = 'who did what'", address)
    try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { [address] in
          let store = try Store(path: address)
          try Analyst.$current.withValue(Analyst("ana")) {
            try store.write { try $0.audit.note("looked", at: Date(timeIntervalSince1970: 5)) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.auditLines(limit: 20).map(\.what) == Array(repeating: "looked", count: 8))
  }

  @Test("is made by one of many that come at once")
  func made() async throws {
    let empty = try StoreForTests.newAddress(isEmpty: true)
    try await withThrowingTaskGroup { group in
      for _ in 0..<6 { group.addTask { _ = try Store(path: empty).articles.counts() } }
      try await group.waitForAll()
    }
  }

  @Test("keeps one article for an address, whoever reads it at once")
  func concurrent() async throws {
    try await withThrowingTaskGroup { group in
      for worker in 0..<4 {
        group.addTask { [address, now] in
          let store = try Store(path: address)
          for number in 0..<10 {
            var reading = Samples.mission()
            reading.article.url = "https://harbourpost.example/\(number)"
            reading.article.title = "Title \(number) of \(worker)"
            _ = try store.write { try $0.articles.save(reading, at: now) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.articles.counts().articles == 10)
    #expect(try store.articles.counts().queuedEvaluations == 10)
  }

  // MARK: Several at work

  private func claim(_ owner: String, limit: Int = 10, at moment: Date? = nil) throws -> [ClaimedDelivery] {
    try ServerWork.claim(owner, limit: limit, in: store, at: moment ?? now)
  }

  private func queue(_ count: Int) throws { try ServerWork.queue(count, in: store, at: now) }

  @Test("lets several deliver at once, and gives no message to two of them")
  func shared() async throws {
    try queue(60)
    let claimed = try await withThrowingTaskGroup(of: [Int64].self) { group in
      for worker in 0..<3 {
        group.addTask {
          var all: [Int64] = []
          while true {
            let some = try claim("worker \(worker)", limit: 5).map(\.delivery.number)
            if some.isEmpty { return all }
            all += some
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(claimed.count == 60 && Set(claimed).count == 60)
  }

  @Test(
    "gives what one left to the others once it shows no sign of life, with the same id, and takes its ending no more"
  )
  func left() throws {
    try queue(1)
    let lost = try claim("a")
    #expect(lost.count == 1)
    #expect(try claim("b", at: now + 1).isEmpty)
    try StoreForTests.run("UPDATE worker SET until = 0 WHERE owner = 'a'", address)
    let again = try claim("b", at: now + 2)
    #expect(again.map(\.delivery.message.id) == lost.map(\.delivery.message.id))
    #expect(again.map(\.attemptNumber) == [2])
    let condition = try store.write { try $0.outbox.condition(ofOpen: lost[0], owner: "a") }
    #expect(condition == nil)
  }

  @Test("lets one process at a time ask a host, and another once it has gone")
  func hosts() throws {
    #expect(
      try store.claimHosts(["a.example", "b.example"], owner: "one", seconds: 60) == [
        "a.example", "b.example",
      ]
    )
    #expect(try store.claimHosts(["b.example", "c.example"], owner: "two", seconds: 60) == ["c.example"])
    #expect(try store.claimHosts(["a.example"], owner: "one", seconds: 60) == ["a.example"])
    try store.endHostClaims(of: ["a.example"], owner: "one")
    #expect(try store.claimHosts(["a.example", "b.example"], owner: "two", seconds: 60) == ["a.example"])
    try store.endWatching(owner: "two")
    try store.endWatching(owner: "one")
    #expect(
      try store.claimHosts(["a.example", "b.example"], owner: "two", seconds: -1) == [
        "a.example", "b.example",
      ]
    )
    #expect(try store.claimHosts(["a.example"], owner: "three", seconds: 60) == ["a.example"])
  }

  @Test("lets one process at a time do what must not be done twice at once")
  func alone() throws {
    let other = try Store(path: address)
    let inner = try store.alone(at: .evaluation) { try other.alone(at: .evaluation) { true } == nil }
    #expect(inner == true)
    #expect(try other.alone(at: .evaluation) { true } == true)
  }

  @Test("tells those who listen what was done, once it is kept")
  func notices() async throws {
    var notices = try #require(store.notices()).makeAsyncIterator()
    #expect(await notices.next() == .missed)
    try queue(1)
    #expect(await notices.next() == .delivery)
  }

  // MARK: Faults

  /// Ends all connections to the store, as a server does that is restarted.
  private func cutOff() throws {
    try StoreForTests.run(
      """
      SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """,
      address
    )
  }

  @Test(
    "a transaction whose connection is cut at any of its statements leaves nothing, and the next one is whole"
  )
  func cut() throws {
    for statements in 0..<4 {
      do {
        try store.write { transaction in
          for number in 0..<4 {
            if number == statements { try cutOff() }
            var reading = Samples.mission()
            reading.article.url = "https://harbourpost.example/\(statements)/\(number)"
            _ = try transaction.articles.save(reading, at: now)
          }
        }
        Issue.record("nothing was lost")
      } catch { guard case .lost = error else { throw error } }
      #expect(try store.articles.counts().articles == statements)
      var reading = Samples.mission()
      reading.article.url = "https://harbourpost.example/whole/\(statements)"
      _ = try store.write { try $0.articles.save(reading, at: now) }
    }
    #expect(try store.articles.counts().articles == 4)
  }

  @Test("a server that was restarted is asked again without a word")
  func restarted() throws {
    try queue(2)
    try cutOff()
    #expect(try store.outbox.deliveries().count == 2)
    try cutOff()
    #expect(try claim("a").count == 2)
  }

  @Test("who listens hears of what came while the connection was cut")
  func listening() async throws {
    var notices = try #require(store.notices()).makeAsyncIterator()
    #expect(await notices.next() == .missed)
    try cutOff()
    #expect(await notices.next() == .missed)
    try queue(1)
    #expect(await notices.next() == .delivery)
  }

  // MARK: Moving

  @Test("is carried there and back with every row, its words and its numbers")
  func move() throws {
    let path = folder.file("t.sqlite")
    let file = try Store(path: path)
    for number in 0..<700 {
      var reading = Samples.mission()
      reading.article.url = "https://harbourpost.example/\(number)"
      reading.article.title = number == 7 ? "俄罗斯中止使团" : "Kremlin shuts \(number)"
      _ = try file.write { try $0.articles.save(reading, at: now) }
    }
    try file.write { try $0.articles.delete(700) }
    try file.addEndpoint(Endpoint(name: "Ops", url: SecretURL("https://hooks.example/ops")), at: now)
    try file.addRule(
      name: "watch",
      text: "title contains x",
      endpoints: ["ops"],
      at: now,
      remembering: UndoNote("x", at: now)
    )
    let moved = try StoreMove(from: file, to: store)
    #expect(moved.rows.first { $0.table == "article" }?.count == 699)
    #expect(
      try store.articles.search(SearchQuery(terms: ["使团"])).map(\.article.id) == [RecordID(.article, 8)]
    )
    #expect(try store.articles.count(SearchQuery(terms: ["suspending"])) == 699)
    var reading = Samples.mission()
    reading.article.url = "https://harbourpost.example/new"
    #expect(try store.write { try $0.articles.save(reading, at: now) }.0.id == RecordID(.article, 701))
    let back = try Store(path: folder.file("back.sqlite"))
    _ = try StoreMove(from: store, to: back)
    #expect(try back.articles.search(SearchQuery(terms: ["使团"])).count == 1)
    #expect(try back.articles.article(3)?.reading.article == file.articles.article(3)?.reading.article)
    #expect(try back.alerts.rules().map(\.endpoints) == [["Ops"]])
    #expect(throws: StorageError.self) { try StoreMove(from: file, to: back) }
  }
}
