/// The elements that feeds are read by: those of RSS by their own names, others with the usual prefix of their namespace.
package enum FeedTag: String, CaseIterable, Sendable {
  /// A run of text between tags.
  case text = "#text"
  /// An element that no rule reads.
  case other = "#other"
  // RSS 2.0 (rssboard.org/rss-specification) and 1.0 (purl.org/rss/1.0/spec)
  /// The frame of a feed, and what its items say of themselves.
  case rss, channel, item, title, link, description, guid, pubDate = "pubdate", lastBuildDate =
    "lastbuilddate"
  /// Further elements of an item; an `author` may hold a `name`, as Atom's does.
  case author, name, source, language, category
  /// RSS 2.0: the address of the editor, sometimes with the name.
  case managingEditor = "managingeditor"
  // CDF (w3.org/TR/NOTE-CDFsubmit)
  /// The summary of an item in CDF.
  case abstract
  /// The outermost element of RSS 1.0.
  case rdf = "rdf:rdf"
  /// Dublin Core: an author.
  case dcCreator = "dc:creator"
  /// Dublin Core: a date of W3C's form.
  case dcDate = "dc:date"
  /// Dublin Core: a title.
  case dcTitle = "dc:title"
  /// Dublin Core: a summary.
  case dcDescription = "dc:description"
  /// Dublin Core: a language tag.
  case dcLanguage = "dc:language"
  /// Dublin Core: where it was taken from.
  case dcSource = "dc:source"
  /// Dublin Core terms: when it was made.
  case dctermsCreated = "dcterms:created"
  /// Dublin Core terms: when it was published.
  case dctermsIssued = "dcterms:issued"
  /// Dublin Core terms: when it was changed.
  case dctermsModified = "dcterms:modified"
  /// The content module of RSS 1.0: the article itself, as escaped HTML.
  case contentEncoded = "content:encoded"
  // Media RSS (rssboard.org/media-rss), Apple's podcasts, FeedBurner
  // How often a feed is asked for: RSS 2.0, and the Syndication module of RSS 1.0
  /// Minutes that the feed holds, and the hours and days within the two elements below.
  case ttl, hour, day
  /// Hours of the day, in UTC, at which nothing new comes.
  case skipHours = "skiphours"
  /// Days of the week on which nothing new comes.
  case skipDays = "skipdays"
  /// The unit of `updateFrequency`: hourly, daily, weekly, monthly, yearly.
  case updatePeriod = "sy:updateperiod"
  /// How often within the period.
  case updateFrequency = "sy:updatefrequency"
  // Sitemaps (sitemaps.org/protocol.html), and those of news (www.google.com/schemas/sitemap-news/0.9)
  /// The frame of a sitemap, an entry with its address, and a sitemap of an index.
  case urlset, url, loc, sitemap
  /// The frame of an index of sitemaps.
  case sitemapIndex = "sitemapindex"
  /// When the page or the sitemap was changed last.
  case lastModified = "lastmod"
  /// The frame of what a sitemap of news says of an article.
  case news = "news:news"
  /// The headline.
  case newsTitle = "news:title"
  /// When the article was published.
  case newsDate = "news:publication_date"
  /// The frame of what is said of the outlet.
  case newsPublication = "news:publication"
  /// The outlet's name.
  case newsName = "news:name"
  /// The language code of the outlet.
  case newsLanguage = "news:language"
  // Lists of feeds (opml.org/spec2.opml)
  /// The frame of a list of feeds, and one feed or folder of it.
  case opml, body, outline
  /// Media RSS: several forms of one picture or film.
  case mediaGroup = "media:group"
  /// Media RSS: a picture, film or sound, whose title is none of the item's.
  case mediaContent = "media:content"
  /// Media RSS: a title, which stands in for an item's own.
  case mediaTitle = "media:title"
  /// Media RSS: a description, which stands in for an item's own.
  case mediaDescription = "media:description"
  /// Podcasts: a title without the show's name.
  case itunesTitle = "itunes:title"
  /// Podcasts: who made it.
  case itunesAuthor = "itunes:author"
  /// Podcasts: the description.
  case itunesSummary = "itunes:summary"
  /// Podcasts: a short description.
  case itunesSubtitle = "itunes:subtitle"
  /// FeedBurner: the address behind its own redirecting link.
  case originalLink = "feedburner:origlink"
  // Atom (RFC 4287) and its forerunner 0.3
  /// The frame of an Atom feed.
  case atomFeed = "atom:feed"
  /// One entry.
  case atomEntry = "atom:entry"
  /// The title of a feed or an entry, of one of three types of text.
  case atomTitle = "atom:title"
  /// A link, whose `rel` says to what.
  case atomLink = "atom:link"
  /// What identifies a feed or an entry for ever.
  case atomId = "atom:id"
  /// When the entry came out first.
  case atomPublished = "atom:published"
  /// Atom 0.3: when the entry came out first.
  case atomIssued = "atom:issued"
  /// When the entry was changed in a way that matters.
  case atomUpdated = "atom:updated"
  /// Atom 0.3: when the entry was changed.
  case atomModified = "atom:modified"
  /// Atom 0.3: when the entry was made.
  case atomCreated = "atom:created"
  /// The frame of an author.
  case atomAuthor = "atom:author"
  /// The author's name.
  case atomName = "atom:name"
  /// A summary, of one of three types of text.
  case atomSummary = "atom:summary"
  /// The article itself, or where it stands.
  case atomContent = "atom:content"
  /// What is kept of the feed that an entry was taken from.
  case atomSource = "atom:source"
  // what shapes the text of the XHTML that Atom may hold, and of HTML that RSS holds unescaped
  /// What XHTML of a whole page stands in.
  case xhtmlBody = "xhtml:body"
  /// A paragraph.
  case xhtmlP = "xhtml:p"
  /// A block.
  case xhtmlDiv = "xhtml:div"
  /// An item of a list.
  case xhtmlLi = "xhtml:li"
  /// A line break.
  case xhtmlBr = "xhtml:br"
  /// A heading of the first rank.
  case xhtmlH1 = "xhtml:h1"
  /// A heading of the second rank.
  case xhtmlH2 = "xhtml:h2"
  /// A heading of the third rank.
  case xhtmlH3 = "xhtml:h3"
  /// A heading of the fourth rank.
  case xhtmlH4 = "xhtml:h4"
  /// A heading of the fifth rank.
  case xhtmlH5 = "xhtml:h5"
  /// A heading of the sixth rank.
  case xhtmlH6 = "xhtml:h6"
  /// A quotation of its own lines.
  case xhtmlBlockquote = "xhtml:blockquote"
  /// A list with bullets.
  case xhtmlUl = "xhtml:ul"
  /// A list with numbers.
  case xhtmlOl = "xhtml:ol"
  /// A table.
  case xhtmlTable = "xhtml:table"
  /// A row of a table.
  case xhtmlTr = "xhtml:tr"
  /// A cell of a table.
  case xhtmlTd = "xhtml:td"
  /// A heading cell of a table.
  case xhtmlTh = "xhtml:th"
  /// Text whose white space matters.
  case xhtmlPre = "xhtml:pre"
  /// A program, which is not read.
  case xhtmlScript = "xhtml:script"
  /// Rules of looks, which are not read.
  case xhtmlStyle = "xhtml:style"
  /// The same elements where RSS holds HTML unescaped and without a namespace.
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
  /// Where a link leads and what it is to the entry, how a text is written, and whether a `guid` is an
  /// address.
  case href, rel, type, mode, src, url, isPermaLink = "ispermalink"
  /// When an item was changed last, as CDF writes it.
  case lastModified = "lastmod"
  /// A language tag, which holds for all within.
  case language = "xml:lang"
  /// The address that relative ones within stand to.
  case base = "xml:base"
  // OPML
  /// A feed of a list: its name, its address, and the page that it belongs to.
  case text, title, xmlURL = "xmlurl", htmlURL = "htmlurl"
  /// The address that a resource of RSS 1.0 is known by.
  case about = "rdf:about"

  var name: String { rawValue }
}
