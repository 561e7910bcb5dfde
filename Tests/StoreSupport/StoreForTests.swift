import Foundation
import Postgres
package import Storage
package import TestSupport

/// Stores for tests, of the engine that this run is over: SQLite, or PostgreSQL where `TOCSIN_TEST_ENGINE` is `postgres`.
package enum StoreForTests {
  /// True where this run is over PostgreSQL.
  package static let isOnServer = ProcessInfo.processInfo.environment["TOCSIN_TEST_ENGINE"] == "postgres"

  /// A store of a test's own.
  package static func new() throws -> Store { isOnServer ? try Store(path: newAddress()) : try Store() }

  /// A place where a store of a test's own can be made: a file in a folder, or the address of a database without tables.
  package static func place(in folder: TemporaryFolder, _ name: String = "t.sqlite") throws -> String {
    isOnServer ? try newAddress(isEmpty: true) : folder.file(name)
  }

  /// The address of a database of a test's own, with tables or without.
  package static func newAddress(isEmpty: Bool = false) throws -> String {
    guard let server = PostgresServer.shared else {
      throw PostgresServer.NotStarted(log: "TOCSIN_TEST_ENGINE=postgres, and no PostgreSQL is installed")
    }
    return try server.newDatabase(template: isEmpty ? "template0" : template.get(), run)
  }

  /// A database with all tables, of which others are copies.
  private static let template = Result<String, any Error> {
    guard let server = PostgresServer.shared else { throw PostgresServer.NotStarted(log: "") }
    try run("CREATE DATABASE tables TEMPLATE template0", server.address(of: "postgres"))
    _ = try Store(path: server.address(of: "tables"))
    return "tables"
  }

  /// True for the address of a database, and not for the name of a file.
  static func isAddress(_ place: String) -> Bool { PostgresAddress.isMeant(by: place) }

  /// Runs a statement in the database of an address.
  package static func run(_ sql: String, _ address: String) throws {
    _ = try PostgresConnection(to: PostgresAddress(address)) { $0 }.query(sql)
  }

  /// Runs a statement on a store behind its back.
  package static func execute(_ sql: String, at place: String) throws {
    if isAddress(place) {
      try run(sql, place)
    } else {
      try RawDatabase.execute(sql, at: place)
    }
  }

  /// The first column of what a statement gives, as text.
  package static func column(_ sql: String, _ address: String) throws -> [String] {
    let result = try PostgresConnection(to: PostgresAddress(address)) { $0 }.query(sql)
    return (0..<result.count).map { row in
      switch result.value(row: row, column: 0) {
      case .text(let text): text
      case .integer(let number): String(number)
      case .real(let number): String(number)
      case .bytes, .null, nil: ""
      }
    }
  }
}

/// A lock of a server that somebody else holds, until it is told to end.
package final class HeldLock {
  private let connection: PostgresConnection

  /// Takes the lock whose key an expression gives.
  package init(_ key: String, at address: String) throws {
    connection = try PostgresConnection(to: PostgresAddress(address)) { $0 }
    _ = try connection.query("SELECT pg_advisory_lock(\(key))")
  }

  /// Gives all locks back.
  package func end() { _ = try? connection.query("SELECT pg_advisory_unlock_all()") }
}
