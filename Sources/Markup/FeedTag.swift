/// The elements that feeds are read by: those of RSS by their own names, others with the usual prefix of their namespace.
package enum FeedTag: String, CaseIterable, Sendable {
  case text = "#text"
  case other = "#other"
  // RSS 2.0 (rssboard.org/rss-specification) and 1.0 (purl.org/rss/1.0/spec)
  case rss, channel, item, title, link, description, guid, pubDate = "pubdate", lastBuildDate =
    "lastbuilddate"
  case author, name, source, language, category
  case managingEditor = "managingeditor"
  // CDF (w3.org/TR/NOTE-CDFsubmit)
  case abstract
  case rdf = "rdf:rdf"
  case dcCreator = "dc:creator"
  case dcDate = "dc:date"
  case dcTitle = "dc:title"
  case dcDescription = "dc:description"
  case dcLanguage = "dc:language"
  case dcSource = "dc:source"
  case dctermsCreated = "dcterms:created"
  case dctermsIssued = "dcterms:issued"
  case dctermsModified = "dcterms:modified"
  case contentEncoded = "content:encoded"
  // Media RSS (rssboard.org/media-rss), Apple's podcasts, FeedBurner
  // How often a feed is asked for: RSS 2.0, and the Syndication module of RSS 1.0
  case ttl, hour, day
  case skipHours = "skiphours"
  case skipDays = "skipdays"
  case updatePeriod = "sy:updateperiod"
  case updateFrequency = "sy:updatefrequency"
  // Sitemaps (sitemaps.org/protocol.html), and those of news (www.google.com/schemas/sitemap-news/0.9)
  case urlset, url, loc, sitemap
  case sitemapIndex = "sitemapindex"
  case lastModified = "lastmod"
  case news = "news:news"
  case newsTitle = "news:title"
  case newsDate = "news:publication_date"
  case newsPublication = "news:publication"
  case newsName = "news:name"
  case newsLanguage = "news:language"
  // Lists of feeds (opml.org/spec2.opml)
  case opml, body, outline
  case mediaGroup = "media:group"
  case mediaContent = "media:content"
  case mediaTitle = "media:title"
  case mediaDescription = "media:description"
  case itunesTitle = "itunes:title"
  case itunesAuthor = "itunes:author"
  case itunesSummary = "itunes:summary"
  case itunesSubtitle = "itunes:subtitle"
  case originalLink = "feedburner:origlink"
  // Atom (RFC 4287) and its forerunner 0.3
  case atomFeed = "atom:feed"
  case atomEntry = "atom:entry"
  case atomTitle = "atom:title"
  case atomLink = "atom:link"
  case atomId = "atom:id"
  case atomPublished = "atom:published"
  case atomIssued = "atom:issued"
  case atomUpdated = "atom:updated"
  case atomModified = "atom:modified"
  case atomCreated = "atom:created"
  case atomAuthor = "atom:author"
  case atomName = "atom:name"
  case atomSummary = "atom:summary"
  case atomContent = "atom:content"
  case atomSource = "atom:source"
  // what shapes the text of the XHTML that Atom may hold, and of HTML that RSS holds unescaped
  case xhtmlBody = "xhtml:body"
  case xhtmlP = "xhtml:p"
  case xhtmlDiv = "xhtml:div"
  case xhtmlLi = "xhtml:li"
  case xhtmlBr = "xhtml:br"
  case xhtmlH1 = "xhtml:h1"
  case xhtmlH2 = "xhtml:h2"
  case xhtmlH3 = "xhtml:h3"
  case xhtmlH4 = "xhtml:h4"
  case xhtmlH5 = "xhtml:h5"
  case xhtmlH6 = "xhtml:h6"
  case xhtmlBlockquote = "xhtml:blockquote"
  case xhtmlUl = "xhtml:ul"
  case xhtmlOl = "xhtml:ol"
  case xhtmlTable = "xhtml:table"
  case xhtmlTr = "xhtml:tr"
  case xhtmlTd = "xhtml:td"
  case xhtmlTh = "xhtml:th"
  case xhtmlPre = "xhtml:pre"
  case xhtmlScript = "xhtml:script"
  case xhtmlStyle = "xhtml:style"
  case p, div, li, br, h1, h2, h3, h4, ul, ol, td, tr, blockquote, script, style

  /// The name in the tree: RSS's without a prefix, others' with the usual one.
  var treeName: String { rawValue }

  private static let cells: Set<FeedTag> = [.xhtmlTd, .xhtmlTh, .td]
  private static let code: Set<FeedTag> = [.xhtmlScript, .xhtmlStyle, .script, .style]
  private static let rawBlocks: Set<FeedTag> = [
    .p, .div, .li, .br, .h1, .h2, .h3, .h4, .ul, .ol, .tr, .blockquote,
  ]

  /// True for what begins a line of its own.
  var isBlock: Bool {
    rawValue.hasPrefix("xhtml:") ? !isCell && !isCode && self != .xhtmlBody : Self.rawBlocks.contains(self)
  }

  /// True for the cell of a table.
  var isCell: Bool { Self.cells.contains(self) }

  /// True for what holds no text to read.
  var isCode: Bool { Self.code.contains(self) }
}

/// The attributes that feeds are read by.
package enum FeedAttribute: String, CaseIterable, Sendable {
  case href, rel, type, mode, src, url, isPermaLink = "ispermalink"
  case lastModified = "lastmod"
  case language = "xml:lang"
  case base = "xml:base"
  // OPML
  case text, title, xmlURL = "xmlurl", htmlURL = "htmlurl"
  case about = "rdf:about"

  var name: String { rawValue }
}
