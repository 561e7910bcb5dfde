import CLibpsl
import EmbeddedData
import Foundation
import Markup

/// The address that identifies an article, and the domain that identifies its publisher.
enum CanonicalAddress {
  /// Longer addresses are not read.
  private static let lengthMax = 4096

  /// The canonical address of a page: its `<link rel=canonical>`, else `og:url`, each only when it is of the same
  /// registrable domain and more than the front page; else the address it was asked for. Tracking parameters, fragment,
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

  /// A page may name another page of its own publisher as canonical, and not the front page instead of itself: both are
  /// common mistakes, and the first would let a page take over another publisher's article.
  private static func isTrusted(_ url: URL, base: URL?) -> Bool {
    guard let base, base.host != nil else { return true }
    guard registrableDomain(of: url.absoluteString) == registrableDomain(of: base.absoluteString) else {
      return false
    }
    return !isFrontPage(url) || isFrontPage(base)
  }

  /// True for the address of a site's front page.
  static func isFrontPage(_ address: String) -> Bool { URL(string: address).map { isFrontPage($0) } ?? false }

  private static func isFrontPage(_ url: URL) -> Bool { url.path.isEmpty || url.path == "/" }

  static func cleaned(_ url: URL) -> String {
    guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else {
      return url.absoluteString
    }
    parts.scheme = parts.scheme?.lowercased()
    parts.host = parts.host?.lowercased()
    parts.fragment = nil
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
