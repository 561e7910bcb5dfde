import Extraction
import Model
import Testing

@Suite("The extractor")
struct ExtractorTests {
  @Test("finds the text, headline, author and date of a page")
  func page() throws {
    let page = """
      <!doctype html><html lang=en><head><title>Ferry halted | The Harbour Post</title>
      <meta property="og:site_name" content="The Harbour Post"><meta name=author content="By Ada Quill">
      <meta property="article:published_time" content="2024-05-03T15:47:42+02:00"></head>
      <body><nav><a href=/>Home</a> <a href=/world>World</a></nav>
      <article><h1>Ferry halted</h1>
      <p>The ferry between the two islands was halted on Friday after inspectors found cracks in its hull.</p>
      <figure><img src=a.jpg><figcaption>The ferry in port</figcaption></figure>
      <p>Passengers were taken back by bus, the harbour master said, and no one was hurt in the incident.</p>
      </article><footer>Imprint and contact of the paper</footer></body></html>
      """
    let result = try Extractor().extract(
      html: Array(page.utf8),
      url: "https://www.example.co.uk/a?utm_source=x",
      charset: nil
    )
    #expect(result.article.title == "Ferry halted")
    #expect(
      result.article.text == """
        The ferry between the two islands was halted on Friday after inspectors found cracks in its hull.
        Passengers were taken back by bus, the harbour master said, and no one was hurt in the incident.
        """
    )
    #expect(result.article.authors == ["Ada Quill"])
    #expect(result.article.published?.description == "2024-05-03")
    #expect(result.article.url == "https://www.example.co.uk/a")
    #expect(result.article.domain == "example.co.uk")
    #expect(result.article.captions == ["The ferry in port"])
  }

  @Test("names a PDF instead of reading it")
  func pdf() {
    #expect(throws: ExtractionError.notHTML(kind: "PDF document")) {
      try Extractor().extract(html: Array("%PDF-1.7 …".utf8), url: nil, charset: nil)
    }
  }
}
