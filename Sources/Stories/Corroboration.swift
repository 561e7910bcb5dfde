package import Model

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

/// Counts independent sources: outlets of one publisher, copies of one text and prints of one agency count once.
package enum Corroboration {
  /// The independent sources of a story's members, in the order of their first article.
  ///
  /// - Parameters:
  ///   - sources: the members, each article once.
  ///   - publishers: which outlets belong together.
  /// - Returns: groups of articles that count as one, and what made them one.
  /// - Complexity: near linear in the number of members (union-find with path halving, Tarjan 1975).
  package static func groups(of sources: [StorySource], publishers: PublisherTable) -> [SourceGroup] {
    var union = UnionFind(count: sources.count)
    var firstWith: [String: Int] = [:]
    var shared: Set<String> = []
    let marks = sources.map { SourceMark.all(of: $0, publishers) }
    for (index, marks) in marks.enumerated() {
      for mark in marks {
        if let first = firstWith[mark.key] {
          union.join(first, index)
          shared.insert(mark.key)
        } else {
          firstWith[mark.key] = index
        }
      }
    }
    let members = Dictionary(grouping: sources.indices) { union.root(of: $0) }
    return members.values.map { members in
      let reasons = members.flatMap { marks[$0] }.filter { shared.contains($0.key) }.compactMap(\.words)
      return SourceGroup(
        articles: members.map { sources[$0].article }.sorted(),
        names: Set(members.compactMap { name(of: sources[$0], publishers) }).sorted(),
        reasons: members.count > 1 ? Set(reasons).sorted() : []
      )
    }
    .sorted { $0.articles[0] < $1.articles[0] }
  }

  private static func name(of source: StorySource, _ publishers: PublisherTable) -> String? {
    source.agency ?? source.domain.map { publishers.publisher(ofDomain: $0).name }
  }
}

/// What makes two members one source where they share it: the same publisher or agency, the same text.
private struct SourceMark {
  var key: String
  /// As a reason; nil for an article's own mark.
  var words: String?

  /// An agency's own outlet and the outlets that print it share the agency's name.
  static func all(of source: StorySource, _ publishers: PublisherTable) -> [SourceMark] {
    var marks = [SourceMark(key: "text \(source.article)")]
    if let domain = source.domain {
      let name = publishers.publisher(ofDomain: domain).name
      marks.append(SourceMark(key: "name \(name)", words: "publisher \(name)"))
    }
    if let agency = source.agency {
      marks.append(SourceMark(key: "name \(agency)", words: "agency \(agency)"))
    }
    if let original = source.copyOf {
      marks.append(SourceMark(key: "text \(original)", words: "copy of \(RecordID(.article, original))"))
    }
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
