import Foundation
import Markup
import Model

/// The article's metadata with the source of each field.
struct ArticleMetadata {
  var title: String?
  /// The text of the heading that shows it; nil where the page marks none.
  var heading: String?
  var authors: [String] = []
  /// The wire agency among the authors; nil where none is named.
  var agency: String?
  var published: Timestamp?
  var modified: Timestamp?
  var site: String?
  var url: String?
  var domain: String?
  var language: String?
  var section: String?
  var isPaywalled = false
  var decisions: [ExtractionDecision] = []

  /// Reads the metadata of a page.
  init(_ metadata: PageMetadata, tree: HTMLTree, hidden: HiddenElements, requested: String?) {
    let address = CanonicalAddress.of(metadata, requested: requested)
    url = address?.url
    domain = url.flatMap(CanonicalAddress.registrableDomain(of:))
    note("url", address.map { ($0.url, $0.rule) })
    site = metadata.siteName
    let siteName = SiteName(
      site: site,
      domain: domain,
      title: site == nil ? metadata.title?.unescapedMarkup : nil,
      headings: site == nil ? Heading.texts(in: tree) : []
    )
    let heading = Heading.find(in: tree, metadata: metadata, site: siteName)
    let outline = PageOutline(tree, headline: heading?.index, hidden: hidden)
    let headline = Headline.of(metadata, heading: heading?.text, site: siteName)
    self.heading = heading?.text
    title = headline?.text
    note("title", headline.map { ($0.text, $0.rule) })
    let byline = Byline(metadata, outline: outline, tree: tree, site: siteName)
    authors = byline.names
    agency = byline.agency
    if !authors.isEmpty { note("author", (authors.joined(separator: ", "), byline.rule)) }
    let dates = PublicationDate(metadata, outline: outline, tree: tree, url: url ?? requested)
    let date = dates.published(address: url ?? requested)
    published = date?.timestamp
    note("date", date.map { ($0.timestamp.day.description, $0.rule) })
    modified = dates.modified
    language = metadata.articleLanguage
    section = metadata.section
    isPaywalled = metadata.isPaywalled
  }

  private mutating func note(_ field: String, _ found: (value: String, rule: String)?) {
    guard let found else { return }
    decisions.append(ExtractionDecision(.chosen, rule: found.rule, excerpt: "\(field): \(found.value)"))
  }
}

extension PageMetadata {
  /// The outlet's name: `og:site_name`, else JSON-LD's publisher, else the application's name.
  var siteName: String? {
    if let name = meta("og:site_name") { return name.unescapedMarkup }
    if let name = article?["publisher"]?.elements.first?["name"]?.string { return name.unescapedMarkup }
    return meta("application-name", "apple-mobile-web-app-title", "al:android:app_name")?.unescapedMarkup
  }

  /// A BCP 47 tag, as JSON-LD, `<html lang>` or `og:locale` claims it: the first that is one, since templates leave some unfilled.
  var articleLanguage: String? {
    let claimed = [
      article?["inLanguage"]?.elements.first.flatMap { $0.string ?? $0["alternateName"]?.string }, language,
      meta("og:locale", "content-language", "dc.language", "language"),
    ]
    return claimed.lazy.compactMap { $0.flatMap(Self.languageTag) }.first
  }

  private static func languageTag(_ claimed: String) -> String? {
    let tag = claimed.trimmed.replacingOccurrences(of: "_", with: "-")
    let isTag =
      tag.utf8.count <= 35 && tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    let primary = tag.prefix { $0 != "-" }.count
    return isTag && (2...3).contains(primary) ? tag : nil
  }

  /// The section of the outlet that the article stands in.
  var section: String? {
    let named =
      article?["articleSection"]?.elements.first?.string ?? meta("article:section", "og:section", "section")
    return named?.unescapedMarkup
  }

  /// True where the page says that its text is not free to read.
  var isPaywalled: Bool {
    if let free = article?["isAccessibleForFree"] {
      switch free {
      case .bool(let isFree): return !isFree
      case .string(let word): return word.lowercased() == "false"
      default: break
      }
    }
    if let tier = meta("article:content_tier", "og:content_tier") {
      return ["locked", "metered"].contains(tier.lowercased())
    }
    return false
  }
}
