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

  @Test(
    "is named in other languages too, on whole pages",
    arguments: [
      (
        PageKind.consentWall, "<title>Zeitung</title>",
        """
        <header><a href=/>Zeitung</a></header><div role=dialog><h2>Weiter mit Werbung</h2>
        <p>Wir und unsere Partner speichern Informationen auf Ihrem Gerät und lesen sie aus.</p>
        <button>Zustimmen und weiter</button></div><footer>Impressum</footer>
        """
      ),
      (
        .softNotFound, "<title>Seite nicht gefunden | Zeitung</title>",
        "<nav><a href=/1>Politik</a></nav><main><h1>Hoppla</h1><p>Die Seite gibt es nicht mehr.</p></main>"
      ),
      (
        .captcha, "<title>Attention Required! | Cloudflare</title>",
        "<h1>Please complete the security check to access news.example</h1><p>Why do I have to do this?</p>"
      ),
      (
        .scriptRequired, "<title>Post</title>",
        "<div id=app></div><noscript><p>Please enable JavaScript to continue using this application.</p></noscript>"
      ),
      (
        .paywall,
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>",
        "<article><h1>Ferry halted</h1><p>The ferry between the islands was halted on Friday, the council said.</p></article>"
      ),
      (
        .paywall, "<title>La nave</title>",
        """
        <article><h1>La nave ferma</h1><p>La nave tra le due isole è stata fermata venerdì dopo che</p>
        <div class=wall>Contenuto riservato agli abbonati</div></article>
        """
      ),
    ] as [(PageKind, String, String)]
  )
  func whole(kind: PageKind, head: String, body: String) throws {
    #expect(try extracted(head, body: body, url: "https://news.example/politics/a-7.html").kind == kind)
  }

  @Test(
    "is no short article on a page that asks its readers for something",
    arguments: [
      "<div>Already a subscriber? <a href=/in>Log in</a></div>",
      "<div>We value your privacy. Accept all cookies.</div>",
      "<noscript>Please enable JavaScript to see the comments.</noscript>",
      "<ul><li><a href=/help/404>What does error 404 mean?</a></li></ul>",
    ]
  )
  func shortArticle(beside: String) throws {
    let paragraph =
      "<p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull, the council said.</p>"
    let body =
      "<header>\(beside)</header><article><h1>Ferry halted</h1>\(String(repeating: paragraph, count: 8))</article>"
    #expect(try extracted("<title>Ferry halted</title>", body: body).kind == .article)
  }

  @Test("is not every page that mentions such words")
  func article() throws {
    let paragraph =
      "<p>The shop said that a page not found error and a captcha had kept readers away for a whole day.</p>"
    let body = "<article>" + String(repeating: paragraph, count: 20) + "</article>"
    #expect(try extracted("<title>A day without readers</title>", body: body).kind == .article)
  }

  @Test(
    "is no short article beside a box, or with a headline, that speaks of a wall",
    arguments: [
      ("<title>Error 404: how the ministry deleted its list of the dead</title>", ""),
      ("<title>“Page not found”: Korsk wipes its treaty archive | Post</title>", ""),
      ("<title>Are you a robot? Ministry tests its guards in the field</title>", ""),
      (
        "<title>Ferry halted</title>",
        "<div id=disqus></div><noscript>Please enable JavaScript to view the comments.</noscript>"
      ),
      (
        "<title>Ferry halted</title>",
        "<div class=dialog><p>We value your privacy</p><p>Accept all cookies</p></div>"
      ),
      ("<title>Ferry halted</title>", "<form><p>Enter the characters you see. I'm not a robot.</p></form>"),
      (
        "<title>Ferry halted</title>",
        "<div class=promo><p>Subscribe to continue reading our newsletter for sailors.</p></div>"
      ),
      ("<title>Ferry halted</title>", "<aside><p>Already a subscriber? Log in</p></aside>"),
    ]
  )
  func besideBox(head: String, box: String) throws {
    let paragraphs = """
      <p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull.</p>
      <p>Passengers were taken back by bus, the harbour master said, and nobody was hurt at all.</p>
      <p>The company that runs the ships said that it would look at the hulls of the others this week.</p>
      """
    let page = try extracted(
      head,
      body: "<main><article>\(paragraphs)</article>\(box)</main>",
      url: "https://news.example/a-7"
    )
    #expect(page.kind == .article)
    #expect(page.text.contains("cracks in its hull"))
  }

  @Test(
    "is an article of one sentence too",
    arguments: [
      "<article><p>Russia expelled three envoys.</p></article>",
      "<article><div>Russia expelled three envoys.</div></article>",
      "<article><h1>Envoys</h1>Russia expelled three envoys.<br><br>Poland called it an affront.</article>",
      "<h1>Envoys</h1><p>Russia expelled three envoys.</p>",
    ]
  )
  func sentence(body: String) throws {
    let article = try extracted("<title>Envoys</title>", body: body)
    #expect(article.kind == .article && article.text.contains("Russia expelled three envoys."))
  }

  @Test(
    "is an error where the headline that says so says no more, whatever another says",
    arguments: [("Page not found | Harbour Post", "Sorry, we can’t find that page", PageKind.softNotFound)]
  )
  func otherHeadline(title: String, heading: String, kind: PageKind) throws {
    let lines =
      "<p>It may have been moved or deleted. Please check the address, or use the search box above to find it.</p>"
    #expect(
      try extracted("<title>\(title)</title>", body: "<main><h1>\(heading)</h1>\(lines)\(lines)</main>").kind
        == kind
    )
  }
}
