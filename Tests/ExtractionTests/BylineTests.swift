import Extraction
import Model
import Testing

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
