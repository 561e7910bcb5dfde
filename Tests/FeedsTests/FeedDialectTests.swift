import Extraction
import Feeds
import Foundation
import Model
import Testing

@Suite("A feed's dialect")
struct FeedDialectTests {
  @Test("keeps entries that share an identifier and lead elsewhere")
  func sharedIdentifiers() throws {
    let items = ["a", "b", "b", "c"].map {
      "<item><guid>0</guid><link>https://news.example/\($0)</link></item>"
    }.joined()
    let feed = try parsed("<rss><channel>\(items)<item><guid></guid><title>D</title></item></channel></rss>")
    #expect(
      feed.entries.map(\.link) == [
        "https://news.example/a", "https://news.example/b", "https://news.example/c", nil,
      ]
    )
    #expect(Set(feed.entries.map(\.id)).count == 4)
  }

  @Test("resolves addresses by the base of feed, entry and link (XML Base)")
  func bases() throws {
    let feed = try parsed(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/diary/">
      <entry xml:base="2026/10/"><id>1</id><link href="ferry"/></entry>
      <entry xml:base="2026/"><id>2</id><link xml:base="/world/" href="ferry"/></entry>
      <entry><id>3</id><link xml:base="https://other.example/w/" href="ferry"/></entry></feed>
      """
    )
    #expect(
      feed.entries.map(\.link) == [
        "https://news.example/diary/2026/10/ferry", "https://news.example/world/ferry",
        "https://other.example/w/ferry",
      ]
    )
  }

  @Test(
    "reads Atom's texts by their type",
    arguments: [
      ("<title type='text'>Why &lt;blink&gt; was banned</title>", "Why <blink> was banned"),
      ("<title>AT&amp;amp;T &amp; others</title>", "AT&amp;T & others"),
      ("<title>Caf&eacute; closed</title>", "Café closed"),
      ("<title type='html'>Ferry &lt;b&gt;halted&lt;/b&gt; &amp;amp; back</title>", "Ferry halted & back"),
      (
        "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Less <em>is</em> more &lt;hr&gt;</div></title>",
        "Less is more <hr>"
      ),
      ("<title mode='base64'>RmVycnkgaGFsdGVk</title>", "Ferry halted"),
      ("<title mode='escaped' type='text/html'>Ferry &lt;i&gt;halted&lt;/i&gt;</title>", "Ferry halted"),
    ]
  )
  func atomTexts(written: String, title: String) throws {
    let feed = try parsed(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id>\(written)</entry></feed>"
    )
    #expect(feed.entries.first?.title == title)
  }

  @Test("lays XHTML out in lines and cells, without its scripts")
  func xhtml() throws {
    let feed = try parsed(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
      <script>var z = 1;</script><p>One.</p><table><tr><td>a</td><td>b</td></tr></table><ul><li>x</li><li>y</li></ul><h4>Sub</h4>
      </div></content></entry></feed>
      """
    )
    #expect(feed.entries.first?.content == "One.\na\tb\nx\ny\nSub")
  }

  @Test(
    "writes titles plainly",
    arguments: [
      ("Mayor &#147;won&#146;t resign&#148; &#150; council", "Mayor “won’t resign” – council"),
      ("<![CDATA[Dam breached<script>track('x');</script>]]>", "Dam breached"), ("Fer&amp;shy;ry", "Ferry"),
      ("<![CDATA[Tom &amp; Jerry]]>", "Tom & Jerry"), ("Caf&eacute;", "Café"),
      ("It&amp;#8217;s over", "It’s over"),
    ]
  )
  func titles(written: String, title: String) throws {
    #expect(
      try parsed("<rss><channel><item><title>\(written)</title></item></channel></rss>").entries.first?.title
        == title
    )
  }

  @Test(
    "reads what other vocabularies say where RSS says nothing",
    arguments: [
      (
        "<dc:title>A</dc:title><dc:description>B</dc:description><dcterms:created>2026-10-01</dcterms:created>",
        "A", "B"
      ),
      (
        "<media:title>A</media:title><media:description>B</media:description><dc:date>2026-10-01</dc:date>",
        "A", "B"
      ),
      (
        "<media:group><media:title>A</media:title><media:description>B</media:description></media:group><dcterms:issued>2026-10-01</dcterms:issued>",
        "A", "B"
      ),
      (
        "<title>A</title><media:title>X</media:title><itunes:summary>B</itunes:summary><pubDate>1 Oct 2026</pubDate>",
        "A", "B"
      ),
      (
        "<media:title>X</media:title><title>A</title><description>B</description><dc:description>X</dc:description><dc:date>2026-10-01</dc:date>",
        "A", "B"
      ),
    ]
  )
  func vocabularies(written: String, title: String, summary: String) throws {
    let feed = try parsed(
      """
      <rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:dcterms="http://purl.org/dc/terms/" xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd">
      <channel><item>\(written)</item></channel></rss>
      """
    )
    let entry = try #require(feed.entries.first)
    #expect(entry.title == title)
    #expect(entry.summary == summary)
    #expect(entry.published?.day.description == "2026-10-01")
  }

  @Test(
    "of any version of RSS is read, whatever its namespace",
    arguments: [
      "<rss version='0.91'><channel>ITEM</channel></rss>",
      "<rss version='2.0' xmlns='http://backend.userland.com/RSS2'><channel>ITEM</channel></rss>",
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/>ITEM</rdf:RDF>",
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel/>ITEM</rdf:RDF>",
      "<r:rss xmlns:r='http://purl.org/rss/1.0/'><r:channel>RITEM</r:channel></r:rss>",
    ]
  )
  func versions(text: String) throws {
    let item = "<item><title>One</title><link>https://news.example/a</link></item>"
    let prefixed = item.replacing("</", with: "<//").replacing("<", with: "<r:").replacing(
      "<r://",
      with: "</r:"
    )
    let feed = try parsed(text.replacing("RITEM", with: prefixed).replacing("ITEM", with: item))
    #expect(feed.entries.map(\.title) == ["One"])
    #expect(feed.entries.map(\.link) == ["https://news.example/a"])
  }

  @Test("of CDF gives its items")
  func cdf() throws {
    let feed = try parsed(
      """
      <CHANNEL HREF="https://news.example/"><TITLE>Post</TITLE>
      <ITEM HREF="a" LASTMOD="2026-10-01T08:00"><TITLE>One</TITLE><ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>
      """
    )
    #expect(feed.title == "Post")
    let entry = try #require(feed.entries.first)
    #expect([entry.title, entry.link, entry.summary] == ["One", "https://news.example/a", "Short"])
    #expect(entry.updated?.day.description == "2026-10-01")
  }

  @Test(
    "orders the numbers of a date as its language does",
    arguments: [("en-us", "2026-10-05"), ("en-gb", "2026-05-10"), ("de", "2026-05-10")]
  )
  func dateOrder(language: String, day: String) throws {
    let feed = try parsed(
      "<rss><channel><language>\(language)</language><item><guid>1</guid><pubDate>10/05/2026</pubDate></item></channel></rss>"
    )
    #expect(feed.entries.first?.published?.day.description == day)
  }

  @Test("what a server's program says before the feed is passed over")
  func preface() throws {
    let feed = try parsed(
      "<br />\n<b>Notice</b>: x in /a.php<br />\n<?xml version='1.0'?><rss version='2.0'><channel><item><title>One</title><guid>1</guid></item></channel></rss>"
    )
    #expect(feed.entries.map(\.title) == ["One"])
  }

  @Test("an empty list of authors hides no author")
  func noAuthors() throws {
    let feed = try parsed(
      #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","authors":[],"author":{"name":"Ada Quill"}}]}"#
    )
    #expect(feed.entries.first?.authors == ["Ada Quill"])
  }
}
