import Model
import Testing

@Suite("The bounds of an article")
struct ArticleBoundsTests {
  @Test("a headline of 8 MB is cut with a mark, and one of usual length stays")
  func title() {
    var article = Article(text: "Text.")
    article.title = String(repeating: "Ä", count: 4 << 20)
    let title = article.bounded.title ?? ""
    #expect(title.utf8.count <= Article.Bounds.titleBytesMax)
    #expect(title.hasPrefix("ÄÄÄ") && title.hasSuffix("Ä…"))
    article.title = "Russia shuts its NATO mission"
    #expect(article.bounded == article)
  }

  @Test("a null, at which databases end a text, is a blank; what stands behind it stays where it is")
  func nulls() {
    var article = Article(text: "Talks\0went on.")
    (article.title, article.authors) = ("Quiet\0country", ["A\0B"])
    let bounded = article.bounded
    #expect(bounded.text == "Talks went on.")
    #expect(bounded.title == "Quiet country")
    #expect(bounded.authors == ["A B"])
  }

  @Test("names, authors and captions are cut, and counted")
  func lists() {
    var article = Article(text: "Text.")
    article.authors = Array(repeating: String(repeating: "a", count: 10_000), count: 10_000)
    article.captions = article.authors
    article.site = article.authors[0]
    article.section = article.site
    let bounded = article.bounded
    #expect(bounded.authors.count == Article.Bounds.authorsMax)
    #expect(
      (bounded.authors + [bounded.site ?? "", bounded.section ?? ""]).allSatisfy { $0.utf8.count <= 300 }
    )
    #expect(bounded.captions.count == Article.Bounds.captionsMax)
  }

  @Test("an address that is too long is left out: a part of it would lead elsewhere")
  func address() {
    var article = Article(text: "Text.")
    article.url = "https://a.example/" + String(repeating: "x", count: 9_000)
    article.requestedURL = "https://a.example/1"
    #expect(article.bounded.url == nil)
    #expect(article.bounded.requestedURL == "https://a.example/1")
  }

  @Test(
    "a cut falls between characters, and within one that is longer than all of it",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc…"), ("äöüäöü", 8, "äö…"), ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 30, "👨‍👩‍👧‍👦…"),
    ]
  )
  func cuts(text: String, bytes: Int, cut: String) { #expect(text.cut(toUTF8: bytes) == cut) }

  @Test("a letter with a million marks is cut too")
  func marks() {
    let text = "a" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(text.cut(toUTF8: 1_000).utf8.count <= 1_000)
  }
}
