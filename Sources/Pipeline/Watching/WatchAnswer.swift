internal import Extraction
package import Feeds
internal import Fetching
internal import Foundation
internal import Model
package import Storage

/// What came for a watch: a feed, a sitemap or a page, as items.
package struct WatchAnswer: Sendable {
  /// What it is.
  package var kind: WatchKind
  /// What it calls itself.
  package var title: String?
  /// The page that a feed belongs to.
  package var page: String?
  /// Its items in their order.
  package var entries: [FeedEntry] = []
  /// How often a feed wants to be asked for.
  package var rhythm = FeedRhythm()
  /// The sitemaps of an index, those to be asked for first.
  package var children: [String] = []
  /// The feeds that a page names; of a feed none.
  package var feeds: [PageLinks.NamedFeed] = []
  /// What is wrong with it and was read all the same, in words.
  package var remarks: [String] = []

  /// So many sitemaps of an index are asked for in one poll: those that changed last.
  private static let childrenMax = 10

  /// Reads an answer.
  ///
  /// - Throws: `FeedError` for a feed or sitemap that cannot be read.
  package init(_ page: LoadedPage) throws(FeedError) {
    if FeedParser.recognises(page.bytes) {
      let feed = try FeedParser.parse(page.bytes, url: page.address, charset: page.charset)
      kind = .feed
      (title, self.page, entries, rhythm, remarks) = (
        feed.title, feed.link, feed.entries, feed.rhythm, feed.remarks
      )
    } else if Sitemap.recognises(page.bytes) {
      let sitemap = try Sitemap.parse(page.bytes, url: page.address)
      kind = .sitemap
      entries = sitemap.entries
      children = Self.ordered(sitemap.children)
      if sitemap.isTruncated { remarks = ["the sitemap is larger than is read; what came last is missing"] }
    } else {
      let links = PageLinks(page.bytes, url: page.address ?? "", charset: page.charset)
      kind = .page
      feeds = links.feeds
      entries = links.articles
    }
  }

  /// Those of news first, then those that changed last; without dates as the index has them.
  private static func ordered(_ children: [Sitemap.Child]) -> [String] {
    let ranked = children.enumerated().map { place, child in
      (
        url: child.url, isOfNews: child.url.lowercased().contains("news"),
        changed: child.changed?.dayNumber ?? .min, place: place
      )
    }
    let sorted = ranked.sorted { left, right in
      if left.isOfNews != right.isOfNews { return left.isOfNews }
      return left.changed == right.changed ? left.place < right.place : left.changed > right.changed
    }
    return sorted.prefix(childrenMax).map(\.url)
  }
}
