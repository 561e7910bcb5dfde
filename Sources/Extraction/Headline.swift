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
    let section = metadata.section
    var known: [String: String] = [:]  // most sources write the same
    let cleaned = sources.compactMap { text, rule -> (text: String, rule: String)? in
      guard let text else { return nil }
      let cleaned = known[text] ?? site.removed(from: text.unescapedMarkup, section: section)
      known[text] = cleaned
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
  /// with each other. Where what is shared leaves a kicker before a colon out, or has other marks between the same words,
  /// it is the one that readers see.
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
    if first.text.hasSuffix(": " + shared.text) { return shared }
    let isSameWords =
      plain(shared.text) == plain(first.text) && quotes(in: shared.text) == quotes(in: first.text)
    return isSameWords && title.text.hasPrefix(shared.text) ? shared : first
  }

  private static func quotes(in text: String) -> Int { text.count { "\"“”„«»‘’'".contains($0) } }

  /// The share of the shorter text's words that stand in the other, 0 to 1.
  static func likeness(_ left: String, _ right: String) -> Double {
    let (left, right) = (words(left), words(right))
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard !short.isEmpty else { return 0 }
    return Double(short.count { long.contains($0) }) / Double(short.count)
  }

  /// The words as hashes; where words are written without spaces, two characters make one.
  private static func words(_ text: String) -> [UInt64] {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { (0xE3...0xE9).contains($0) }) else { return BlockWords.hashes(bytes[...]) }
    let scalars = text.unicodeScalars.filter { $0.properties.isAlphabetic }.map { UInt64($0.value) }
    return zip(scalars, scalars.dropFirst()).map { $0 << 32 | $1 }
  }

  /// The headline without what only one source adds after a separator, and whole where the others show that it was cut.
  private static func agreed(_ headline: String, with others: [String]) -> String {
    let isShared = others.count { $0 == headline } >= 2
    for other in others where !isShared && other.utf8.count < headline.utf8.count {
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
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
    let kept = text.utf8.compactMap { byte -> UInt8? in
      let small = byte | 0x20
      if byte >= 0x41, small >= 0x61, small <= 0x7A { return small }
      return byte >= 0x30 && byte <= 0x39 ? byte : nil
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
