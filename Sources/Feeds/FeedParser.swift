internal import Extraction
internal import Markup

/// From bytes to a feed.
package enum FeedParser {
  /// The outermost element stands within so many bytes.
  private static let prologueBytesMax = 4096

  /// True for what begins as RSS, Atom or a JSON Feed, whatever type the server named.
  package static func recognises(_ bytes: [UInt8]) -> Bool {
    format(of: withoutPreface(Charset.decode(Array(bytes.prefix(prologueBytesMax)), declared: nil))) != nil
  }

  /// Reads a feed.
  ///
  /// - Parameters:
  ///   - bytes: the feed as it came.
  ///   - url: where it was asked for, which relative addresses stand to; nil where unknown.
  ///   - charset: the charset that the transport named; nil where unknown.
  /// - Returns: at most `FeedLimits.entriesMax` entries.
  /// - Throws: `FeedError`.
  /// - Complexity: linear in the size of the feed.
  package static func parse(_ bytes: [UInt8], url: String?, charset: String?) throws(FeedError) -> Feed {
    guard bytes.count <= FeedLimits.bytesMax else {
      throw .tooLarge(bytes: bytes.count, limit: FeedLimits.bytesMax)
    }
    let text = withoutPreface(Charset.decode(bytes, declared: charset))
    let feed: Feed? =
      switch format(of: text) {
      case .syndication: SyndicationReader(FeedTree(text), url: url)?.feed
      case .json: JSONFeedReader(text, url: url)?.feed
      case nil: nil
      }
    guard var feed else { throw .unreadable }
    feed.entries = distinct(feed.entries)
    return feed
  }

  /// A feed without what a server's program says before it: warnings in HTML before the declaration.
  private static func withoutPreface(_ text: [UInt8]) -> [UInt8] {
    let begin = String(decoding: text.prefix(prologueBytesMax), as: UTF8.self)
    guard let name = outermostElement(of: begin[...]),
      ["br", "b", "p", "div", "pre", "table"].contains(name),
      let declaration = begin.firstRange(of: "<?xml")
    else { return text }
    return Array(text[begin[..<declaration.lowerBound].utf8.count...])
  }

  /// The entries, each once. Feeds give one identifier to all entries, so those that share one and lead elsewhere, or are
  /// called otherwise, are different; the later one goes by its address or title then.
  private static func distinct(_ entries: [FeedEntry]) -> [FeedEntry] {
    var seen: [String: Set<String>] = [:]
    return entries.compactMap { entry in
      let goal = entry.link ?? entry.title ?? ""
      guard let goals = seen[entry.id] else {
        seen[entry.id] = [goal]
        return entry
      }
      guard !goal.isEmpty, !goals.contains(goal) else { return nil }
      seen[entry.id]?.insert(goal)
      var other = entry
      other.id = entry.id == goal ? goal : "\(entry.id) \(goal)"
      return other
    }
  }

  private enum Format {
    case syndication
    case json
  }

  /// The format of a feed in UTF-8, by what it begins with.
  private static func format(of feed: [UInt8]) -> Format? {
    let prologue = feed.prefix(prologueBytesMax)
    let text = String(decoding: prologue, as: UTF8.self)
    if let first = prologue.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") {
      return text.contains("//jsonfeed.org/version/") ? .json : nil
    }
    guard let name = outermostElement(of: text[...]) else { return nil }
    switch name {
    case "rss": return .syndication
    case "rdf":
      let isRSS = ["purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9"].contains { text.contains($0) }
      return isRSS ? .syndication : nil
    case "feed":
      let isAtom = ["www.w3.org/2005/Atom", "purl.org/atom/ns#"].contains { text.contains($0) }
      return isAtom || text.contains("<entry") ? .syndication : nil
    case "channel":  // CDF, or an RSS that lost its outermost element
      return text.lowercased().contains("<item") ? .syndication : nil
    default: return nil
    }
  }

  /// The name of the first element after declarations and comments, in lower case and without a prefix.
  private static func outermostElement(of text: Substring) -> String? {
    var rest = text
    while let open = rest.firstIndex(of: "<") {
      rest = rest[open...]
      let close =
        rest.hasPrefix("<!--") ? "-->" : rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!") ? ">" : nil
      guard let close else { break }
      guard let end = rest.firstRange(of: close) else { return nil }
      rest = rest[end.upperBound...]
    }
    let name = rest.dropFirst().prefix { $0.isLetter || $0 == ":" }
    return name.split(separator: ":").last?.lowercased()
  }
}
