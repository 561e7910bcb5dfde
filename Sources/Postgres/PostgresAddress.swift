internal import CLibpq
internal import Foundation

/// Where a database stands on a server: an address such as `postgres://analyst@db.example:5432/desk?sslmode=verify-full`
/// (PostgreSQL, "Connection URIs").
///
/// It never holds a password: what is typed at a shell is read by everybody on the machine. libpq finds one in the file of
/// passwords (`PGPASSFILE`, `~/.pgpass`) or in `PGPASSWORD`.
package struct PostgresAddress: Sendable, Hashable {
  /// The address as it was given.
  package let text: String
  /// True where it names several hosts, of which another takes over where one fails.
  package let hasSeveralHosts: Bool

  /// Why a text is no address that a database is looked for at.
  package enum Problem: Error, Sendable, Hashable {
    /// It holds a password.
    case holdsPassword
    /// libpq cannot read it.
    case unreadable(String)
  }

  /// The longest address that is read.
  private static let bytesMax = 4_096

  /// True for what is meant to be such an address, and not the name of a file.
  package static func isMeant(by text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  /// Reads an address.
  ///
  /// - Throws: `Problem`, which tells nothing of a password.
  package init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.bytesMax, !text.utf8.contains(0) else {
      throw .unreadable("it is too long, or no text")
    }
    var complaint: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &complaint) else {
      // libpq quotes what it cannot read, which may be a password.
      PQfreemem(complaint)
      throw .unreadable("write it as postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full")
    }
    defer { PQconninfoFree(options) }
    var option = options
    var hosts = ""
    while let keyword = option.pointee.keyword {
      if ["password", "sslpassword"].contains(String(cString: keyword)), option.pointee.val != nil {
        throw .holdsPassword
      }
      if ["host", "hostaddr"].contains(String(cString: keyword)), let value = option.pointee.val {
        hosts += String(cString: value)
      }
      option += 1
    }
    self.text = text
    hasSeveralHosts = hosts.contains(",")
  }
}
