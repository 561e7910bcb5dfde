package import Extraction
internal import Markup

/// A sitemap, one of news among them, or an index of sitemaps (sitemaps.org, and Google's `sitemap-news`).
package struct Sitemap: Sendable, Equatable {
  /// Its pages as entries, in the order of the file, each once.
  package var entries: [FeedEntry] = []
  /// The sitemaps of an index, in the order of the file, with the moment of their last change where it is told.
  package var children: [Child] = []
  /// True where it met a limit and what came after is missing.
  package var isTruncated = false

  /// A sitemap that an index names.
  package struct Child: Sendable, Equatable {
    /// Its address.
    package var url: String
    /// When it changed last; nil where that is not told.
    package var changed: Timestamp?
  }

  /// The outermost element stands within so many bytes.
  private static let prologueBytesMax = 4_096

  /// True for what begins as a sitemap or an index of them.
  package static func recognises(_ bytes: [UInt8]) -> Bool {
    let text = String(
      decoding: Charset.decode(Array(bytes.prefix(prologueBytesMax)), declared: nil),
      as: UTF8.self
    )
    return text.contains("<urlset") || text.contains("<sitemapindex") || text.contains(":urlset")
      || text.contains(":sitemapindex")
  }

  /// Reads a sitemap.
  ///
  /// - Parameters:
  ///   - bytes: the file as it came, unpacked.
  ///   - url: where it was asked for; nil where unknown.
  /// - Returns: its pages, or the sitemaps of an index.
  /// - Throws: `FeedError`.
  /// - Complexity: linear in the bytes.
  package static func parse(_ bytes: [UInt8], url: String?) throws(FeedError) -> Sitemap {
    guard bytes.count <= FeedLimits.bytesMax else {
      throw .tooLarge(bytes: bytes.count, limit: FeedLimits.bytesMax)
    }
    let tree = FeedTree(Charset.decode(bytes, declared: nil))
    guard let root = tree.root, root.tag == .urlset || root.tag == .sitemapIndex else { throw .unreadable }
    var sitemap = Sitemap()
    sitemap.isTruncated = tree.isTruncated
    sitemap.children = root.all(.sitemap).prefix(FeedLimits.entriesMax).compactMap { element in
      address(element, base: url).map { Child(url: $0, changed: moment(element, .lastModified)) }
    }
    var seen: Set<String> = []
    let pages = root.all(.url)
    sitemap.isTruncated = sitemap.isTruncated || pages.count > FeedLimits.entriesMax
    for page in pages.prefix(FeedLimits.entriesMax) {
      guard let address = address(page, base: url), seen.insert(address).inserted else { continue }
      sitemap.entries.append(entry(page, address: address))
    }
    return sitemap
  }

  /// True where pages are told with their titles or dates of publication, as sitemaps of news do.
  package var isOfNews: Bool { entries.contains { $0.title != nil || $0.published != nil } }

  private static func entry(_ page: FeedTree.Element, address: String) -> FeedEntry {
    var entry = FeedEntry(id: address)
    entry.link = address
    entry.updated = moment(page, .lastModified)
    guard let news = page[.news] else { return entry }
    entry.title = news[.newsTitle].map { FeedText($0).line }.flatMap { $0.isEmpty ? nil : $0 }
    entry.published = moment(news, .newsDate)
    entry.language = news[.newsPublication]?[.newsLanguage]?.text
    return entry
  }

  private static func address(_ element: FeedTree.Element, base: String?) -> String? {
    element[.loc].flatMap { Address.absolute($0.text, base: base) }
  }

  private static func moment(_ element: FeedTree.Element, _ tag: FeedTag) -> Timestamp? {
    element[tag].flatMap { Timestamp($0.text) }
  }
}
