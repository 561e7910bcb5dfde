/// The elements that feeds are read by: those of RSS by their own names, others with the usual prefix of their namespace.
package enum FeedTag: String, CaseIterable, Sendable {
  case text = "#text"
  case other = "#other"
  // RSS 2.0 (rssboard.org/rss-specification) and 1.0 (purl.org/rss/1.0/spec)
  case rss, channel, item, title, link, description, guid, pubDate = "pubdate", lastBuildDate =
    "lastbuilddate"
  case author, source, language, category
  case rdf = "rdf:rdf"
  case dcCreator = "dc:creator"
  case dcDate = "dc:date"
  case dcLanguage = "dc:language"
  case dcSource = "dc:source"
  case dctermsModified = "dcterms:modified"
  case contentEncoded = "content:encoded"
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
  case atomAuthor = "atom:author"
  case atomName = "atom:name"
  case atomSummary = "atom:summary"
  case atomContent = "atom:content"
  case atomSource = "atom:source"
  // what begins a line of its own in the XHTML that Atom may hold
  case xhtmlP = "xhtml:p"
  case xhtmlDiv = "xhtml:div"
  case xhtmlLi = "xhtml:li"
  case xhtmlBr = "xhtml:br"
  case xhtmlH1 = "xhtml:h1"
  case xhtmlH2 = "xhtml:h2"
  case xhtmlH3 = "xhtml:h3"
  case xhtmlBlockquote = "xhtml:blockquote"

  var name: String { rawValue }

  /// True for what begins a line of its own.
  var isXHTMLBlock: Bool { rawValue.hasPrefix("xhtml:") }
}

/// The attributes that feeds are read by.
package enum FeedAttribute: String, CaseIterable, Sendable {
  case href, rel, type, url, isPermaLink = "ispermalink"
  case language = "xml:lang"
  case base = "xml:base"
  case about = "rdf:about"

  var name: String { rawValue }
}
