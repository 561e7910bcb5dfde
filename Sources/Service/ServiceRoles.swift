/// What a service does of the work on a store: over a server hosts may share it out.
package struct ServiceRoles: OptionSet, Sendable, Hashable {
  package let rawValue: Int

  /// Makes roles of their bits.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Asks for feeds, sitemaps and pages as they are due.
  package static let watch = ServiceRoles(rawValue: 1)
  /// Reads what they show, and shows it to the rules; drops what is old, and sends signs of life and digests.
  package static let ingest = ServiceRoles(rawValue: 2)
  /// Delivers messages.
  package static let deliver = ServiceRoles(rawValue: 4)
  /// Everything.
  package static let all: ServiceRoles = [.watch, .ingest, .deliver]

  /// What asks sites for anything.
  package static let reading: ServiceRoles = [.watch, .ingest]

  private static let words: [(String, ServiceRoles)] = [
    ("watch", .watch), ("ingest", .ingest), ("deliver", .deliver),
  ]

  /// Roles by their words, parted by commas; nil where a word is none, and for none at all.
  package init?(_ text: String) {
    self = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let role = Self.words.first(where: { $0.0 == word.trimmingPrefix(while: \.isWhitespace) })?.1
      else {
        return nil
      }
      insert(role)
    }
  }

  /// In words, parted by commas.
  package var description: String { Self.words.filter { contains($0.1) }.map(\.0).joined(separator: ",") }
}
