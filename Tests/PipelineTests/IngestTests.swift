import Extraction
import Feeds
import Fetching
import Foundation
import Model
import Pipeline
import Storage
import StoreSupport
import Testing

/// A web of some pages, by address.
private struct Pages: Transport {
  var pages: [String: (type: String, body: String)]

  func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    guard let page = pages[request.url.text] else {
      return HTTPResponse(status: 404, headers: HTTPHeaders([]), url: request.url)
    }
    var response = HTTPResponse(
      status: 200,
      headers: HTTPHeaders([HeaderField("Content-Type", page.type)]),
      url: request.url
    )
    response.body = Array(page.body.utf8)
    return response
  }
}

@Suite("From a source to a stored article")
struct IngestTests {
  private static let sentences =
    "Russia suspended its mission to NATO on Monday in answer to the expulsion of eight diplomats. The offices close in November."
  private static let page = """
    <html lang="en"><head><title>Russia suspends its mission</title>
    <link rel="canonical" href="https://news.example/mission"></head>
    <body><article><h1>Russia suspends its mission</h1><p>\(sentences)</p><p>\(sentences)</p></article></body></html>
    """
  private static let feed = """
    <rss version="2.0"><channel><title>News</title><item><title>Russia suspends its mission</title>
    <link>https://news.example/mission</link><pubDate>Mon, 18 Oct 2021 12:00:00 GMT</pubDate></item></channel></rss>
    """

  private func ingest(_ pages: [String: (type: String, body: String)] = [:]) -> Ingest {
    Ingest(
      fetcher: Fetcher(transport: Pages(pages: pages)),
      analyser: Analyser(),
      policy: .publicOnly,
      certificateFile: nil
    )
  }

  private func bytes(_ text: String) -> PageSource { .bytes(Array(text.utf8), name: "file") }

  @Test("an address is fetched, read, and goes by what its page calls its own address")
  func address() async throws {
    let asked = "https://news.example/mission?ref=home"
    let ingest = ingest([asked: ("text/html; charset=utf-8", Self.page)])
    let read = try await ingest.read(.address(try WebAddress(asked))).reading
    #expect(read.article.url == "https://news.example/mission")
    #expect(read.article.requestedURL == asked)
    #expect(read.article.title == "Russia suspends its mission")
    #expect(read.provenance.hops == [asked])
    #expect(read.provenance.contentType == "text/html; charset=utf-8")
    #expect(!read.sentences.isEmpty && !read.summary.sentences.isEmpty)
    #expect(read.coding.events.contains { $0.actor?.name == "Russia" && $0.target?.name == "NATO" })
  }

  @Test("what is known beside a page wins over it, and a feed's entry fills what is left open")
  func hints() async throws {
    var hints = ArticleHints()
    hints.title = "Another headline"
    hints.published = CalendarDay("2021-10-17")
    guard case .feed(let feed) = try await ingest().open(bytes(Self.feed)) else {
      Issue.record("no feed")
      return
    }
    hints.entry = feed.newest(1).first
    let hinted = try await ingest().read(bytes(Self.page), hints: hints).reading.article
    #expect(hinted.title == "Another headline")
    #expect(hinted.published == CalendarDay("2021-10-17"))
    hints.published = nil
    let completed = try await ingest().read(bytes(Self.page), hints: hints).reading.article
    #expect(completed.published == CalendarDay("2021-10-18"))
  }

  @Test("the first line of a plain text is its title where it stands apart")
  func plainText() async throws {
    for (text, title) in [
      ("Mission suspended\n\n\(Self.sentences)\n", "Mission suspended"),
      ("Mission suspended.\n\n\(Self.sentences)", nil),
      ("\(Self.sentences)\n\(Self.sentences)", nil),
      ("Mission suspended\r\n\r\n\(Self.sentences)", "Mission suspended"),
    ] as [(String, String?)] {
      #expect(try await ingest().read(bytes(text)).reading.article.title == title, "\(text.prefix(20))")
    }
  }

  @Test("what is no page is refused by name")
  func noPage() async throws {
    await #expect(throws: ExtractionError.notHTML(kind: "PDF")) {
      try await ingest().read(bytes("%PDF-1.7 and so on"))
    }
    await #expect(throws: FetchError.self) {
      try await ingest().read(.address(try WebAddress("https://news.example/gone")))
    }
  }

  @Test("an article is stored whole, as it is given back; the same text again changes nothing")
  func saved() async throws {
    let store = try StoreForTests.new()
    let now = Date(timeIntervalSince1970: 1_634_558_400)
    let read = try await ingest().read(bytes(Self.page))
    let (stored, outcome) = try read.save(in: store, at: now)
    #expect(outcome == .added)
    let again = try #require(try store.articles.article(stored.id.number))
    #expect(again.events == stored.events)
    #expect(again.reading.article == stored.reading.article)
    #expect(again.reading.summary == stored.reading.summary)
    #expect(again.reading.sentences == stored.reading.sentences)
    #expect((again.arrivedAt, again.readAt) == (stored.arrivedAt, stored.readAt))
    #expect(try store.stories.membership(ofArticle: stored.id.number)?.tie == .new)
    let (same, unchanged) = try read.save(in: store, at: now + 60)
    #expect(unchanged == .unchanged)
    #expect(same.events.map(\.id) == stored.events.map(\.id))
    #expect((same.arrivedAt, same.revision) == (now, 1))
    var changed = read
    changed.reading.article.text += " More."
    let (revised, updated) = try changed.save(in: store, at: now + 120)
    #expect(updated == .updated)
    #expect(revised.revision == 2)
    #expect(try store.articles.article(revised.id.number)?.revision == 2)
  }
}
