/// A member of a story as corroboration sees it.
package struct StorySource: Sendable, Hashable {
  /// The article's number.
  package var article: Int64
  /// The registrable domain; nil for text without an address.
  package var domain: String?
  /// The agency that it credits.
  package var agency: String?
  /// The member that its text is a copy of.
  package var copyOf: Int64?

  /// Makes a source.
  package init(article: Int64, domain: String?, agency: String? = nil, copyOf: Int64? = nil) {
    self.article = article
    self.domain = domain
    self.agency = agency
    self.copyOf = copyOf
  }
}

/// Articles that count as one source, and what makes them one.
package struct SourceGroup: Sendable, Hashable {
  /// Article numbers, ascending.
  package var articles: [Int64]
  /// What they are known by, such as a publisher or an agency; sorted.
  package var names: [String]
}

/// Counts independent sources: outlets of one publisher, copies of one text and prints of one agency count once.
package enum Corroboration {
  /// The independent sources of a story's members, in the order of their first article.
  ///
  /// - Parameters:
  ///   - sources: the members, each article once.
  ///   - publishers: which outlets belong together.
  /// - Returns: groups of articles that count as one.
  /// - Complexity: near linear in the number of members (union-find with path halving, Tarjan 1975).
  package static func groups(of sources: [StorySource], publishers: PublisherTable) -> [SourceGroup] {
    var union = UnionFind(count: sources.count)
    var firstWith: [String: Int] = [:]
    for (index, source) in sources.enumerated() {
      for mark in marks(of: source, publishers) {
        if let first = firstWith[mark] { union.join(first, index) } else { firstWith[mark] = index }
      }
    }
    var groups: [Int: SourceGroup] = [:]
    for (index, source) in sources.enumerated() {
      let name = source.agency ?? source.domain.map { publishers.publisher(ofDomain: $0).name }
      groups[union.root(of: index), default: SourceGroup(articles: [], names: [])].articles.append(
        source.article
      )
      if let name { groups[union.root(of: index)]?.names.append(name) }
    }
    return groups.values.map { group in
      SourceGroup(articles: group.articles.sorted(), names: Set(group.names).sorted())
    }
    .sorted { $0.articles[0] < $1.articles[0] }
  }

  /// What makes two members one source: the same publisher, the same agency, the same text.
  private static func marks(of source: StorySource, _ publishers: PublisherTable) -> [String] {
    var marks = ["article \(source.article)"]
    if let domain = source.domain { marks.append("publisher \(publishers.publisher(ofDomain: domain).name)") }
    if let agency = source.agency { marks.append("agency \(agency)") }
    if let original = source.copyOf { marks.append("article \(original)") }
    return marks
  }
}

/// Disjoint sets of the numbers from 0.
private struct UnionFind {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(of element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  mutating func join(_ left: Int, _ right: Int) { parents[root(of: right)] = root(of: left) }
}
