import Extraction
import Feeds
import Foundation
import Model
import Testing

/// The feed of some text, as it came from `https://news.example/feed`.
func parsed(_ text: String, url: String? = "https://news.example/feed") throws -> Feed {
  try FeedParser.parse(Array(text.utf8), url: url, charset: nil)
}

@Suite("A feed")
struct FeedParserTests {
  @Test("of RSS 2.0 gives every field of its entries")
  func rss() throws {
    let feed = try parsed(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- made by hand -->
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/"
        xmlns:atom="http://www.w3.org/2005/Atom">
      <channel><title>The Harbour Post</title><link>https://news.example/</link><language>en-gb</language>
        <atom:link href="https://news.example/feed" rel="self"/>
        <item>
          <title>Ferry &amp;amp; bridge &lt;b&gt;shut&lt;/b&gt;</title>
          <link>https://news.example/ferry?utm_source=rss&amp;id=7</link>
          <guid isPermaLink="false">post-7</guid>
          <pubDate>Mon, 18 Oct 2021 14:30:00 +0200</pubDate>
          <dc:creator>By Ada Quill and Bo Lind</dc:creator>
          <source url="https://wire.example/feed">Reuters</source>
          <description>&lt;p&gt;The ferry was halted.&lt;/p&gt;&lt;p&gt;Nobody was hurt.&lt;/p&gt;</description>
          <c:encoded><![CDATA[<p>The ferry was halted on Monday.</p> <p>Tom &amp; Jerry left.</p>]]></c:encoded>
        </item>
      </channel></rss>
      """
    )
    #expect(feed.title == "The Harbour Post")
    #expect(feed.link == "https://news.example/")
    let entry = try #require(feed.entries.first)
    #expect(feed.entries.count == 1)
    #expect(entry.id == "post-7")
    #expect(entry.title == "Ferry & bridge shut")
    #expect(entry.link == "https://news.example/ferry?id=7")
    #expect(entry.published?.day.description == "2021-10-18")
    #expect(entry.published?.second == 14 * 3600 + 30 * 60)
    #expect(entry.published?.offset == 7200)
    #expect(entry.authors == ["Ada Quill", "Bo Lind"])
    #expect(entry.source == "Reuters")
    #expect(entry.summary == "The ferry was halted.\nNobody was hurt.")
    #expect(entry.content == "The ferry was halted on Monday.\nTom & Jerry left.")
    #expect(entry.language == "en-gb")
  }

  @Test("of RSS 1.0 has its items beside the channel")
  func rdf() throws {
    let feed = try parsed(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://news.example/"><title>Post</title><link>https://news.example/</link></channel>
      <item rdf:about="https://news.example/a"><title>One</title><link>https://news.example/a</link>
        <dc:date>2021-10-18T14:30:00Z</dc:date><dc:creator>Ada Quill</dc:creator></item>
      </rdf:RDF>
      """
    )
    #expect(feed.title == "Post")
    #expect(feed.entries.map(\.id) == ["https://news.example/a"])
    #expect(feed.entries.first?.published?.moment?.timeIntervalSince1970 == 1_634_567_400)
    #expect(feed.entries.first?.authors == ["Ada Quill"])
  }

  @Test("of Atom gives its entries, texts of every type and relative addresses")
  func atom() throws {
    let feed = try parsed(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://news.example/world/">
      <title type="html">Post &amp;amp; Co</title><link rel="self" href="feed"/><link href="/"/>
      <author><name>The desk</name></author>
      <entry><id>tag:news.example,2021:1</id><title>Eins</title>
        <link rel="enclosure" href="a.mp3" type="audio/mpeg"/><link rel="alternate" type="text/html" href="eins"/>
        <published>2021-10-18T14:30:00Z</published><updated>2021-10-19T08:00:00Z</updated>
        <summary>kurz</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Erstens <b>fett</b>.</p><p>Zweitens.</p></div></content>
        <source><title>dpa</title></source></entry>
      <entry><id>2</id><title>Zwei</title><author><name>Ada Quill</name></author><updated>2021-10-20</updated></entry>
      </feed>
      """
    )
    #expect(feed.title == "Post & Co")
    #expect(feed.link == "https://news.example/")
    let (first, second) = (try #require(feed.entries.first), try #require(feed.entries.last))
    #expect(first.link == "https://news.example/world/eins")
    #expect(first.content == "Erstens fett.\nZweitens.")
    #expect(first.summary == "kurz")
    #expect(first.source == "dpa")
    #expect(first.authors == ["The desk"])
    #expect(first.language == "de")
    #expect(first.updated?.day.description == "2021-10-19")
    #expect(second.link == nil)
    #expect(second.authors == ["Ada Quill"])
    #expect(feed.newest(1).map(\.id) == ["2"])
  }

  @Test("in JSON gives its entries")
  func json() throws {
    let feed = try parsed(
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "home_page_url": "https://news.example/",
       "language": "en", "authors": [{"name": "The desk"}], "items": [
        {"id": "1", "url": "/a", "title": "One &amp; all", "content_html": "<p>First.</p><p>Second.</p>",
         "date_published": "2021-10-18T14:30:00+02:00", "authors": [{"name": "Ada Quill"}]},
        {"id": 2, "external_url": "https://other.example/b", "content_text": "plain", "summary": "short"},
        {"title": "neither identifier nor address"}]}
      """
    )
    #expect(feed.entries.map(\.id) == ["1", "2"])
    #expect(feed.entries.map(\.link) == ["https://news.example/a", "https://other.example/b"])
    #expect(feed.entries.map(\.title) == ["One & all", nil])
    #expect(feed.entries.map(\.content) == ["First.\nSecond.", "plain"])
    #expect(feed.entries.map(\.authors) == [["Ada Quill"], ["The desk"]])
  }

