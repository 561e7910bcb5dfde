import Foundation
import Markup
import Model

/// When the article was published.
enum PublicationDate {
  private static let metaNames = [
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued",
    "dc.date",
    "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "publish-date", "pubdate", "publishdate", "publication_date", "og:published_time", "last-modified",
  ]

  /// JSON-LD `datePublished`, then `<meta>`, then microdata, then the first `<time>`, then the address, then what stands
  /// below the headline.
  static func of(
    _ metadata: PageMetadata,
    tree: HTMLTree,
    url: String?
  ) -> (timestamp: Timestamp, rule: String)? {
    let linked = [metadata.article?["datePublished"]?.string, metadata.article?["dateCreated"]?.string]
      .compactMap { $0 }
    if let found = linked.lazy.compactMap(Timestamp.init).first { return (found, "JSON-LD datePublished") }
    for name in metaNames {
      if let found = metadata.meta(name).flatMap(Timestamp.init) { return (found, "meta \(name)") }
    }
    if let found = metadata.itemProperties["datePublished"].flatMap(Timestamp.init) {
      return (found, "itemprop datePublished")
    }
    for index in tree.nodes.indices where tree.nodes[index].tag == .time {
      let text = tree.string(.datetime, of: index) ?? tree.text(of: index)
      if let found = Timestamp(text) { return (found, "time element") }
    }
    if let day = url.flatMap(day(inAddress:)) {
      return (Timestamp(day: day, second: nil, offset: nil), "address")
    }
    return shown(in: tree).map { ($0, "shown below the headline") }
  }

  /// A line that tells when is no longer than this; what is longer tells a story with dates in it.
  private static let shownBytesMax = 80
  /// So many nodes after the headline the article has begun.
  private static let nodesBelowHeadlineMax = 60

  /// The date of the first short text below the first headline that holds one, such as `Published 3 May 2024`.
  private static func shown(in tree: HTMLTree) -> Timestamp? {
    guard let headline = tree.nodes.firstIndex(where: { $0.tag == .h1 }) else { return nil }
    let below = Int(tree.nodes[headline].end)..<tree.nodes.count
    return below.prefix(nodesBelowHeadlineMax).lazy
      .filter { tree.nodes[$0].tag == .text && tree.textRange(of: $0).count <= shownBytesMax }
      .compactMap { Timestamp(tree.text(of: $0)) }.first
  }

  /// JSON-LD `dateModified`, then `<meta>`.
  static func modified(_ metadata: PageMetadata) -> Timestamp? {
    let text =
      metadata.article?["dateModified"]?.string ?? metadata.meta("article:modified_time", "og:updated_time")
    return text.flatMap(Timestamp.init)
  }

  /// A day written as `/2023/04/28/`, `/2023-04-28-` or `/20230428/` in an address.
  static func day(inAddress url: String) -> CalendarDay? {
    guard
      let range = url.range(
        of: "(19|20)[0-9]{2}([/-]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01])(?![0-9])",
        options: .regularExpression
      )
    else { return nil }
    let digits = url[range].filter(\.isNumber)
    guard let number = Int(digits) else { return nil }
    return CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}
