import Extraction
import Model
import Testing

/// The article of a page with the given head.
func extracted(_ head: String, body: String = "", url: String? = nil) throws -> Article {
  let page = "<!doctype html><html><head><meta charset=utf-8>\(head)</head><body>\(body)</body></html>"
  return try Extractor().extract(html: Array(page.utf8), url: url, charset: nil).article
}

@Suite("Metadata")
struct MetadataTests {
  @Test(
    "give the headline without the site's name, unescaped twice",
    arguments: [
      ("Ferry halted | The Harbour Post", "Ferry halted"), ("Ferry halted - harbour.example", "Ferry halted"),
      ("The Harbour Post: Ferry halted", "The Harbour Post: Ferry halted"),
      ("Tom &amp;amp; Jerry", "Tom & Jerry"), ("Ferry - halted again", "Ferry - halted again"),
      ("Cracks in the &lt;em&gt;hull&lt;/em&gt;", "Cracks in the hull"),
    ]
  )
  func headline(written: String, title: String) throws {
    let head =
      "<meta property=og:site_name content='The Harbour Post'><meta property=og:title content=\"\(written)\">"
    #expect(try extracted(head, url: "https://www.harbour.example/a").title == title)
  }

  @Test("complete a headline that one source cuts")
  func cutHeadline() throws {
    let head = """
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry between the two islands was halted..."}</script>
      <title>The ferry between the two islands was halted on Friday</title>
      """
    #expect(try extracted(head).title == "The ferry between the two islands was halted on Friday")
  }

  @Test(
    "give authors as names",
    arguments: [
      ("By Ada Quill", ["Ada Quill"]), ("Ada Quill and Bo Lind", ["Ada Quill", "Bo Lind"]),
      ("Ada Quill (aqu), Bo Lind", ["Ada Quill", "Bo Lind"]), ("The Harbour Post", ["The Harbour Post"]),
      ("The Harbour Post, Ada Quill", ["Ada Quill"]), ("https://harbour.example/ada", []),
    ]
  )
  func authors(written: String, names: [String]) throws {
    let head =
      "<meta property=og:site_name content='The Harbour Post'><meta name=author content='\(written)'>"
    #expect(try extracted(head).authors == names)
  }

  @Test("find a byline in the page where the head names nobody")
  func byline() throws {
    #expect(
      try extracted("", body: "<div class=article-byline>By <a href=/q>Ada Quill</a></div>").authors == [
        "Ada Quill"
      ]
    )
  }

  @Test("keep the wire agency of the byline or dateline")
  func agency() throws {
    #expect(
      try extracted("<meta name=author content='Ada Quill, AFP'>").creditedSource == "Agence France-Presse"
    )
    let body = """
      <article><p>KATHMANDU, April 25 (Reuters) - The airline said on Tuesday that its flight had been struck by birds.</p>
      <p>The plane went on with its journey after the crew had seen that the engine was sound, a spokesman said.</p></article>
      """
    #expect(try extracted("", body: body).creditedSource == "Reuters")
  }

  @Test(
    "keep the source that a credit beside the text names",
    arguments: [
      ("<p class=credit>Quelle: dpa</p>", "Deutsche Presse-Agentur"),
      ("<p>Source: AFP</p>", "Agence France-Presse"),
      ("<small>© Reuters</small>", "Reuters"), ("<p>Source: the council</p>", nil),
      ("<p>AFP is an agency</p>", nil),
    ] as [(String, String?)]
  )
  func credit(written: String, source: String?) throws {
    let paragraph =
      "<p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull, they said.</p>"
    let body = "<article class=article-body>\(String(repeating: paragraph, count: 4))\(written)</article>"
    #expect(try extracted("", body: body).creditedSource == source)
  }

  @Test(
    "read names of authors wherever publishers put them",
    arguments: [
      "<meta name=articleAuthor content='Ada Quill'>", "<meta name=citation_author content='Ada Quill'>",
      "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ada Quill'>",
      "<meta name=twitter:label1 content='Est. reading time'><meta name=twitter:data1 content='3 minutes'>"
        + "      <meta name=twitter:label2 content='Geschrieben von'><meta name=twitter:data2 content='Ada Quill'>",
    ]
  )
  func authorNames(head: String) throws {
    #expect(try extracted(head).authors == ["Ada Quill"])
  }

  @Test("read JSON-LD with raw line breaks, comments and a comma too many")
  func sloppyLinkedData() throws {
    let head = """
      <script type="application/ld+json"><!-- {"@graph":[{"@type":["NewsArticle"],"headline":"Two
      lines","author":[{"@type":"Person","name":"Ada Quill"},],"isAccessibleForFree":"False",}]} --></script>
      """
    let article = try extracted(head)
    #expect(article.title == "Two lines")
    #expect(article.authors == ["Ada Quill"])
    #expect(article.isPaywalled)
  }
}

@Suite("The canonical address")
struct CanonicalAddressTests {
  @Test(
    "loses what only tracks readers",
    arguments: [
      ("https://news.example/a?utm_source=x&id=7&fbclid=y", "https://news.example/a?id=7"),
      ("https://News.Example:443/a#top", "https://news.example/a"),
      ("http://user:word@news.example:80/a?gclid=1", "http://news.example/a"),
      ("https://news.example/a?page=2", "https://news.example/a?page=2"),
    ]
  )
  func tracking(asked: String, canonical: String) throws {
    #expect(try extracted("", url: asked).url == canonical)
  }

  @Test(
    "is the page's own word only for the same publisher, and not for its front page",
    arguments: [
      ("https://www.news.example/a", "https://www.news.example/a"), ("/b", "https://amp.news.example/b"),
      ("https://other.example/a", "https://amp.news.example/amp/a"),
      ("https://www.news.example/", "https://amp.news.example/amp/a"),
      ("javascript:alert(1)", "https://amp.news.example/amp/a"),
    ]
  )
  func trusted(claimed: String, canonical: String) throws {
    let article = try extracted(
      "<link rel=canonical href='\(claimed)'>",
      url: "https://amp.news.example/amp/a"
    )
    #expect(article.url == canonical)
  }

  @Test("gives the registrable domain of the Public Suffix List")
  func domain() throws {
    #expect(try extracted("", url: "https://edition.news.co.uk/a").domain == "news.co.uk")
    #expect(try extracted("", url: "http://127.0.0.1:8080/a").domain == "127.0.0.1")
  }
}
