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
      ("The Harbour Post: Ferry halted", "Ferry halted"),
      ("Ferry halted | World News | The Harbour Post", "Ferry halted"),
      ("Ferry halted – Post", "Ferry halted – Post"),
      ("Ferry halted – The Harbour Post reporter", "Ferry halted – The Harbour Post reporter"),
      ("Fer\u{AD}ry hal\u{200B}ted", "Ferry halted"), ("A ﬁne ferry", "A fine ferry"),
      ("Tom &amp;amp; Jerry", "Tom & Jerry"), ("Ferry - halted again", "Ferry - halted again"),
      ("Cracks in the &lt;em&gt;hull&lt;/em&gt;", "Cracks in the hull"),
      ("What the &lt;dialog&gt; element does", "What the <dialog> element does"),
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
      ("Ada Quill, 3 May 2024", ["Ada Quill"]), ("Ada Quill Updated: May 3, 2024 12:30", ["Ada Quill"]),
      ("Ada Quill on 3 May", ["Ada Quill"]), ("Channel 4 News", ["Channel 4 News"]),
      ("Ada Quill ada@harbour.example", ["Ada Quill"]), ("By Ada Quill. Edited by Bo Lind", ["Ada Quill"]),
      ("Reporting by Ada Quill; Editing by Bo Lind", ["Ada Quill"]), ("Γράφει η Άντα Κουίλ", ["Άντα Κουίλ"]),
      ("執筆：山田太郎", ["山田太郎"]),
    ]
  )
  func authors(written: String, names: [String]) throws {
    let head =
      "<meta property=og:site_name content='The Harbour Post'><meta name=author content='\(written)'>"
    #expect(try extracted(head).authors == names)
  }

  @Test(
    "give the authors that JSON-LD names, in whatever form",
    arguments: [
      #"{"@type":"Role","author":{"@type":"Person","name":"Ada Quill"}}"#,
      #"{"@type":"Person","givenName":"Ada","familyName":"Quill"}"#,
      #"[{"@type":"Person","name":"Ada Quill"},{"@type":"Person","name":"Ada Quill"}]"#,
      #"{"@type":"Person","name":{"@type":"Text","name":"Ada Quill"}}"#,
    ]
  )
  func linkedAuthors(author: String) throws {
    let head = """
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry halted","author":\(author)}</script>
      """
    #expect(try extracted(head).authors == ["Ada Quill"])
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

@Suite("The headline")
struct HeadlineTests {
  @Test(
    "is the heading of the article, not what else is set as one",
    arguments: [
      ("<h1 class=logo><a href=/>The Post</a></h1><h2>Ferry halted by storm</h2>", "Ferry halted by storm"),
      ("<h1>The Post</h1><h1>Ferry halted by storm</h1>", "Ferry halted by storm"),
      ("<h1>Ferry halted by storm <small>Updated 3 hours ago</small></h1>", "Ferry halted by storm"),
      ("<h1>Ferry halted by storm <span class=timestamp>3 hours ago</span></h1>", "Ferry halted by storm"),
    ]
  )
  func heading(body: String, title: String) throws {
    let page =
      "<html><head><title>Ferry halted by storm | The Post</title><meta property=og:site_name content='The Post'></head><body>\(body)"
    let article = try Extractor().extract(html: Array(page.utf8), url: nil, charset: nil).article
    #expect(article.title == title)
  }

  @Test("is not the tagline that JSON-LD calls one where heading and title agree")
  func tagline() throws {
    let linked =
      #"<script type="application/ld+json">{"@type":"Article","headline":"stop of a ship between islands"}</script>"#
    let head = "<title>Ferry of 2026 - Openpedia</title>\(linked)"
    #expect(try extracted(head, body: "<h1>Ferry of 2026</h1>").title == "Ferry of 2026")
    // A headline for search engines in the title is none of its business.
    let other = "<title>Storm latest: ships, ports and what you need to know</title>\(linked)"
    #expect(
      try extracted(other, body: "<h1>Stop of a ship between islands</h1>").title
        == "stop of a ship between islands"
    )
  }
}
