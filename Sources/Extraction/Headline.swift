import Foundation
import Markup

/// The article's headline.
///
/// JSON-LD's headline comes first, since it is written for this very use; then `og:title`, the first `<h1>`, other
/// `<meta>` and `<title>`. Publishers add things to some of them and cut others, so each is checked against the rest.
enum Headline {
  /// A headline that goes on this far is not cut to fit a limit by anybody.
  private static let cutBytesMin = 40

  /// The headline and the source it was taken from; nil where the page has none.
  static func of(
    _ metadata: PageMetadata,
    tree: HTMLTree,
    site: String?,
    domain: String?
  ) -> (
    text: String, rule: String
  )? {
    let names = siteNames(site: site, domain: domain)
    let sources: [(String?, String)] = [
      (metadata.article?["headline"]?.string, "JSON-LD headline"), (metadata.meta("og:title"), "og:title"),
      (firstHeading(of: tree), "h1"),
      (metadata.meta("twitter:title", "dc.title", "parsely-title", "title"), "meta title"),
      (metadata.title, "title element"),
    ]
    let candidates = sources.compactMap { text, rule -> (text: String, rule: String)? in
      let cleaned = withoutSite(text?.unescapedMarkup ?? "", names: names)
      return cleaned.isEmpty ? nil : (cleaned, rule)
    }
    guard let first = candidates.first else { return nil }
    return (agreed(first.text, with: candidates.dropFirst().map(\.text)), first.rule)
  }

  /// The headline without what only one source adds after a separator, and whole where the others show that it was cut.
  private static func agreed(_ headline: String, with others: [String]) -> String {
    for other in others where other.utf8.count < headline.utf8.count {
      guard plain(headline).hasPrefix(plain(other)), plain(other).utf8.count >= 12 else { continue }
      let rest = headline.dropFirst(other.count).drop(while: \.isWhitespace)
      if headline.hasPrefix(other), let mark = rest.first, "|-–—*·•：:ㅣ»".contains(mark) { return other }
    }
    guard headline.utf8.count >= cutBytesMin else { return headline }
    let stem =
      headline.hasSuffix("...")
      ? String(headline.dropLast(3)) : headline.hasSuffix("…") ? String(headline.dropLast()) : headline
    guard stem.count < headline.count else { return headline }
    return others.first { $0.hasPrefix(stem.trimmed) && $0.count > headline.count } ?? headline
  }

  /// The text of the page's first `<h1>` that is not empty.
  static func firstHeading(of tree: HTMLTree) -> String? {
    for index in tree.nodes.indices where tree.nodes[index].tag == .h1 {
      let text = tree.text(of: index)
      if !text.isEmpty { return text }
    }
    return nil
  }

  private static func siteNames(site: String?, domain: String?) -> [String] {
    [site, domain, domain?.split(separator: ".").first.map(String.init)].compactMap { $0.map(plain) }
      .filter { !$0.isEmpty }
  }

  /// Lower-case letters and digits alone.
  static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// Marks between a headline and the site's name; all but the wide ones stand after a space.
  private static let separators: Set<Unicode.Scalar> = [
    "|", "-", "–", "—", "·", "»", "•", "/", "⋆", "*", "<", "：", "｜", "ㅣ",
  ]
  private static let wideSeparators: Set<Unicode.Scalar> = ["：", "｜", "ㅣ"]

  /// The title without a part at its end or beginning that is the site's name.
  private static func withoutSite(_ title: String, names: [String]) -> String {
    var title = title
    for _ in 0..<2 {
      let marks = separatorIndices(of: title)
      if let last = marks.last, isSite(plain(String(title[last...])), names: names) {
        title = String(title[..<last]).trimmed
      } else if let first = marks.first, names.contains(plain(String(title[..<first]))) {
        title = String(
          String(title[first...]).drop { !$0.isLetter && !$0.isNumber && !"\"'“„«»‘".contains($0) }
        )
      } else {
        break
      }
    }
    return title
  }

  private static func separatorIndices(of title: String) -> [String.Index] {
    let scalars = title.unicodeScalars
    var previous: Unicode.Scalar = "x"
    var found: [String.Index] = []
    for index in scalars.indices {
      let scalar = scalars[index]
      if separators.contains(scalar), previous == " " || wideSeparators.contains(scalar) {
        found.append(index)
      }
      previous = scalar
    }
    return found
  }

  /// True for the site's name, alone or with a word or two (`WELT`, `BBC News` of `bbc.co.uk`).
  private static func isSite(_ tail: String, names: [String]) -> Bool {
    !tail.isEmpty
      && names.contains { name in
        name == tail || (name.count > 3 && tail.hasPrefix(name) && tail.count < name.count + 12)
          || (tail.count > 3 && name.hasPrefix(tail))
      }
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
    let escaped = replacingOccurrences(of: "<", with: "&lt;").utf8.filter { $0 != 0 }
    let tree = HTMLTree(page: Array("<p>".utf8) + escaped)
    let text = tree.nodes.indices.filter { tree.nodes[$0].tag == .text }.map {
      tree.string(tree.textRange(of: $0))
    }
    return text.joined()
  }
}
