import Extraction
import Model
import TestSupport
import Testing

@Suite("A hostile page", .timeLimit(.minutes(10)))
struct HostilePageTests {
  private static let paragraph =
    "<p>The ferry between the two islands was halted on Friday after cracks were found.</p>"

  private static let article = """
    <article>\(paragraph)
    <p>Passengers were taken back by bus, the harbour master said, and nobody was hurt in the incident.</p>
    <p>The company that runs the ships said that it would look at the hulls of the other two this week.</p></article>
    """

  @Test(
    "ends in one answer",
    arguments: [
      String(repeating: "<div>", count: 100_000) + paragraph,
      "<p " + String(repeating: "a=1 ", count: 1_000_000) + ">" + paragraph,
      "<p " + (0..<200_000).map { "a\($0)=1 " }.joined() + ">" + paragraph,
      String(repeating: "<a href=\"x", count: 50_000), String(repeating: "<!--", count: 100_000),
      String(repeating: "<script>", count: 50_000), String(repeating: "<svg><td><li>", count: 30_000),
      String(repeating: "</b>", count: 200_000), String(repeating: "&lt", count: 100_000),
      String(repeating: "<table><tr><td>", count: 20_000), "<" + String(repeating: "x", count: 1_000_000),
      "<script type=application/ld+json>" + String(repeating: "[", count: 200_000) + "</script>",
      "<script>x=" + String(repeating: "\"\\", count: 200_000) + "</script>",
    ]
  )
  func bounded(page: String) throws {
    let seconds = try ProcessorTime.seconds {
      let result = try Extractor().extract(
        html: Array(page.utf8),
        url: "https://news.example/a",
        charset: "utf-8"
      )
      #expect(result.article.paragraphs.allSatisfy { $0.range.upperBound <= result.article.text.utf8.count })
    }
    #expect(seconds < 60)
  }

  @Test("keeps the text that stands deeper than elements may nest")
  func deep() throws {
    let page = String(repeating: "<div>", count: 5000) + Self.article
    let result = try Extractor().extract(html: Array(page.utf8), url: nil, charset: nil)
    #expect(result.article.text.contains("The ferry between the two islands"))
  }

  @Test("with a null byte in every second place is read as UTF-16, other null bytes are dropped")
  func nulls() throws {
    let page = "<html><body>\(Self.article)</body></html>"
    let wide: [UInt8] = page.utf8.flatMap { [$0, 0] as [UInt8] }
    #expect(try Extractor().extract(html: wide, url: nil, charset: nil).article.text.hasPrefix("The ferry"))
    let strewn: [UInt8] = page.utf8.enumerated().flatMap { $0 % 3 == 2 ? [$1, 0] : [$1] as [UInt8] }
    #expect(try Extractor().extract(html: strewn, url: nil, charset: nil).article.text.hasPrefix("The ferry"))
  }

  @Test("beyond the limit is refused")
  func large() {
    let page = [UInt8](repeating: 0x20, count: 128 << 20 + 1)
    #expect(throws: ExtractionError.tooLarge(bytes: page.count, limit: 128 << 20)) {
      try Extractor().extract(html: page, url: nil, charset: nil)
    }
  }
}
