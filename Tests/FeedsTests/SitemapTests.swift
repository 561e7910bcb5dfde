import Extraction
import Feeds
import Model
import Testing

@Suite("A sitemap")
struct SitemapTests {
  private func parsed(_ text: String) throws -> Sitemap {
    try Sitemap.parse(Array(text.utf8), url: "https://a.example/sitemap.xml")
  }

  @Test("of news gives its pages with titles, dates and languages")
  func news() throws {
    let sitemap = try parsed(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://a.example/world/1?utm_source=x</loc><news:news><news:publication><news:name>Post</news:name>
      <news:language>en</news:language></news:publication><news:publication_date>2021-10-18T19:00:00+02:00</news:publication_date>
      <news:title>Envoys &amp; friends leave</news:title></news:news></url>
      <url><loc> /world/2 </loc><lastmod>2021-10-17</lastmod></url>
      <url><loc>https://a.example/world/1</loc></url>
      </urlset>
      """
    )
    #expect(sitemap.entries.map(\.link) == ["https://a.example/world/1", "https://a.example/world/2"])
    #expect(sitemap.entries[0].title == "Envoys & friends leave")
    #expect(sitemap.entries[0].language == "en")
    #expect(sitemap.entries[0].published?.day.description == "2021-10-18")
    #expect(sitemap.entries[1].updated?.day.description == "2021-10-17")
    #expect(sitemap.isOfNews)
  }

  @Test("that is an index gives its sitemaps")
  func index() throws {
    let text =
      "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>/1.xml</loc><lastmod>2021-10-18</lastmod></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"
    #expect(try parsed(text).children.map(\.url) == ["https://a.example/1.xml", "https://a.example/2.xml"])
    #expect(Sitemap.recognises(Array(text.utf8)))
  }

  @Test("is not what a feed or a page is")
  func others() {
    for text in ["<rss><channel/></rss>", "<html><body/></html>", ""] {
      #expect(!Sitemap.recognises(Array(text.utf8)))
      #expect(throws: FeedError.unreadable) { try parsed(text) }
    }
  }
}

@Suite("How often a feed wants to be asked for")
struct FeedRhythmTests {
  private func rhythm(_ inner: String) throws -> FeedRhythm {
    let text =
      "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>\(inner)<item><title>a</title></item></channel></rss>"
    return try FeedParser.parse(Array(text.utf8), url: nil, charset: nil).rhythm
  }

  @Test(
    "is read from ttl and the Syndication module",
    arguments: [
      ("<ttl>60</ttl>", 3_600), ("<ttl>soon</ttl>", nil), ("<ttl>0</ttl>", nil), ("", nil),
      ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1_800),
      ("<sy:updatePeriod> daily </sy:updatePeriod>", 86_400), ("<ttl>9999999</ttl>", 604_800),
    ] as [(String, Double?)]
  )
  func seconds(text: String, seconds: Double?) throws {
    #expect(try rhythm(text).seconds == seconds)
  }

  @Test("and which hours and days it leaves out; who leaves out all says nothing")
  func skipped() throws {
    let some = try rhythm(
      "<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    )
    #expect(some.skippedHours == [0, 7])
    #expect(some.skippedDays == [6])
    let all = try rhythm("<skipHours>" + (0..<24).map { "<hour>\($0)</hour>" }.joined() + "</skipHours>")
    #expect(all.skippedHours.isEmpty)
  }
}
