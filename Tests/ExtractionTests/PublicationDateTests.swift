import Extraction
import Foundation
import Model
import Testing

@Suite("The publication date")
struct PublicationDateTests {
  @Test(
    "is read in the forms that publishers write",
    arguments: [
      ("2024-05-03T15:47:42.389+02:00", "2024-05-03", "2024-05-03T13:47:42Z"),
      ("2024-05-03 23:30:00 -0500", "2024-05-03", "2024-05-04T04:30:00Z"),
      ("Fri, 03 May 2024 15:47:42 GMT", "2024-05-03", "2024-05-03T15:47:42Z"),
      ("May 3, 2024", "2024-05-03", nil), ("3. Mai 2024", "2024-05-03", nil),
      ("3 de mayo de 2024", "2024-05-03", nil),
      ("03.05.2024", "2024-05-03", nil), ("20240503", "2024-05-03", nil), ("2024年5月3日", "2024-05-03", nil),
      ("1714751262", "2024-05-03", "2024-05-03T15:47:42Z"), ("3 мая 2024", "2024-05-03", nil),
    ] as [(String, String, String?)]
  )
  func forms(written: String, day: String, moment: String?) throws {
    let article = try extracted("<meta property='article:published_time' content='\(written)'>")
    #expect(article.published?.description == day)
    #expect(article.publishedAt?.formatted(.iso8601) == moment)
  }

  @Test("is unknown where nothing says it", arguments: ["", "yesterday", "2024-13-45", "99999999", "may"])
  func unknown(written: String) throws {
    #expect(try extracted("<meta name=date content='\(written)'>").published == nil)
  }

  @Test("comes from JSON-LD first, then from meta, then from the address")
  func order() throws {
    let linked =
      #"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-01-01"}</script>"#
    let meta = "<meta name=date content=2024-02-02>"
    #expect(try extracted(meta + linked).published?.description == "2024-01-01")
    #expect(try extracted(meta).published?.description == "2024-02-02")
    let byAddress = try Extractor().extract(
      html: [],
      url: "https://news.example/2024/03/04/ferry.html",
      charset: nil
    )
    #expect(byAddress.article.published?.description == "2024-03-04")
  }

  @Test(
    "comes from the line below the headline where nothing else tells it",
    arguments: [
      ("<h1>Ferry halted</h1><p class=info>Published 3 May 2024, 15:47", "2024-05-03"),
      ("<h1>Ferry halted</h1><div><span>By Ana Roig</span> <span>May 3, 2024</span></div>", "2024-05-03"),
      ("<p>3 May 2024<h1>Ferry halted</h1>", nil), ("<p>3 May 2024", nil),
      (
        "<h1>Ferry halted</h1><p>The harbour, which has stood since 3 May 1924 and was rebuilt twice after storms, is closed",
        nil
      ),
    ] as [(String, String?)]
  )
  func shown(head: String, day: String?) throws {
    let page =
      "<html><body>\(head)</p><p>The ferry between the two islands was halted on Friday after a storm.</p>"
    let article = try Extractor().extract(html: Array(page.utf8), url: nil, charset: nil).article
    #expect(article.published?.description == day)
  }
}
