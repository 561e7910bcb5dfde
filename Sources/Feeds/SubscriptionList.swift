internal import Extraction
internal import Foundation
internal import Markup

/// A list of feeds, as feed readers exchange them (OPML 2.0, opml.org/spec2.opml).
package struct SubscriptionList: Sendable, Equatable {
  /// A feed of the list.
  package struct Subscription: Sendable, Equatable {
    /// The feed's address.
    package var url: String
    /// Its name.
    package var title: String?
    /// The page that it belongs to.
    package var page: String?
    /// The folders that it stands in, the outermost first, and the categories that it names.
    package var tags: [String]

    /// Makes a subscription.
    package init(url: String, title: String? = nil, page: String? = nil, tags: [String] = []) {
      self.url = url
      self.title = title
      self.page = page
      self.tags = tags
    }
  }

  /// In the order of the list, each address once; a feed that stands in several folders has the tags of all.
  package var subscriptions: [Subscription]

  /// True where the markup is broken: some may be missing.
  package private(set) var isBroken = false

  /// Longer lists are cut.
  private static let subscriptionsMax = 20_000
  /// Deeper folders are not looked into.
  private static let depthMax = 20

  /// A list of some feeds.
  package init(_ subscriptions: [Subscription]) { self.subscriptions = subscriptions }

  /// Reads a list.
  ///
  /// - Throws: `FeedError.unreadable` for what is no list.
  package init(opml bytes: [UInt8]) throws(FeedError) {
    guard bytes.count <= FeedLimits.bytesMax else {
      throw .tooLarge(bytes: bytes.count, limit: FeedLimits.bytesMax)
    }
    let tree = FeedTree(Charset.decode(bytes, declared: nil))
    guard let root = tree.root, root.tag == .opml else { throw .unreadable }
    isBroken = tree.isBroken
    subscriptions = []
    var places: [String: Int] = [:]
    for outline in (root[.body] ?? root).all(.outline) { read(outline, within: [], places: &places) }
  }

  private mutating func read(_ outline: FeedTree.Element, within tags: [String], places: inout [String: Int])
  {
    guard subscriptions.count < Self.subscriptionsMax, tags.count < Self.depthMax else { return }
    let attributes = outline.attributes
    let name = [attributes[.title], attributes[.text]].lazy.compactMap { $0 }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.first { !$0.isEmpty }
    let url = (attributes[.xmlURL] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !url.isEmpty else {
      let inner = tags + (name.map { [$0] } ?? [])
      for child in outline.all(.outline) { read(child, within: inner, places: &places) }
      return
    }
    if let place = places[url] {
      let known = subscriptions[place].tags
      subscriptions[place].tags += tags.filter { !known.contains($0) }
    } else {
      places[url] = subscriptions.count
      subscriptions.append(
        Subscription(
          url: url,
          title: name,
          page: attributes[.htmlURL].flatMap { $0.isEmpty ? nil : $0 },
          tags: tags
        )
      )
    }
    for child in outline.all(.outline) { read(child, within: tags, places: &places) }
  }

  /// The list as OPML 2.0. A feed with tags stands in a folder of each; read again, it is the same list.
  package var opml: String {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opml version=\"2.0\">",
      "  <head><title>Watches of Tocsin</title></head>", "  <body>",
    ]
    var folders: [String: [Subscription]] = [:]
    var order: [String] = []
    for subscription in subscriptions where !subscription.tags.isEmpty {
      for tag in subscription.tags {
        if folders[tag] == nil { order.append(tag) }
        folders[tag, default: []].append(subscription)
      }
    }
    lines += subscriptions.filter(\.tags.isEmpty).map { "    " + Self.line($0) }
    for tag in order {
      lines.append("    <outline text=\"\(Self.escaped(tag))\">")
      lines += (folders[tag] ?? []).map { "      " + Self.line($0) }
      lines.append("    </outline>")
    }
    return (lines + ["  </body>", "</opml>", ""]).joined(separator: "\n")
  }

  private static func line(_ subscription: Subscription) -> String {
    let name = escaped(subscription.title ?? subscription.url)
    let page = subscription.page.map { " htmlUrl=\"\(escaped($0))\"" } ?? ""
    return
      "<outline type=\"rss\" text=\"\(name)\" title=\"\(name)\" xmlUrl=\"\(escaped(subscription.url))\"\(page)/>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