  @Test(
    "finds an entry's address wherever the feed writes it",
    arguments: [
      ("<link>https://news.example/a</link>", "https://news.example/a"),
      ("<link>/a</link>", "https://news.example/a"),
      ("<guid>https://news.example/a</guid>", "https://news.example/a"),
      ("<guid isPermaLink='false'>https://news.example/a</guid>", nil), ("<guid>a</guid>", nil),
      ("<atom:link href='/a'/>", "https://news.example/a"), ("<link>javascript:alert(1)</link>", nil),
      ("<link><![CDATA[https://news.example/a?x=1&y=2]]></link>", "https://news.example/a?x=1&y=2"),
      ("<link>https://news.example/a?x=1&y=2</link>", "https://news.example/a?x=1&y=2"),
      ("<link>file:///etc/passwd</link>", nil),
      ("<link href='/a'/>", "https://news.example/a"),
      ("<link></link><guid>https://news.example/a</guid>", "https://news.example/a"),
      (
        "<link>https://feeds.example/~r/7</link><feedburner:origLink>https://news.example/a</feedburner:origLink>",
        "https://news.example/a"
      ),
      ("<atom:link href='https://news.example/a?x=1&amp;y=2'/>", "https://news.example/a?x=1&y=2"),
      (
        "<link>https://www.google.com/url?rct=j&amp;url=https://news.example/a%3Fid%3D7&amp;ct=ga</link>",
        "https://news.example/a?id=7"
      ),
      ("<link>https://news.example/#/story/7</link>", "https://news.example/#/story/7"),
    ] as [(String, String?)]
  )
  func link(written: String, link: String?) throws {
    let feed = try parsed("<rss><channel><item><title>One</title>\(written)</item></channel></rss>")
    #expect(feed.entries.first?.link == link)
  }

  @Test(
    "names its authors without mail addresses",
    arguments: [
      ("<author>ada@news.example (Ada Quill)</author>", ["Ada Quill"]),
      ("<author>ada@news.example</author>", []),
      ("<author>Ada Quill</author>", ["Ada Quill"]), ("", []),
      ("<author>Ada Quill (ada@news.example)</author>", ["Ada Quill"]),
      ("<author>Ada Quill &lt;ada@news.example&gt;</author>", ["Ada Quill"]),
      ("<author><name>Ada Quill</name><email>ada@news.example</email></author>", ["Ada Quill"]),
      ("<dc:creator>ada@news.example (Ada Quill)</dc:creator>", ["Ada Quill"]),
      ("<itunes:author>Ada Quill</itunes:author>", ["Ada Quill"]),
    ]
  )
  func authors(written: String, names: [String]) throws {
    let feed = try parsed("<rss><channel><item><title>One</title>\(written)</item></channel></rss>")
    #expect(feed.entries.first?.authors == names)
  }

  @Test(
    "is recognised by its first element, whatever stands before it",
    arguments: [
      ("<rss version='2.0'>", true), ("\u{FEFF}\n <?xml version='1.0'?><!-- <html> --><rss>", true),
      ("<!DOCTYPE rss><rss>", true), ("<feed xmlns='http://www.w3.org/2005/Atom'>", true),
      ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", true), ("<feed>", false), ("<html><rss>", false),
      ("{\"version\": \"https://jsonfeed.org/version/1\"}", true), ("{\"version\": 1}", false), ("", false),
      ("<", false),
      ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", true), ("<rdf:RDF>", false),
      ("<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'>", true),
      ("<feed version='0.3'><entry>", true),
      ("<CHANNEL HREF='https://news.example'><ITEM>", true), ("\n\n\n<?xml version='1.0'?><rss>", true),
      ("plain words of rss", false),
    ]
  )
  func recognised(start: String, isFeed: Bool) {
    #expect(FeedParser.recognises(Array(start.utf8)) == isFeed)
  }

  @Test("is read in its own charset, UTF-16 too")
  func charsets() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><title>Caf\u{E9}</title></channel></rss>"
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    #expect(try FeedParser.parse(latin, url: nil, charset: nil).title == "Café")
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try FeedParser.parse(wide, url: nil, charset: nil).title == "Café")
  }

  @Test("gives each identifier once, and the newest entries first")
  func order() throws {
    let items = ["b 2021-10-18", "a 2021-10-20", "c", "a 2021-10-21"].map { item in
      let parts = item.split(separator: " ")
      return "<item><guid>\(parts[0])</guid><pubDate>\(parts.dropFirst().first ?? "")</pubDate></item>"
    }
    let feed = try parsed("<rss><channel>\(items.joined())</channel></rss>")
    #expect(feed.entries.map(\.id) == ["b", "a", "c"])
    #expect(feed.newest(2).map(\.id) == ["a", "b"])
    #expect(feed.newest(9).map(\.id) == ["a", "b", "c"])
  }
}
