internal import EmbeddedData
package import Model

/// Who answers for an outlet: what "from two sources" counts.
package struct Publisher: Sendable, Hashable {
  /// The owner's name where the family is known, else the registrable domain.
  package var name: String
  /// True where a family is known.
  package var isFamily: Bool
}

/// Which outlets belong to one owner, and which agency an article credits.
package struct PublisherTable: Sendable {
  private var owners: [String: String] = [:]
  private var agencies: [String: String] = [:]

  /// The families and agencies that come with the program.
  package static let standard = PublisherTable(
    families: DataFile.publisherFamilies.lines.joined(separator: "\n")
  )

  /// Reads families as the file has them: an owner, a tab, domains parted by spaces; `#` begins a comment. Later lines
  /// win, so that an analyst's own file is read after the standard one.
  package init(families: String) {
    for row in DataFile.newsAgencies.rows where row.count == 2 {
      for credit in row[1].split(separator: "|") { agencies[String(credit)] = String(row[0]) }
    }
    add(families: families)
  }

  /// Adds an analyst's own families.
  package mutating func add(families: String) {
    for line in families.split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t")
      guard columns.count == 2 else { continue }
      for domain in columns[1].split(separator: " ") { owners[domain.lowercased()] = String(columns[0]) }
    }
  }

  /// The publisher of a registrable domain.
  package func publisher(ofDomain domain: String) -> Publisher {
    let folded = domain.lowercased()
    return owners[folded].map { Publisher(name: $0, isFamily: true) }
      ?? Publisher(name: folded, isFamily: false)
  }

  /// The agency that an article credits in its credit line, its byline, or at the head of its text; nil where none is.
  package func agency(creditedBy article: Article) -> String? {
    if let credit = article.creditedSource, let agency = agencies[credit] { return agency }
    for author in article.authors {
      if let agency = agencies[author] { return agency }
    }
    return agency(atHeadOf: article.text)
  }

  /// A dateline or credit stands within this many characters.
  private static let headCharacters = 120

  /// `KABUL (Reuters) - …` or `AP - …`: the agency in brackets, or before a dash.
  private func agency(atHeadOf text: String) -> String? {
    let head = text.prefix(Self.headCharacters)
    if let open = head.firstIndex(of: "("), let close = head[open...].firstIndex(of: ")") {
      if let agency = agencies[String(head[head.index(after: open)..<close])] { return agency }
    }
    for dash in [" - ", " – ", " — ", " -- "] {
      guard let end = head.firstRange(of: dash)?.lowerBound else { continue }
      if let agency = agencies[String(head[..<end])] { return agency }
    }
    return nil
  }
}
