package import Extraction
package import Feeds
package import Fetching
package import Foundation
package import Model
internal import Storage
internal import Text

/// Where an article is to be read from.
package enum PageSource: Sendable, Hashable {
  /// An address, to be fetched.
  case address(WebAddress)
  /// A page or plain text that is here already.
  case bytes([UInt8], name: String)
}

/// What is known of an article beside its page, and wins over what the page says.
package struct ArticleHints: Sendable {
  /// The headline; nil where the page's own counts.
  package var title: String?
  /// The day of publication; nil where the page's own counts.
  package var published: CalendarDay?
  /// The address that a file was saved from.
  package var url: String?
  /// The entry of the feed that led to the article: what it says counts where the page says nothing.
  package var entry: FeedEntry?

  /// Nothing is known.
  package init() {}
}

/// What a source turned out to hold.
package enum PageContents: Sendable {
  /// A feed, whose entries are articles to be read.
  case feed(Feed)
  /// A page, or plain text, that may hold an article.
  case page(LoadedPage)
}

/// One article through all stages, up to where it is ready to be stored.
///
///     address ─Fetcher→ bytes ─Extractor→ Article ─Document→ ┬ EventCoder→ events ┐
///                                                            ├ Summarizer→ summary ┼→ ReadArticle ─save→ Store
///                                                            └ StoryProfile→ filing┘
package struct Ingest: Sendable {
  private let fetcher: Fetcher
  private let analyser: Analyser
  private let policy: AddressPolicy
  private let certificateFile: String?
  private let filer: StoryFiler
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - fetcher: asks for pages.
  ///   - analyser: the stages after the fetch.
  ///   - policy: which addresses may be asked.
  ///   - certificateFile: certificates to trust instead of the system's; nil for the system's.
  ///   - filer: puts articles into stories.
  ///   - now: the time that articles come at: a later date of publication is not believed.
  package init(
    fetcher: Fetcher,
    analyser: Analyser,
    policy: AddressPolicy,
    certificateFile: String?,
    filer: StoryFiler = StoryFiler(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.fetcher = fetcher
    self.analyser = analyser
    self.policy = policy
    self.certificateFile = certificateFile
    self.filer = filer
    self.now = now
  }

  /// Fetches a page or feed, and tells which it is.
  ///
  /// - Throws: `FetchError` where it does not come, `FeedError` for a feed that cannot be read.
  package func open(_ source: PageSource, hints: ArticleHints = ArticleHints()) async throws -> PageContents {
    let page = try await load(source)
    guard FeedParser.recognises(page.bytes) else { return .page(page) }
    let url = page.address ?? hints.url
    return .feed(try FeedParser.parse(page.bytes, url: url, charset: page.charset))
  }

  /// Reads an article; nothing is stored.
  ///
  /// - Throws: `FetchError` where the page does not come, `ExtractionError` where it is none.
  package func read(
    _ source: PageSource,
    hints: ArticleHints = ArticleHints(),
    wish: SummaryWish = SummaryWish()
  ) async throws -> ReadArticle {
    try read(await load(source), hints: hints, wish: wish)
  }

  /// Reads the article of a page that is here; nothing is stored.
  ///
  /// - Throws: `ExtractionError` where it is none.
  package func read(
    _ page: LoadedPage,
    hints: ArticleHints = ArticleHints(),
    wish: SummaryWish = SummaryWish()
  ) throws(ExtractionError) -> ReadArticle {
    let extracted = try extract(page, hints: hints)
    let provenance = Provenance(
      hops: page.hops,
      contentType: page.contentType,
      byteCount: page.bytes.count,
      decisions: extracted.decisions
    )
    return read(extracted.article, provenance: provenance, wish: wish)
  }

  /// Reads what a feed itself tells of an article; nothing is stored. It is marked as behind a wall, and why it is told by its
  /// feed stands first among the decisions.
  ///
  /// - Parameters:
  ///   - entry: what the feed says of it.
  ///   - text: its text, one paragraph a line.
  ///   - url: its page, which could not be read; nil where it names none.
  ///   - reason: why its page is not read, in words.
  /// - Returns: the article, ready to be stored.
  package func read(_ entry: FeedEntry, text: String, url: String?, because reason: String) -> ReadArticle {
    var article = Article(text: text)
    article.complete(from: entry)
    article.requestedURL = url
    article.url = url
    article.domain = url.flatMap { Address.registrableDomain(of: $0) }
    article.site = article.domain
    article.isPaywalled = url != nil
    let decision = ExtractionDecision(
      .chosen,
      rule: "\(FeedEntry.ownTextRule): \(reason)",
      excerpt: "text: \(text.prefix(80))"
    )
    return read(
      article.bounded,
      provenance: Provenance(hops: url.map { [$0] } ?? [], byteCount: text.utf8.count, decisions: [decision]),
      wish: SummaryWish()
    )
  }

  /// Reads an article of the past that is here already; nothing is stored.
  ///
  /// - Parameters:
  ///   - article: as it was found.
  ///   - byteCount: of what it was found in.
  /// - Returns: the article, ready to be stored.
  package func read(imported article: Article, byteCount: Int) -> ReadArticle {
    let provenance = Provenance(hops: article.requestedURL.map { [$0] } ?? [], byteCount: byteCount)
    return read(article.bounded, provenance: provenance, wish: SummaryWish())
  }

  private func read(_ article: Article, provenance: Provenance, wish: SummaryWish) -> ReadArticle {
    let analysis = analyser.analyse(article, parts: [.all, .story], wish: wish)
    let reading = ArticleReading(
      article: analysis.article,
      provenance: provenance,
      sentences: analysis.document.sentences.map(\.range),
      summary: analysis.summary ?? Summary(sentences: [], scored: []),
      coding: analysis.coding ?? .noArticle(analysis.article.kind)
    )
    return ReadArticle(
      reading: reading,
      filing: analysis.story.map { filer.filing($0, of: analysis.article) }
    )
  }

  private func load(_ source: PageSource) async throws -> LoadedPage {
    switch source {
    case .bytes(let bytes, let name):
      return LoadedPage(bytes: bytes, hops: [name])
    case .address(let address):
      var request = FetchRequest(url: address)
      request.policy = policy
      request.certificateAuthorityFile = certificateFile
      return LoadedPage(try await fetcher.fetch(request))
    }
  }

  /// Only finds the article in its page.
  ///
  /// - Throws: `ExtractionError` where it is none.
  package func extract(_ page: LoadedPage, hints: ArticleHints) throws(ExtractionError) -> ExtractedPage {
    var extracted: ExtractedPage
    switch page.kind {
    case .plainText: extracted = ExtractedPage(article: Article(plainText: page.bytes), decisions: [])
    case .html, .xml:
      let url = page.address ?? hints.url
      extracted = try analyser.extract(html: page.bytes, url: url, charset: page.charset)
    default: throw .notHTML(kind: page.kind.rawValue)
    }
    extracted.article.requestedURL = page.address == nil ? hints.url : page.hops.first
    extracted.article.url = extracted.article.url ?? page.address ?? hints.url
    extracted.article.title = hints.title ?? extracted.article.title
    extracted.article.published = hints.published ?? extracted.article.published
    if let entry = hints.entry { extracted.article.complete(from: entry) }
    let (article, ahead) = extracted.article.withoutDateAhead(of: now())
    if let ahead {
      extracted.decisions.append(
        ExtractionDecision(
          .dropped,
          rule: "a date in the future is not believed",
          excerpt: "published: \(ahead)"
        )
      )
    }
    extracted.article = article.bounded
    return extracted
  }
}

/// Bytes that may hold an article, and how they came.
package struct LoadedPage: Sendable {
  var bytes: [UInt8]
  /// Every address on the way, or a file's name.
  var hops: [String]
  /// The final address; nil for what was not fetched.
  var address: String?
  var contentType: String?

  init(bytes: [UInt8], hops: [String]) {
    self.bytes = bytes
    self.hops = hops
  }

  /// A page that was fetched earlier and kept.
  package init(kept bytes: [UInt8], url: String, contentType: String?) {
    self.init(bytes: bytes, hops: [url])
    address = url
    self.contentType = contentType
  }

  /// What a fetch brought.
  package init(_ resource: FetchedResource) {
    bytes = resource.response.body
    hops = [resource.requested.text] + resource.hops.map(\.to)
    address = resource.response.url.text
    contentType = resource.response.headers["content-type"]
  }

  var kind: ContentKind { ContentKind(declared: contentType, body: bytes) }

  /// The encoding that the server named.
  var charset: String? { contentType.flatMap { MediaType($0)?.charset } }
}

extension Article {
  /// What a feed's entry tells fills what the page leaves open.
  fileprivate mutating func complete(from entry: FeedEntry) {
    title = title ?? entry.title
    published = published ?? entry.published?.day
    publishedAt = publishedAt ?? (published == entry.published?.day ? entry.published?.moment : nil)
    if authors.isEmpty { authors = entry.authors }
    language = language ?? entry.language
    creditedSource = creditedSource ?? entry.source
  }

  /// An article of plain text. A short first line without a full stop, set off by a blank line, is its title.
  fileprivate init(plainText bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first.map(String.init)?.trimmingCharacters(in: .whitespaces) ?? ""
    let isTitle =
      !first.isEmpty && first.utf8.count <= Self.titleBytesMax && !first.hasSuffix(".")
      && lines.count > 2 && lines[1].allSatisfy(\.isWhitespace)
    let paragraphs = (isTitle ? lines.dropFirst() : lines[...])
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    self.init(text: paragraphs.joined(separator: "\n"))
    title = isTitle ? first : nil
  }

  /// Longer first lines are paragraphs.
  private static let titleBytesMax = 200
}
