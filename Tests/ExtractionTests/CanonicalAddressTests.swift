import Extraction
import Model
import Testing

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
