import CLibpsl
import EmbeddedData
import Foundation
import Markup

/// The address that identifies an article, and the domain that identifies its publisher.
enum CanonicalAddress {
  /// Longer addresses are not read.
  private static let lengthMax = 4096

  /// The canonical address of a page: its `<link rel=canonical>`, else `og:url`, each only when it is of the same
  /// registrable domain and of the same kind of page; else the address it was asked for. Tracking parameters, fragment,
  /// user and default port are removed. Nil without any address.
  static func of(_ metadata: PageMetadata, requested: String?) -> (url: String, rule: String)? {
    let base = requested.flatMap { URL(string: $0.trimmed) }
    let candidates = [
      (metadata.links["canonical"], "link rel=canonical"), (metadata.meta("og:url"), "og:url"),
      (metadata.article?["url"]?.string, "JSON-LD url"),
    ]
    for case (let address?, let rule) in candidates {
      guard let url = absolute(address, base: base),
        isTrusted(url, base: base)
      else { continue }
      return (cleaned(url), rule)
    }
    return base.flatMap { $0.host == nil ? nil : (cleaned($0), "requested address") }
  }

  /// The registrable domain of an address by the Public Suffix List (`bbc.co.uk` of `www.bbc.co.uk`); the host itself
  /// where it has none, such as an IP address. Nil without a host.
  static func registrableDomain(of address: String) -> String? {
    guard let host = URL(string: address)?.host?.lowercased(), !host.isEmpty else { return nil }
    let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
    guard !isAddress, let list = unsafe psl_builtin() else { return host }
    return unsafe host.withCString { name in  // libpsl answers with a pointer into the name it was given
      unsafe psl_registrable_domain(list, name).map { unsafe String(cString: $0) } ?? host
    }
  }

  static func absolute(_ address: String, base: URL?) -> URL? {
    guard address.utf8.count <= lengthMax,
      let url = URL(string: address.trimmed, relativeTo: base)?.absoluteURL,
      let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme), url.host != nil
    else { return nil }
    return url
  }

  /// A page may name another page of its own publisher as canonical, of the same kind. A front page, a section or what a
  /// template left unfilled stands there by mistake: each would make one article of all of a section's.
  private static func isTrusted(_ url: URL, base: URL?) -> Bool {
    guard !isUnfilled(url) else { return false }
    guard let base, base.host != nil else { return true }
    guard registrableDomain(of: url.absoluteString) == registrableDomain(of: base.absoluteString) else {
      return false
    }
    if isFrontPage(url) { return isFrontPage(base) }
    return !isSection(url, of: base) && !lacksNumber(url, of: base)
  }

  /// True for the address of a program that shows any article, without the query that says which: `/article` of `/article?id=7`.
  private static func lacksNumber(_ url: URL, of base: URL) -> Bool {
    guard url.query == nil, url.path == base.path, let name = segments(of: url).last,
      !name.contains(where: \.isNumber), name.split(separator: "-").count <= 2
    else { return false }
    return (URLComponents(url: base, resolvingAgainstBaseURL: true)?.queryItems ?? []).contains { item in
      numberNames.contains(item.name.lowercased()) && item.value?.contains(where: \.isNumber) == true
    }
  }

  /// What programs call the number of an article in a query.
  private static let numberNames: Set<String> = [
    "id", "aid", "nid", "p", "newsid", "news_id", "articleid", "article_id", "storyid", "story_id", "story",
    "article", "docid", "no",
    "idx", "num", "contentid", "content_id", "itemid", "postid", "idxno", "sid", "art", "articolo", "noticia",
  ]

  /// What programs write where they have no address, and signs of templates.
  private static func isUnfilled(_ url: URL) -> Bool {
    let written = url.absoluteString
    let hasSigns = written.utf8.contains { "{<$[%".utf8.contains($0) }
    let text = hasSigns ? written.removingPercentEncoding ?? written : ""
    if hasSigns, ["{{", "}}", "{%", "<%", "${", "[object", "%%"].contains(where: { text.contains($0) }) {
      return true
    }
    let names = segments(of: url) + [url.host ?? ""]
    return names.contains {
      unfilledNames.contains($0.lowercased())
    }
  }

  private static let unfilledNames: Set<String> = [
    "undefined", "null", "none", "nan", "false", "(null)", "example.com", "404", "404.html", "error",
    "not-found", "notfound",
    "page-not-found",
  ]

  /// True for the address of a site's front page.
  static func isFrontPage(_ address: String) -> Bool { URL(string: address).map { isFrontPage($0) } ?? false }

  private static func isFrontPage(_ url: URL) -> Bool {
    let segments = segments(of: url).filter { !frontNames.contains($0.lowercased()) }
    let isLanguage =
      segments.first.map { $0.utf8.count == 2 || $0.utf8.count == 5 && $0.dropFirst(2).first == "-" } ?? true
    return url.query == nil && segments.count <= 1 && isLanguage
      && (segments.isEmpty || segments[0].allSatisfy(\.isLetterOrHyphen))
  }

  private static let frontNames: Set<String> = [
    "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "index", "home", "home.html",
    "default.aspx", "default.asp",
  ]

  /// Names that say how an article is shown and not which it is.
  private static let formNames: Set<String> = [
    "amp", "amp.html", "print", "printable", "mobile", "m", "page", "single", "all", "full", "comments",
    "index.html", "index.htm",
    "index.php", "1",
  ]

  private static func segments(of url: URL) -> [String] { url.path.split(separator: "/").map(String.init) }

  /// True for an address of names alone that stands above the one asked for: a section and not an article.
  private static func isSection(_ url: URL, of base: URL) -> Bool {
    let form = { (url: URL) in segments(of: url).filter { !formNames.contains($0.lowercased()) } }
    let (own, asked) = (form(url), form(base))
    guard url.query == nil, own.count < asked.count, own.count <= 2 else { return false }
    return own.allSatisfy { name in
      name.allSatisfy(\.isLetterOrHyphen) && name.split(separator: "-").count <= 3
    }
  }

  static func cleaned(_ url: URL) -> String {
    guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else {
      return url.absoluteString
    }
    parts.scheme = parts.scheme?.lowercased()
    parts.host = parts.host?.lowercased()
    // A program that draws the page keeps its path behind the sign: `#/story/7`, `#!story`.
    if let fragment = parts.fragment, !fragment.hasPrefix("/"), !fragment.hasPrefix("!") {
      parts.fragment = nil
    }
    parts.user = nil
    parts.password = nil
    if (parts.scheme == "https" && parts.port == 443) || (parts.scheme == "http" && parts.port == 80) {
      parts.port = nil
    }
    if let query = parts.percentEncodedQuery {
      let kept = query.split(separator: "&").filter { !TrackingParameters.shared.contains(name(of: $0)) }
      parts.percentEncodedQuery = kept.isEmpty ? nil : kept.joined(separator: "&")
    }
    return parts.string ?? url.absoluteString
  }

  private static func name(of parameter: Substring) -> String { parameter.prefix { $0 != "=" }.lowercased() }
}

