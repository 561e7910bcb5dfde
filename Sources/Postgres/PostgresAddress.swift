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

  /// True for what is meant to be such an address, and not the name of a file: an address of any kind, and libpq's other way to
  /// write one (`host=db.example dbname=desk`), which may hold a password. None of them must become a file's name.
  package static func isMeant(by text: String) -> Bool {
    // Without regular expressions: each start asks, and theirs cost a tenth of it.
    let folded = text.lowercased()
    let words = folded.split(whereSeparator: \.isWhitespace)
    return isAddress(folded)
      || zip(words, words.dropFirst() + [""]).contains { word, next in
        optionNames.contains { word.hasPrefix("\($0)=") || word == $0 && next.hasPrefix("=") }
      }
  }

  /// True for a scheme and what follows it, in small letters.
  private static func isAddress(_ folded: String) -> Bool {
    let scheme = folded.utf8.prefix { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
    }
    guard let first = scheme.first, (0x61...0x7A).contains(first) else { return false }
    let rest = folded.utf8[scheme.endIndex...]
    return rest.starts(with: "://".utf8)
      || rest.first == UInt8(ascii: ":") && schemes.contains(Substring(scheme))
  }

  private static let schemes: [Substring] = ["postgres", "postgresql"]
  private static let optionNames = ["host", "hostaddr", "dbname", "password"]

  private static let form = "write it as postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full"

  /// Reads an address.
  ///
  /// - Throws: `Problem`, which tells nothing of a password.
  package init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.bytesMax, !text.utf8.contains(0) else {
      throw .unreadable("it is too long, or no text")
    }
    guard Self.schemes.contains(where: { text.hasPrefix("\($0)://") }) else {
      throw .unreadable(Self.form)
    }
    var complaint: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &complaint) else {
      // libpq quotes what it cannot read, which may be a password.
      PQfreemem(complaint)
      throw .unreadable(Self.form)
    }
    defer { PQconninfoFree(options) }
    var option = options
    var hosts = ""
    while let keyword = option.pointee.keyword.map({ String(cString: $0) }) {
      let value = option.pointee.val.map { String(cString: $0) }
      option += 1
      guard let value else { continue }
      switch keyword {
      case "password", "sslpassword": throw .holdsPassword
      // A password with a slash or behind an @ is read as what follows, and libpq would quote it.
      case "port" where !value.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") }),
        "dbname" where value.contains("@"):
        throw .unreadable(Self.form)
      case "host", "hostaddr": hosts += value
      default: break
      }
    }
    self.text = text
    hasSeveralHosts = hosts.contains(",")
  }
}
