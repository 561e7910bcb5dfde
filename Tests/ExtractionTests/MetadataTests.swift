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

@Suite("The byline")
struct BylineTests {
  @Test(
    "is read in many forms",
    arguments: [
      ("By Ada Quill with Bo Lind in Orlin and agencies", ["Ada Quill", "Bo Lind"]),
      ("By Ada Quill, political editor, in Orlin", ["Ada Quill"]), ("Ada Quill, MD", ["Ada Quill"]),
      ("By Martin Quill, Jr. and Bo Lind", ["Martin Quill Jr.", "Bo Lind"]),
      ("Anna Rossi e Marco Bianchi", ["Anna Rossi", "Marco Bianchi"]),
      ("Por Ana Roig y Luis Paz", ["Ana Roig", "Luis Paz"]),
      ("José Ortega y Gasset", ["José Ortega y Gasset"]),
      ("Ursula von der Quill", ["Ursula von der Quill"]), ("Автор: Иван Петров", ["Иван Петров"]),
      ("王小明", ["王小明"]),
      ("记者：王小明", ["王小明"]), ("بقلم: أحمد علي", ["أحمد علي"]),
      ("Ada Quill | aquill@news.example", ["Ada Quill"]),
      ("Text: Ada Quill", ["Ada Quill"]), ("Ada Quill <time>1 Oct</time>", ["Ada Quill"]),
      ("Jessica Silver-Quill", ["Jessica Silver-Quill"]), ("By Omar al-Bashir", ["Omar al-Bashir"]),
    ]
  )
  func forms(written: String, names: [String]) throws {
    #expect(
      try extracted("", body: "<h1>Ferry halted</h1><div class=byline>\(written)</div>").authors == names
    )
  }

  @Test(
    "is the article's and no other's",
    arguments: [
      "<aside class=latest><span class=byline>Hour ago <a rel=author>Jon Rust</a></span></aside><h1>A</h1><p class=byline>By Ada Quill</p>",
      "<h1>A</h1><p class=byline>By Ada Quill</p><div class=comments><span class=author>Mad Max</span></div>",
      "<div class=comments><span class=author>Mad Max</span></div><h1>A</h1><p class=byline>By Ada Quill</p>",
      "<p class=byline>By Ada Quill</p><h1>A</h1>", "<h1>A</h1><p>By Ada Quill</p>",
    ]
  )
  func own(body: String) throws {
    let paragraph =
      "<p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull.</p>"
    let page = "<body><main>\(body)\(paragraph)\(paragraph)</main>"
    #expect(try extracted("<meta name=author content=admin>", body: page).authors == ["Ada Quill"])
  }

  @Test(
    "is read in JSON-LD however it is nested",
    arguments: [
      #"{"name":{"@type":"Person","name":"Ada Quill"}}"#, #"[{"name":"Ada Quill"},{"name":"Ada  Quill"}]"#,
      #"{"name":["Ada Quill"]}"#,
      #"[{"@type":"Organization","name":"The Post"},{"@type":"Person","name":"Ada Quill"}]"#,
    ]
  )
  func linked(author: String) throws {
    let head = """
      <meta property=og:site_name content="The Post"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry",
      "description":"He said "no" to talks
      and left","author":\(author),"datePublished":"2026-10-01",}</script>
      """
    let article = try extracted(head)
    #expect(article.authors == ["Ada Quill"])
    #expect(article.published?.description == "2026-10-01")
  }

  @Test("leaves the outlet where a person stands, and keeps the agency of its staff")
  func outlet() throws {
    let head = "<title>Ferry halted | Harbour Post</title><meta name=author content='Harbour Post'>"
    #expect(
      try extracted(head, body: "<h1>Ferry halted</h1><p class=byline>By Ada Quill</p>").authors == [
        "Ada Quill"
      ]
    )
    #expect(try extracted("<meta name=author content='By Reuters Staff'>").creditedSource == "Reuters")
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

  @Test(
    "is not a section, a front page or what a template left unfilled",
    arguments: [
      "https://news.example/world", "https://news.example/world/", "https://news.example/en",
      "https://news.example/index.html",
      "https://news.example/{{ page.url }}", "https://news.example/%7B%7Burl%7D%7D",
      "https://news.example/undefined",
      "https://undefined/world/ferry", "https://news.example/world/null", "https://news.example/404",
    ]
  )
  func otherKind(claimed: String) throws {
    let article = try extracted(
      "<link rel=canonical href='\(claimed)'>",
      url: "https://news.example/world/ferry-halted"
    )
    #expect(article.url == "https://news.example/world/ferry-halted")
  }

  @Test(
    "may drop how the page is shown",
    arguments: [
      "https://news.example/world/ferry-halted/amp", "https://news.example/world/ferry-halted/print",
      "https://news.example/world/ferry-halted?page=2",
    ]
  )
  func form(asked: String) throws {
    let article = try extracted(
      "<link rel=canonical href='https://news.example/world/ferry-halted'>",
      url: asked
    )
    #expect(article.url == "https://news.example/world/ferry-halted")
  }

  @Test(
    "keeps the number by which a program knows the article",
    arguments: [
      ("https://news.example/article?id=7", "https://news.example/article?id=7"),
      ("https://news.example/view.php?newsid=7&utm_source=x", "https://news.example/view.php?newsid=7"),
      ("https://news.example/article?ref=7", "https://news.example/article"),
      ("https://news.example/ferry-halted-again?id=7", "https://news.example/ferry-halted-again"),
    ]
  )
  func number(asked: String, canonical: String) throws {
    let claimed = asked.prefix { $0 != "?" }
    #expect(try extracted("<link rel=canonical href='\(claimed)'>", url: asked).url == canonical)
  }

  @Test("keeps the path that a program writes behind the sign")
  func route() throws {
    #expect(try extracted("", url: "https://news.example/#/story/7").url == "https://news.example/#/story/7")
  }

  @Test("gives the registrable domain of the Public Suffix List")
  func domain() throws {
    #expect(try extracted("", url: "https://edition.news.co.uk/a").domain == "news.co.uk")
    #expect(try extracted("", url: "http://127.0.0.1:8080/a").domain == "127.0.0.1")
  }
}