/// Addresses as feeds and pages write them.
package enum Address {
  /// The whole address without fragment, tracking parameters, user and default port.
  ///
  /// - Parameters:
  ///   - address: as written, whole or relative.
  ///   - base: what a relative one stands to; nil where unknown.
  /// - Returns: the address; nil for what is not of the web.
  package static func absolute(_ address: String, base: String?) -> String? {
    CanonicalAddress.absolute(address, base: base.flatMap { URL(string: $0) }).map(CanonicalAddress.cleaned)
  }

  /// The whole address of an article, as `absolute` gives it; of a search engine's link the one that it leads to.
  package static func article(_ address: String, base: String?) -> String? {
    guard let url = CanonicalAddress.absolute(address, base: base.flatMap({ URL(string: $0) })) else {
      return nil
    }
    return destination(of: url).flatMap { absolute($0, base: nil) } ?? CanonicalAddress.cleaned(url)
  }

  /// What relative addresses stand to: a base as written, itself relative to the one around it.
  package static func base(_ address: String, within base: String?) -> String? {
    CanonicalAddress.absolute(address, base: base.flatMap { URL(string: $0) })?.absoluteString
  }

  /// The registrable domain of an address by the Public Suffix List; the host itself where it has none. Nil without a host.
  package static func registrableDomain(of address: String) -> String? {
    CanonicalAddress.registrableDomain(of: address)
  }

  /// True for the address of a site's front page.
  package static func isFrontPage(_ address: String) -> Bool { CanonicalAddress.isFrontPage(address) }

  /// Where the links of Google, of Bing's searches and of Facebook lead by way of themselves.
  private static func destination(of url: URL) -> String? {
    guard let host = url.host?.lowercased() else { return nil }
    let isGoogle = host.hasPrefix("www.google.") && url.path == "/url"
    let isBing = host == "www.bing.com" && url.path.hasPrefix("/news/apiclick")
    let isFacebook = ["l.facebook.com", "lm.facebook.com"].contains(host) && url.path == "/l.php"
    guard isGoogle || isBing || isFacebook else { return nil }
    let items = URLComponents(url: url, resolvingAgainstBaseURL: true)?.queryItems ?? []
    return ["url", "q", "u"].lazy.compactMap { name in items.first { $0.name == name }?.value }
      .first { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
  }
}

/// The query parameters that say where a reader came from and not what the page is, from `tracking-parameters.txt`.
struct TrackingParameters {
  static let shared = TrackingParameters()

  private var names: Set<String> = []
  private var prefixes: [String] = []

  private init() {
    for line in DataFile.trackingParameters.lines {
      if line.hasSuffix("*") { prefixes.append(String(line.dropLast())) } else { names.insert(String(line)) }
    }
  }

  /// True for a tracking parameter's name in lower case.
  func contains(_ name: String) -> Bool { names.contains(name) || prefixes.contains { name.hasPrefix($0) } }
}

extension Character {
  fileprivate var isLetterOrHyphen: Bool { isLetter || self == "-" || self == "_" }
}
