internal import Extraction
internal import Markup

/// Reads RSS, Atom and CDF: the elements have other names, the entries are the same.
struct SyndicationReader {
  private(set) var feed = Feed()
  /// What relative addresses of the feed stand to.
  private let base: String?
  private var style = DateStyle()

  private static let titles: [FeedTag] = [.title, .atomTitle, .dcTitle, .mediaTitle, .itunesTitle]
  private static let summaries: [FeedTag] = [
    .description, .atomSummary, .dcDescription, .mediaDescription, .itunesSummary, .itunesSubtitle, .abstract,
  ]
  private static let contents: [FeedTag] = [.contentEncoded, .atomContent, .xhtmlBody]
  private static let publications: [FeedTag] = [
    .pubDate, .atomPublished, .atomIssued, .dctermsIssued, .dcDate, .dctermsCreated, .atomCreated,
  ]
  private static let updates: [FeedTag] = [.atomUpdated, .atomModified, .dctermsModified]

  /// Reads the feed of a tree; nil where it has none.
  init?(_ tree: FeedTree, url: String?) {
    guard let root = tree.root else { return nil }
    let channel = root[.channel] ?? root
    let rootBase = Self.base(of: root, within: url)
    base = root.tag == channel.tag ? rootBase : Self.base(of: channel, within: rootBase)
    feed.isTruncated = tree.isTruncated
    feed.isBroken = tree.isBroken
    feed.title = Self.line(channel, Self.titles)
    feed.link = link(of: channel, base: base)
    let languages = [
      channel[.language]?.text, channel[.dcLanguage]?.text, channel.attributes[.language],
      root.attributes[.language],
    ]
    feed.language = languages.lazy.compactMap { $0 }.first { !$0.isEmpty }
    feed.rhythm = FeedRhythm(channel)
    style = DateStyle(language: feed.language, address: feed.link ?? url)
    let holders = root.all(.channel) + [root]  // RSS 1.0 has its items beside the channel
    let items = holders.flatMap { holder in holder.children.filter { $0.tag == .item || $0.tag == .atomEntry }
    }
    feed.isTruncated = feed.isTruncated || items.count > FeedLimits.entriesMax
    let authors = Self.authors(channel)
    for item in items.prefix(FeedLimits.entriesMax) {
      guard var entry = entry(of: item) else { continue }
      if entry.authors.isEmpty { entry.authors = authors }
      feed.entries.append(entry)
    }
  }

  /// An entry; nil for one that has neither an address nor a title nor a text.
  private func entry(of item: FeedTree.Element) -> FeedEntry? {
    let link = link(of: item, base: Self.base(of: item, within: base))
    let own = [item[.guid]?.text, item[.atomId]?.text, item.attributes[.about]]
    let title = Self.line(item, Self.titles)
    let summary = Self.paragraphs(item, Self.summaries)
    let id = own.lazy.compactMap { $0 }.first { !$0.isEmpty } ?? link ?? title ?? summary
    guard let id else { return nil }
    var entry = FeedEntry(id: id)
    entry.title = title
    entry.link = link
    entry.published = moment(item, Self.publications)
    entry.updated =
      moment(item, Self.updates) ?? item.attributes[.lastModified].flatMap { Timestamp($0, style: style) }
    entry.authors = Self.authors(item)
    entry.summary = summary
    entry.content = Self.paragraphs(item, Self.contents)
    entry.language = item[.dcLanguage]?.text ?? item.attributes[.language] ?? feed.language
    entry.source = Self.source(item)
    return entry
  }

  /// What relative addresses within an element stand to (XML Base).
  private static func base(of element: FeedTree.Element, within base: String?) -> String? {
    element.attributes[.base].flatMap { Address.base($0, within: base) } ?? base
  }

  /// The address of the page: the one that a distributor replaced; RSS's `link`; Atom's of the relation `alternate`, HTML
  /// before others; where its content stands; a permanent `guid`.
  private func link(of item: FeedTree.Element, base: String?) -> String? {
    let alternates = item.all(.atomLink).filter { Self.isAlternate($0.attributes[.rel]) }
    let pages = alternates.filter { ($0.attributes[.type] ?? "text/html").contains("html") } + alternates
    let isPermanent = item[.guid]?.attributes[.isPermaLink]?.lowercased() != "false"
    let permanent = isPermanent ? item[.guid].map { [$0] } ?? [] : []
    let written: [(address: String?, element: FeedTree.Element)] =
      item.all(.originalLink).map { ($0.text, $0) }
      + item.all(.link).map { ($0.text.isEmpty ? $0.attributes[.href] : $0.text, $0) }
      + pages.map { ($0.attributes[.href] ?? $0.text, $0) } + [(item.attributes[.href], item)]
      + item.all(.atomContent).map { ($0.attributes[.src], $0) }
      + permanent.filter { $0.text.contains("://") }.map { ($0.text, $0) }
    return written.lazy.compactMap { candidate in
      guard let address = candidate.address, !address.isEmpty else { return nil }
      return Address.article(address, base: Self.base(of: candidate.element, within: base))
    }.first
  }

  private static func isAlternate(_ relation: String?) -> Bool {
    guard let relation = relation?.lowercased() else { return true }
    return relation.isEmpty || relation == "alternate" || relation.hasSuffix("/relation/alternate")
  }

  private static func line(_ item: FeedTree.Element, _ tags: [FeedTag]) -> String? {
    tags.lazy.flatMap { item.grouped($0) }.map { FeedText($0).line }.first { !$0.isEmpty }
  }

  private static func paragraphs(_ item: FeedTree.Element, _ tags: [FeedTag]) -> String? {
    tags.lazy.flatMap { item.grouped($0) }.map { FeedText($0).paragraphs }.first { !$0.isEmpty }
  }

  private func moment(_ item: FeedTree.Element, _ tags: [FeedTag]) -> Timestamp? {
    tags.lazy.flatMap { item.all($0) }.compactMap { Timestamp($0.text, style: style) }.first
  }

  /// `dc:creator`, RSS's and Atom's `author`, a podcast's.
  private static func authors(_ item: FeedTree.Element) -> [String] {
    let creators = item.all(.dcCreator).flatMap { MailName.names(in: $0.text) }
    if !creators.isEmpty { return creators }
    let written = item.all(.author).flatMap { author in
      author[.name].map { [$0.text].filter { !$0.isEmpty } } ?? MailName.names(in: author.text)
    }
    if !written.isEmpty { return written }
    let named = item.all(.atomAuthor).map { $0[.atomName]?.text ?? "" }.filter { !$0.isEmpty }
    if !named.isEmpty { return named }
    return (item.all(.itunesAuthor) + item.all(.managingEditor)).flatMap { MailName.names(in: $0.text) }
  }

  private static func source(_ item: FeedTree.Element) -> String? {
    let named = [item[.source]?.text, item[.atomSource].flatMap { line($0, titles) }, item[.dcSource]?.text]
    return named.lazy.compactMap { $0 }.first { !$0.isEmpty && !$0.contains("://") }
  }
}
