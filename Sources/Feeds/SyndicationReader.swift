internal import Extraction
internal import Markup

/// Reads RSS and Atom: the elements have other names, the entries are the same.
struct SyndicationReader {
  private(set) var feed = Feed()
  private let url: String?

  private static let titles: [FeedTag] = [.title, .atomTitle]
  private static let summaries: [FeedTag] = [.description, .atomSummary]
  private static let contents: [FeedTag] = [.contentEncoded, .atomContent]
  private static let publications: [FeedTag] = [.pubDate, .atomPublished, .atomIssued, .dcDate]
  private static let updates: [FeedTag] = [.atomUpdated, .atomModified, .dctermsModified]

  /// Reads the feed of a tree; nil where it has none.
  init?(_ tree: FeedTree, url: String?) {
    guard let root = tree.root else { return nil }
    let channel = root[.channel] ?? root
    self.url = root.attributes[.base].flatMap { Address.absolute($0, base: url) } ?? url
    feed.isTruncated = tree.isTruncated
    feed.title = Self.line(channel, Self.titles)
    feed.link = link(of: channel)
    feed.language = channel[.language]?.text ?? channel[.dcLanguage]?.text ?? root.attributes[.language]
    let holders = root[.channel].map { [$0, root] } ?? [root]  // RSS 1.0 has its items beside the channel
    let items = holders.flatMap { $0.all(.item) + $0.all(.atomEntry) }
    feed.isTruncated = feed.isTruncated || items.count > FeedLimits.entriesMax
    let authors = Self.atomAuthors(channel)
    for item in items.prefix(FeedLimits.entriesMax) {
      guard var entry = entry(of: item) else { continue }
      if entry.authors.isEmpty { entry.authors = authors }
      feed.entries.append(entry)
    }
  }

  /// An entry; nil for one that has neither an address nor a title nor a text.
  private func entry(of item: FeedTree.Element) -> FeedEntry? {
    let link = link(of: item)
    let own = [item[.guid]?.text, item[.atomId]?.text, item.attributes[.about]]
    let title = Self.line(item, Self.titles)
    let summary = Self.paragraphs(item, Self.summaries)
    let id = own.lazy.compactMap { $0 }.first { !$0.isEmpty } ?? link ?? title ?? summary
    guard let id else { return nil }
    var entry = FeedEntry(id: id)
    entry.title = title
    entry.link = link
    entry.published = Self.moment(item, Self.publications)
    entry.updated = Self.moment(item, Self.updates)
    entry.authors = Self.authors(item)
    entry.summary = summary
    entry.content = Self.paragraphs(item, Self.contents)
    entry.language = item[.dcLanguage]?.text ?? item.attributes[.language] ?? feed.language
    entry.source = Self.source(item)
    return entry
  }

  /// The address of the page: RSS's `link`; Atom's of the relation `alternate`, HTML before others; a permanent `guid`.
  private func link(of item: FeedTree.Element) -> String? {
    let alternates = item.all(.atomLink).filter { ($0.attributes[.rel] ?? "alternate") == "alternate" }
    let pages = alternates.filter { ($0.attributes[.type] ?? "text/html").contains("html") } + alternates
    let isPermanent = item[.guid]?.attributes[.isPermaLink]?.lowercased() != "false"
    let written =
      item.all(.link).map(\.text) + pages.compactMap { $0.attributes[.href] }
      + (isPermanent ? [item[.guid]?.text] : []).compactMap { $0 }.filter { $0.contains("://") }
    return written.lazy.compactMap { Address.absolute($0, base: url) }.first
  }

  private static func line(_ item: FeedTree.Element, _ tags: [FeedTag]) -> String? {
    tags.lazy.compactMap { item[$0] }.map { FragmentText.line($0.text) }.first { !$0.isEmpty }
  }

  private static func paragraphs(_ item: FeedTree.Element, _ tags: [FeedTag]) -> String? {
    tags.lazy.compactMap { item[$0] }
      .map { $0.attributes[.type] == "xhtml" ? $0.text : FragmentText.paragraphs($0.text) }
      .first { !$0.isEmpty }
  }

  private static func moment(_ item: FeedTree.Element, _ tags: [FeedTag]) -> Timestamp? {
    tags.lazy.compactMap { item[$0].flatMap { Timestamp($0.text) } }.first
  }

  /// `dc:creator`, RSS's `author` (an address of mail with the name in brackets), Atom's authors.
  private static func authors(_ item: FeedTree.Element) -> [String] {
    let creators = item.all(.dcCreator).flatMap { Byline.names(in: $0.text) }
    if !creators.isEmpty { return creators }
    let written = item.all(.author).flatMap { author -> [String] in
      let text = author.text
      guard text.contains("@") else { return Byline.names(in: text) }
      guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") else {
        return []
      }
      return Byline.names(in: String(text[text.index(after: open)..<close]))
    }
    return written.isEmpty ? atomAuthors(item) : written
  }

  private static func atomAuthors(_ item: FeedTree.Element) -> [String] {
    item.all(.atomAuthor).compactMap { $0[.atomName]?.text }.filter { !$0.isEmpty }
  }

  private static func source(_ item: FeedTree.Element) -> String? {
    let named = [item[.source]?.text, item[.atomSource].flatMap { line($0, titles) }, item[.dcSource]?.text]
    return named.lazy.compactMap { $0 }.first { !$0.isEmpty && !$0.contains("://") }
  }
}
