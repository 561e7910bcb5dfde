import Foundation
import Markup

/// The article's headline.
enum Headline {
  /// JSON-LD's headline, else `og:title`, else the first `<h1>`, else `<title>`; unescaped twice, without the name of
  /// the site at either end.
  static func of(
    _ metadata: PageMetadata,
    tree: HTMLTree,
    site: String?,
    domain: String?
  ) -> (text: String, rule: String)? {
    let names = siteNames(site: site, domain: domain)
    let candidates: [(String?, String)] = [
      (metadata.meta("og:title"), "og:title"),
      (metadata.article?["headline"]?.string, "JSON-LD headline"),
      (metadata.meta("twitter:title", "dc.title", "title"), "meta title"),
      (firstHeading(of: tree), "h1"), (metadata.title, "title element"),
    ]
    for case (let text?, let rule) in candidates {
      let cleaned = withoutSite(text.unescapedMarkup, names: names)
      if !cleaned.isEmpty { return (cleaned, rule) }
    }
    return nil
  }

  /// The text of the page's first heading of the first rank that is not empty.
  static func firstHeading(of tree: HTMLTree) -> String? {
    for index in tree.nodes.indices where tree.nodes[index].tag == .h1 {
      let text = tree.text(of: index)
      if !text.isEmpty { return text }
    }
    return nil
  }

  private static func siteNames(site: String?, domain: String?) -> [String] {
    [site, domain, domain?.split(separator: ".").first.map(String.init)].compactMap { $0.map(plain) }.filter {
      !$0.isEmpty
    }
  }

  /// Lower-case letters and digits alone.
  static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static let separators = [
    " | ", " - ", " – ", " — ", " · ", " » ", " :: ", " • ", "｜", " / ", " |", " ⋆ ",
  ]

  /// The title without a part at its end or beginning that is the site's name.
  private static func withoutSite(_ title: String, names: [String]) -> String {
    var title = title
    for _ in 0..<2 {
      for separator in separators {
        if let range = title.range(of: separator, options: .backwards) {
          let tail = plain(String(title[range.upperBound...]))
          if !tail.isEmpty, names.contains(where: { $0 == tail || ($0.count > 4 && tail.hasPrefix($0)) }) {
            title = String(title[..<range.lowerBound]).trimmed
          }
        }
        if let range = title.range(of: separator) {
          let head = plain(String(title[..<range.lowerBound]))
          if !head.isEmpty, names.contains(head) { title = String(title[range.upperBound...]).trimmed }
        }
      }
    }
    return title
  }
}

extension String {
  /// Plain text of a value that may have been escaped twice: entities replaced, tags removed, single spaces.
  var unescapedMarkup: String {
    var text = self
    for _ in 0..<2 where text.contains("&") { text = text.withEntitiesReplaced }
    if text.contains("<") { text = text.withoutTags }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private var withoutTags: String {
    replacingOccurrences(of: "<[a-zA-Z/][^<>]*>", with: "", options: .regularExpression)
  }

  private var withEntitiesReplaced: String {
    let tree = HTMLTree(page: Array(replacingOccurrences(of: "<", with: "&lt;").utf8.filter { $0 != 0 }))
    let text = tree.nodes.indices.filter { tree.nodes[$0].tag == .text }.map {
      tree.string(tree.textRange(of: $0))
    }
    return text.joined()
  }
}
