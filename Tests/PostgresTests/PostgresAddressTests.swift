import Postgres
import Testing

@Suite("Addresses of databases on servers")
struct PostgresAddressTests {
  @Test(
    "a password in an address is refused, wherever it stands, and never told",
    arguments: [
      "postgres://desk:s3cret@db.example/desk", "postgresql://desk@db.example/desk?password=s3cret",
      "postgres://db.example/desk?sslpassword=s3cret",
    ]
  )
  func passwords(address: String) {
    #expect(throws: PostgresAddress.Problem.holdsPassword) { try PostgresAddress(address) }
  }

  @Test(
    "what is no address is refused without a word of it",
    arguments: [
      "postgres://[::1", "postgres://host/desk?sslmod=require", "postgres://host/%zz",
      "postgres://\(String(repeating: "a", count: 5_000))/desk",
    ]
  )
  func unreadable(address: String) {
    do {
      _ = try PostgresAddress(address)
      Issue.record("\(address) was read")
    } catch {
      guard case .unreadable(let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(!reason.contains("sslmod="))
    }
  }

  @Test(
    "an address is told from the name of a file",
    arguments: [
      ("postgres://db.example/desk", true), ("postgresql:///desk?host=/run/postgresql", true),
      ("/var/lib/tocsin/desk.sqlite", false), ("postgres.sqlite", false), ("", false),
    ]
  )
  func meant(text: String, isAddress: Bool) { #expect(PostgresAddress.isMeant(by: text) == isAddress) }
}
