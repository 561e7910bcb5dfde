import Extraction
import Feeds
import Testing

@Suite("A feed written out")
struct FeedRenderingTests {
  private func feed() throws -> Feed {
    try parsed(
      """
      <rss><channel><title>Post</title>
      <item><title>Ferry [1] &amp; bridge</title><link>https://news.example/a</link><pubDate>2021-10-18</pubDate>
      <source>Reuters</source><description>Short.</description></item></channel></rss>
      """
    )
  }

  @Test(
    "shows its entries in each format",
    arguments: [
      (
        ArticleFormat.text,
        "Post\n\nFerry [1] & bridge\n2021-10-18 · Reuters\nhttps://news.example/a\nShort.\n"
      ),
      (.markdown, "# Post\n\n- [Ferry [1\\] & bridge](<https://news.example/a>) · 2021-10-18 · Reuters\n"),
      (
        .html,
        "<h1>Post</h1>\n<ul>\n<li><a href=\"https://news.example/a\">Ferry [1] &amp; bridge</a> · 2021-10-18 · Reuters</li>\n</ul>\n"
      ),
    ]
  )
  func formats(format: ArticleFormat, written: String) throws {
    #expect(try feed().rendered(as: format) == written)
  }

  @Test("as JSON has every field")
  func json() throws {
    let json = try feed().rendered(as: .json)
    for field in [
      #""kind" : "feed""#, #""url" : "https://news.example/a""#, #""source" : "Reuters""#,
      #""date" : "2021-10-18""#,
    ] {
      #expect(json.contains(field), "\(field)")
    }
  }
}
