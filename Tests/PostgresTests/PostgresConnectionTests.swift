import Foundation
import Postgres
import StoreSupport
import TestSupport
import Testing

@Suite("A connection to a server", .enabled(if: PostgresServer.isAvailable))
struct PostgresConnectionTests {
  let address: PostgresAddress

  init() throws { address = try PostgresAddress(StoreForTests.newAddress(isEmpty: true)) }

  private func connection() throws -> PostgresConnection { try PostgresConnection(to: address) { $0 } }

  @Test("values come back as they went, of every kind and with every byte")
  func values() throws {
    let connection = try connection()
    try connection.send(
      "CREATE TABLE kept (number BIGINT, real DOUBLE PRECISION, words TEXT, bytes BYTEA, truth BOOLEAN)"
    )
    let bytes = Data((0...255).map { UInt8($0) })
    try connection.send(
      "INSERT INTO kept VALUES ($1, $2, $3, $4, $5)",
      [.text("-9223372036854775808"), .text("0.1"), .text("Erdoğan, 俄罗斯 \\ ' \n"), .bytes(bytes), .text("1")]
    )
    try connection.send(
      "INSERT INTO kept VALUES ($1, $2, $3, $4, $5)",
      [.null, .null, .text(""), .bytes(Data()), .null]
    )
    let rows = try connection.query("SELECT * FROM kept")
    #expect(rows.columns == ["number", "real", "words", "bytes", "truth"])
    #expect(
      (0..<5).map { rows.value(row: 0, column: $0) } == [
        .integer(.min), .real(0.1), .text("Erdoğan, 俄罗斯 \\ ' \n"), .bytes(bytes), .integer(1),
      ]
    )
    #expect(
      (0..<5).map { rows.value(row: 1, column: $0) } == [
        .null, .null, .text(""), .bytes(Data()), .null,
      ]
    )
  }

  @Test("a text with a null, which would end at it, is refused, and the connection goes on")
  func null() throws {
    let connection = try connection()
    #expect(throws: PostgresError.self) { try connection.query("SELECT CAST($1 AS TEXT)", [.text("a\0b")]) }
    #expect(try connection.query("SELECT 1").count == 1)
  }

  @Test(
    "a failure of what nobody waited for is told by the next that waits, once, and the connection goes on"
  )
  func pipeline() throws {
    let connection = try connection()
    try connection.send("CREATE TABLE kept (number BIGINT PRIMARY KEY)")
    try connection.finish()
    try connection.send("BEGIN")
    for number in [1, 2, 2, 3] { try connection.send("INSERT INTO kept VALUES ($1)", [.text("\(number)")]) }
    #expect(throws: PostgresError.self) { try connection.commit() }
    connection.rollBack()
    #expect(try connection.query("SELECT count(*) FROM kept").value(row: 0, column: 0) == .integer(0))
    #expect(throws: PostgresError.self) { try connection.query("SELECT nothing FROM nowhere") }
    #expect(throws: PostgresError.self) { try connection.query("SELECT nothing FROM nowhere") }
    #expect(try connection.query("SELECT 1").count == 1)
  }

  @Test("more statements than are sent at once all arrive, with their counts")
  func many() throws {
    let connection = try connection()
    try connection.send("CREATE TABLE kept (number BIGINT, words TEXT)")
    let words = String(repeating: "x", count: 10_000)
    for number in 0..<2_000 {
      try connection.send("INSERT INTO kept VALUES ($1, $2)", [.text("\(number)"), .text(words)])
    }
    try connection.send("UPDATE kept SET words = '' WHERE number < 700")
    #expect(try connection.changesCount() == 700)
    for number in 0..<1_200 { _ = try connection.query("SELECT \(number)") }
    #expect(try connection.query("SELECT count(*) FROM kept").value(row: 0, column: 0) == .integer(2_000))
  }

  @Test("what the server takes away is told as lost, and a pool gives a new connection")
  func lost() throws {
    let pool = PostgresPool(of: address) { $0 }
    let process = try pool.read { try $0.query("SELECT pg_backend_pid()").value(row: 0, column: 0) }
    guard case .integer(let number) = process else { throw PostgresServer.NotStarted(log: "no process") }
    try StoreForTests.run("SELECT pg_terminate_backend(\(number), 5000)", address.text)
    let other = try pool.read { try $0.query("SELECT pg_backend_pid()").value(row: 0, column: 0) }
    #expect(other != process)
    do {
      try pool.read { connection in
        guard
          case .integer(let number) = try connection.query("SELECT pg_backend_pid()").value(row: 0, column: 0)
        else { return }
        try StoreForTests.run("SELECT pg_terminate_backend(\(number), 5000)", address.text)
        _ = try connection.query("SELECT 1")
      }
      Issue.record("the connection was not lost")
    } catch let error as PostgresError { #expect(error.cause == .lost, "\(error)") }
    #expect(try pool.read { try $0.query("SELECT 1").count } == 1)
  }

  @Test("a server that does not answer is given up")
  func silent() throws {
    let connection = try PostgresConnection(to: address, answerSeconds: 4) { $0 }
    #expect(try connection.query("SELECT 1").count == 1)
    do {
      _ = try connection.query("SELECT pg_sleep(60)")
      Issue.record("it was waited for")
    } catch {
      #expect(error.cause == .lost && error.message == "it did not answer within 4 s", "\(error)")
    }
    #expect(connection.isLost)
  }

  @Test("a server that is not there, a user who may not, and a database that is none are one line each")
  func unreachable() throws {
    for text in [
      "postgres://127.0.0.1:1/desk", "postgres://nobody@/t0?host=/nowhere",
      address.text.replacing("/t", with: "/no-such-"),
    ] {
      do {
        _ = try PostgresConnection(to: PostgresAddress(text)) { $0 }
        Issue.record("\(text) was reached")
      } catch let error as PostgresError {
        #expect(error.cause == .unreachable && !error.message.contains("\n"), "\(error)")
      }
    }
  }
}
