internal import Extraction
internal import Foundation
internal import Markup

/// Where a page leads to, for one who wants to watch it.
package struct PageLinks: Sendable, Equatable {
  /// A feed that the page names.
  package struct NamedFeed: Sendable, Equatable {
    /// Its address, whole.
    package var url: String
    /// As the page calls it; nil where it does not.
    package var title: String?
  }

  /// The feeds that the page's head names (`<link rel=alternate>`), in the order of the page, each once; those of comments last.
  package private(set) var feeds: [NamedFeed] = []
  /// What look like articles of the page's own site, in the order of the page, each once.
  package private(set) var articles: [FeedEntry] = []

  /// An index page shows some 20 to 150 articles.
  private static let articlesMax = 300
  /// A page names a feed for each of its sections.
  private static let feedsMax = 50
  /// The least words of a headline; `Read more` and names of sections have fewer.
  private static let headlineWordsMin = 4

  /// Reads a page.
  ///
  /// - Parameters:
  ///   - bytes: the page as it came.
  ///   - url: its address.
  ///   - charset: what the transport named; nil where unknown.
  /// - Complexity: linear in the page.
  package init(_ bytes: [UInt8], url: String, charset: String?) {
    guard bytes.count <= PageLimits.pageBytesMax else { return }
    let tree = HTMLTree(page: Charset.decode(bytes, declared: charset))
    let base =
      tree.nodes.indices.first { tree.nodes[$0].tag == .base }
      .flatMap { tree.string(.href, of: $0) }.flatMap { Address.base($0, within: url) } ?? url
    feeds = Self.feeds(tree, base: base)
    articles = Self.articles(tree, base: base, own: url)
  }

  private static let feedTypes: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/json", "application/xml", "text/xml",
  ]

  private static func feeds(_ tree: HTMLTree, base: String) -> [NamedFeed] {
    var seen: Set<String> = []
    let links = tree.nodes.indices.filter { tree.nodes[$0].tag == .link }
    let named = links.compactMap {
      index -> NamedFeed? in
      let relations = (tree.string(.rel, of: index) ?? "").lowercased().split(separator: " ")
      let type = (tree.string(.type, of: index) ?? "").lowercased().split(separator: ";").first ?? ""
      // `application/json` alone is what content systems write for their interfaces.
      guard relations.contains("alternate") || relations.contains("feed"),
        feedTypes.contains(type.trimmingCharacters(in: .whitespaces)) || relations.contains("feed"),
        let address = tree.string(.href, of: index).flatMap({ Address.absolute($0, base: base) }),
        !address.contains("/wp-json/"), !address.contains("oembed")
      else { return nil }
      let title = tree.string(.title, of: index).flatMap { $0.isEmpty ? nil : $0 }
      return NamedFeed(url: address, title: title)
    }
    let distinct = named.filter { seen.insert($0.url).inserted }.prefix(feedsMax)
    let isOfComments = { (feed: NamedFeed) in
      ((feed.title ?? "") + feed.url).lowercased().contains("comment")
    }
    return distinct.filter { !isOfComments($0) } + distinct.filter(isOfComments)
  }

  private static let furniture: Set<Tag> = [.nav, .footer, .aside, .form, .dialog]

  private static func articles(_ tree: HTMLTree, base: String, own: String) -> [FeedEntry] {
    guard let site = Address.registrableDomain(of: base) else { return [] }
    var seen: Set<String> = [own]
    var entries: [FeedEntry] = []
    var index = 0
    while index < tree.nodes.count, entries.count < articlesMax {
      let node = tree.nodes[index]
      if furniture.contains(node.tag) {
        index = max(Int(node.end), index + 1)
        continue
      }
      if node.tag == .a, let href = tree.string(.href, of: index),
        let address = Address.article(href, base: base), Address.registrableDomain(of: address) == site,
        !Address.isFrontPage(address)
      {
        let text = tree.text(of: index)
        if isHeadline(text), looksLikeArticle(address), seen.insert(address).inserted {
          var entry = FeedEntry(id: address)
          entry.link = address
          entry.title = text
          entries.append(entry)
        }
      }
      index += 1
    }
    return entries
  }

  /// Four words, or as many letters in a script that sets none apart.
  private static func isHeadline(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    let isUnparted = words.count < headlineWordsMin && text.unicodeScalars.contains { $0.value >= 0x3040 }
    return words.count >= headlineWordsMin || isUnparted && text.count >= 8
  }

  /// An article's address tells its title or its number: names of sections are one or two plain words.
  private static func looksLikeArticle(_ address: String) -> Bool {
    guard let url = URL(string: address) else { return false }
    let segments = url.path.split(separator: "/")
    guard let last = segments.last else { return false }
    if ["tag", "tags", "author", "authors", "category", "topic", "topics", "search"].contains(
      segments.dropLast().last.map { $0.lowercased() } ?? ""
    ) {
      return false
    }
    let hyphens = last.filter { $0 == "-" || $0 == "_" }.count
    let digits = url.path.filter(\.isNumber).count
    let isLong = last.removingPercent.count >= 20
    return hyphens >= 2 || digits >= 4 || isLong || url.query?.contains("id=") == true
  }
}

extension Substring {
  fileprivate var removingPercent: String { String(self).removingPercentEncoding ?? String(self) }
}
