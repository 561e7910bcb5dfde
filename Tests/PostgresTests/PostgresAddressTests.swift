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
      "postgres://desk:p/s3cret@db.example/desk", "postgres://desk@h:s3cret@db.example:1/desk",
      "postgres://desk:5/s3cret@db.example/desk", "POSTGRES://desk:s3cret@db.example/desk",
      "postgres:/desk:s3cret@db.example/desk", "mysql://desk@db.example/desk",
      "host=db.example password=s3cret dbname=desk",
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
      #expect(!reason.contains("sslmod=") && !reason.contains("s3cret"))
    }
  }

  @Test(
    "an address is told from the name of a file",
    arguments: [
      ("postgres://db.example/desk", true), ("postgresql:///desk?host=/run/postgresql", true),
      ("POSTGRES://db.example/desk", true), ("postgres:/db.example/desk", true),
      ("mysql://db.example/desk", true), ("host=/run/postgresql dbname=desk", true),
      ("password = x user=desk", true), ("/var/lib/tocsin/desk.sqlite", false),
      ("./host=a.sqlite", false), ("my ghost=.sqlite", false), ("postgres.sqlite", false), ("", false),
    ]
  )
  func meant(text: String, isAddress: Bool) { #expect(PostgresAddress.isMeant(by: text) == isAddress) }
}
