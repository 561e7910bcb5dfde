import Foundation
import Markup

/// The article's headline.
///
/// JSON-LD's headline comes first, since it is written for this very use; then `og:title`, the heading, other `<meta>` and
/// `<title>`. Publishers add things to some of them, cut others and write a tagline into a third, so each is checked
/// against the rest.
enum Headline {
  /// A headline that goes on this far is not cut to fit a limit by anybody.
  private static let cutBytesMin = 40

  /// The headline and the source it was taken from; nil where the page has none.
  static func of(
    _ metadata: PageMetadata,
    heading: String?,
    site: SiteName
  ) -> (
    text: String, rule: String
  )? {
    let sources: [(String?, String)] = [
      (metadata.article?["headline"]?.string, "JSON-LD headline"), (metadata.meta("og:title"), "og:title"),
      (heading, "h1"),
      (metadata.meta("twitter:title", "dc.title", "parsely-title", "title"), "meta title"),
      (metadata.title, "title element"),
    ]
    let cleaned = sources.compactMap { text, rule -> (text: String, rule: String)? in
      let cleaned = site.removed(from: text?.unescapedMarkup ?? "", section: metadata.section)
      return cleaned.isEmpty ? nil : (cleaned, rule)
    }
    let named = cleaned.filter { !site.isName($0.text) }
    let candidates = named.isEmpty ? cleaned : named
    guard let first = usual(of: candidates, name: metadata.article?["name"]?.string?.unescapedMarkup) else {
      return nil
    }
    let others = candidates.filter { $0.rule != first.rule }
    return (agreed(first.text, with: others.map(\.text)), first.rule)
  }

  /// The first source, unless the others show that it holds something else.
  ///
  /// JSON-LD's headline is a description where its `name`, or its small first letter, says so and heading and title agree
  /// with each other. Where it is the one for search engines, that is `<title>`'s, readers are shown and share the
  /// heading's. And of two with the same words the one that the page's title is written as counts.
  private static func usual(
    of candidates: [(text: String, rule: String)],
    name: String?
  ) -> (text: String, rule: String)? {
    func source(_ rule: String) -> (text: String, rule: String)? { candidates.first { $0.rule == rule } }
    guard let first = candidates.first, first.rule == "JSON-LD headline", let title = source("title element")
    else {
      return candidates.first
    }
    if let heading = source("h1") {
      let isNamed = name.map { plain($0) == plain(heading.text) } ?? false
      let isDescription = isNamed || first.text.first?.isLowercase == true
      if isDescription, likeness(heading.text, title.text) >= 0.8, likeness(first.text, heading.text) < 0.4 {
        return heading
      }
    }
    guard let shared = source("og:title") else { return first }
    if plain(shared.text) == plain(first.text) { return title.text.hasPrefix(shared.text) ? shared : first }
    let isShown = source("h1").map { plain($0.text) == plain(shared.text) } ?? false
    return isShown && plain(title.text) == plain(first.text) ? shared : first
  }

  /// The share of the shorter text's words that stand in the other, 0 to 1.
  static func likeness(_ left: String, _ right: String) -> Double {
    let (left, right) = (words(left), words(right))
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard !short.isEmpty else { return 0 }
    return Double(short.intersection(long).count) / Double(short.count)
  }

  private static func words(_ text: String) -> Set<String> {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    // Where words are written without spaces, two characters make one.
    let isUnspaced = words.contains { $0.unicodeScalars.contains { (0x3040...0x9FFF).contains($0.value) } }
    guard isUnspaced else { return Set(words.map(String.init)) }
    let characters = Array(words.joined())
    return Set(zip(characters, characters.dropFirst()).map { String([$0, $1]) })
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

  /// Lower-case letters and digits alone.
  static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
