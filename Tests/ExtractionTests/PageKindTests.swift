import Extraction
import Model
import Testing

@Suite("A page that is no article")
struct PageKindTests {
  @Test(
    "is named",
    arguments: [
      (PageKind.captcha, "<title>Just a moment</title>", "<p>Checking your browser before you go on.</p>"),
      (.softNotFound, "<title>Page not found | Post</title>", "<h1>Sorry</h1><p>Try the search.</p>"),
      (
        .scriptRequired, "",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"
      ),
      (.consentWall, "", "<div><p>We value your privacy</p><button>Accept</button></div>"),
      (
        .paywall, "<meta property=article:content_tier content=locked>",
        "<article><p>The harbour master said on Friday that the ferry would be halted, and then he</p></article>"
      ),
      (
        .paywall, "",
        "<p>The ferry was halted on Friday after cracks were seen.</p><p>Subscribe to continue reading</p>"
      ),
      (.empty, "", ""),
    ] as [(PageKind, String, String)]
  )
  func named(kind: PageKind, head: String, body: String) throws {
    #expect(try extracted(head, body: body).kind == kind)
  }

  @Test("is an index where it has links and nothing of its own")
  func index() throws {
    let links = (1...60).map { "<li><a href=/\($0)>The council votes on bridge number \($0)</a></li>" }
      .joined()
    #expect(try extracted("", body: "<ul>\(links)</ul>", url: "https://news.example/").kind == .index)
  }

  @Test("is not every page that mentions such words")
  func article() throws {
    let paragraph =
      "<p>The shop said that a page not found error and a captcha had kept readers away for a whole day.</p>"
    let body = "<article>" + String(repeating: paragraph, count: 20) + "</article>"
    #expect(try extracted("<title>A day without readers</title>", body: body).kind == .article)
  }
}
