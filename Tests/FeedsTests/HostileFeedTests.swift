import Feeds
import Testing

@Suite("A hostile feed")
struct HostileFeedTests {
  private static let item = "<item><title>One</title><link>https://news.example/a</link></item>"

  @Test("has no entity expanded, its own or from outside")
  func entities() throws {
    let lol = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
    let feed = try parsed(
      """
      <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">\(lol)<!ENTITY file SYSTEM "file:///etc/passwd">]>
      <rss><channel><title>&l9; &file; &nbsp;x</title>\(Self.item)</channel></rss>
      """
    )
    #expect(feed.title == "&l9; &file; x")
    #expect(feed.entries.count == 1)
  }

  @Test(
    "that is broken gives what can be read of it",
    arguments: [
      "<rss><channel>\(item)<item><title>Two",  // cut
      "<rss><channel>\(item)<item></channel></rss>",  // not closed
      "<rss><channel>\(item)</channel></rss><p>more", "<rss><channel>\(item) & <3 </channel></rss>",
      "<rss><channel>\u{1}\u{8}\(item)&#0;&#x1F;&#xD800;&#99999999;</channel></rss>",
      "<rss><channel><x:y>z</x:y>\(item)</channel></rss>",  // an undeclared prefix
      "<rss><channel><![CDATA[ ]]>\(item)<![CDATA[", "<rss><channel>\(item)<!--",
      "<rss><channel a=1 b>\(item)</channel></rss>",
    ]
  )
  func broken(text: String) throws {
    let feed = try parsed(text)
    #expect(feed.entries.first?.title == "One")
    #expect(feed.entries.first?.link == "https://news.example/a")
  }

  @Test(
    "whose tags do not balance is read on behind the fault, and says so",
    arguments: [
      "<rss><channel><item><title>One</title><description>a<br>b</description></item>TWO</channel></rss>",
      "<rss><channel><item><title>One</title>TWO</channel></rss>",
      "<rss><channel><item><title>One<link>https://news.example/a</link></item>TWO</channel></rss>",
      "<rss><channel><item><title>One</b></title></item></p>TWO</channel></rss>",
      "<rss><channel><item><title>One</title></channel></item>TWO</channel></rss>",
      "<rss><channel><item><title>One</title></item></channel></rss><rss><channel></channel>TWO",
      "<rss><channel><item><title>One</title></item>TWO",
      "<rss><channel><item><title>One</title><enclosure url=\"x></item>TWO</channel></rss>",
    ]
  )
  func unbalanced(text: String) throws {
    let feed = try parsed(
      text.replacing("TWO", with: "<item><title>Two</title><link>https://news.example/b</link></item>")
    )
    #expect(feed.entries.map(\.title) == ["One", "Two"])
    #expect(feed.entries.last?.link == "https://news.example/b")
    #expect(feed.isBroken)
  }

  @Test("that is whole is not called broken", arguments: ["", "<!-- x -->", "<?php ?>", "\n"])
  func whole(end: String) throws {
    #expect(try !parsed("<?xml version='1.0'?><rss><channel>\(Self.item)<x/></channel></rss>\(end)").isBroken)
  }

  @Test("behind words and tags of an error message is none, behind words alone is read")
  func prologue() throws {
    #expect(
      try parsed("Warning: x in y\n<?xml version='1.0'?><rss><channel>\(Self.item)</channel></rss>").entries
        .count == 1
    )
  }

  @Test("that nests beyond libxml2's bound ends there")
  func deep() throws {
    let deep = String(repeating: "<a>", count: 100_000)
    let feed = try parsed("<rss><channel>\(Self.item)\(deep)")
    #expect(feed.entries.count == 1)
  }

  @Test("with a tag of more attributes than any feed has ends there")
  func attributes() throws {
    let many = (1...100_000).map { " a\($0)='1'" }.joined()
    let feed = try parsed("<rss><channel>\(Self.item)<item\(many)>\(Self.item)</channel></rss>")
    #expect(feed.isTruncated)
    #expect(feed.entries.count == 1)
  }

  @Test("of more entries than are read is cut there")
  func entries() throws {
    let items = (1...10_500).map { "<item><guid>\($0)</guid></item>" }.joined()
    let feed = try parsed("<rss><channel>\(items)</channel></rss>")
    #expect(feed.entries.count == 10_000)
    let isTruncated = feed.isTruncated
    #expect(isTruncated)
  }

  @Test("beyond the limit is refused")
  func large() {
    let text = "<rss>" + String(repeating: " ", count: 16 << 20)
    #expect(throws: FeedError.tooLarge(bytes: text.utf8.count, limit: 16 << 20)) { try parsed(text) }
  }

  @Test(
    "without any element is unreadable",
    arguments: ["<html></html>", "", "{\"jsonfeed.org/version/1\""]
  )
  func unreadable(text: String) {
    #expect(throws: FeedError.unreadable) { try parsed(text) }
  }
}
