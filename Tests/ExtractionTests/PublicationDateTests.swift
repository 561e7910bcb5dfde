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
      ("3. listopadu 2024", "2024-11-03", nil), ("3 paź 2024", "2024-10-03", nil),
      ("3 شتنبر 2024", "2024-09-03", nil), ("3 ian 2024", "2024-01-03", nil),
      ("3. junij 2024", "2024-06-03", nil),
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

  @Test(
    "is read in the words of many languages",
    arguments: [
      "1 أكتوبر 2026", "الخميس ١ أكتوبر ٢٠٢٦", "1 تشرين الأول 2026", "1 жовтня 2026 р.",
      "1 окт. 2026 г., 08:00", "1 октомври 2026",
      "1 Οκτωβρίου 2026", "1 Οκτ 2026", "1 באוקטובר 2026", "1 अक्टूबर 2026", "1. listopada 2026.",
      "2026. október 1.",
      "1 ตุลาคม 2569", "1 ต.ค. 2569", "1 ต.ค. 69", "1 octombrie 2026", "1. oktobra 2026", "1 tháng 10, 2026",
      "1 tháng 10 năm 2026",
      "1 Ekim 2026", "1 okt. 2026", "Rabu, 1 Oktober 2026", "2026年10月1日", "令和8年10月1日", "2026년 10월 1일",
      "1 октобар 2026",
      "1 Oktyabr 2026", "1 ოქტომბერი 2026", "1º de outubro de 2026", "1er octobre 2026", "October 1st, 2026",
    ]
  )
  func languages(written: String) throws {
    let language = written.contains("listopada") ? "hr" : "en"
    let page = "<html lang=\(language)><meta charset=utf-8><h1>Ferry halted</h1><p class=date>\(written)</p>"
    let article = try Extractor().extract(html: Array(page.utf8), url: nil, charset: nil).article
    #expect(article.published?.description == "2026-10-01")
  }

  @Test("reads a Polish November as one, by the page's language")
  func november() throws {
    let page = "<html lang=pl><meta charset=utf-8><h1>Prom stoi</h1><p>3 listopada 2026</p>"
    let article = try Extractor().extract(html: Array(page.utf8), url: nil, charset: nil).article
    #expect(article.published?.description == "2026-11-03")
  }

  @Test(
    "orders day and month as the page's country does",
    arguments: [
      ("en-US", "10/05/2026", nil, "2026-10-05"), ("en", "10/05/2026", nil, "2026-10-05"),
      ("en-GB", "10/05/2026", nil, "2026-05-10"), ("en", "10/05/2026", "https://news.co.uk/a", "2026-05-10"),
      ("fr", "10/05/2026", nil, "2026-05-10"), ("de", "10.05.26", nil, "2026-05-10"),
      ("en", "25/05/2026", nil, "2026-05-25"), ("es", "05/25/2026", nil, "2026-05-25"),
      ("", "10/05/2026 8:00 PM EDT", nil, "2026-10-05"), ("", "10/05/2026 08:00", nil, "2026-05-10"),
      ("en", "10/05/26", nil, "2026-10-05"),
    ] as [(String, String, String?, String)]
  )
  func order(language: String, written: String, url: String?, day: String) throws {
    let page = "<html lang='\(language)'><h1>Ferry halted</h1><p class=date>Published: \(written)</p>"
    let article = try Extractor().extract(html: Array(page.utf8), url: url, charset: nil).article
    #expect(article.published?.description == day)
  }

  @Test(
    "reads moments with their zones, and no moment where nobody knows the zone",
    arguments: [
      ("Thu Oct  1 08:00:00 2026", "2026-10-01T08:00:00Z"),
      ("Thu, 01 Oct 26 08:00:00 GMT", "2026-10-01T08:00:00Z"),
      ("Oct. 1, 2026 8:00 a.m. ET", "2026-10-01T12:00:00Z"),
      ("Dec. 1, 2026 8:00 p.m. ET", "2026-12-02T01:00:00Z"),
      ("Thu, 01 Oct 2026 08:00:00 AEST", "2026-09-30T22:00:00Z"), ("2026-10-01T08Z", "2026-10-01T08:00:00Z"),
      ("20261001T080000Z", "2026-10-01T08:00:00Z"), ("2026-10-01 08:00 GMT+3", "2026-10-01T05:00:00Z"),
      ("1 Oct 2026 08.30 Uhr", "2026-10-01T08:30:00Z"), ("2026-05-25 오후 11:23:17", "2026-05-25T23:23:17Z"),
      ("2026-10-01T08:00:00-9999", "2026-10-01T08:00:00Z"),
      ("2026-10-01T08:00:00+99", "2026-10-01T08:00:00Z"),
      ("Thu, 01 Oct 2026 08:00:00 XQT", nil), ("2026-274", nil), ("2026-W40-4", nil),
    ] as [(String, String?)]
  )
  func moments(written: String, moment: String?) throws {
    let article = try extracted("<meta name=date content='\(written)'>")
    #expect(article.publishedAt?.formatted(.iso8601) == moment)
    #expect(article.published != nil)
    if moment == nil { #expect(article.published?.description == "2026-10-01") }
  }

  @Test(
    "is not what programs write where they know none",
    arguments: [
      "0001-01-01T00:00:00Z", "1970-01-01", "1970-01-01T01:00:00+01:00", "1969-12-31T19:00:00-05:00",
      "0000-00-00 00:00:00",
      "1900-01-01", "9999-12-31",
    ]
  )
  func null(written: String) throws {
    let head = "<meta property='article:published_time' content='\(written)'>"
    #expect(try extracted(head).published == nil)
    #expect(
      try extracted(head, body: "<h1>Ferry halted</h1><p>1 Oct 2026</p>").published?.description
        == "2026-10-01"
    )
  }

  private static let paragraph =
    "<p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull, the council said.</p>"

  @Test(
    "is the article's own among the dates of a page",
    arguments: [
      // What was updated stands before what was published.
      (
        "<h1>A</h1><p><span>Updated 5 October 2026</span> <span>Published 1 October 2026</span></p>",
        "2026-10-01"
      ),
      ("<h1>A</h1><p>Aktualisiert: 5. Oktober 2026 · Veröffentlicht: 1. Oktober 2026</p>", "2026-10-01"),
      (
        "<h1>A</h1><time class=updated datetime=2026-10-05></time><time class=published datetime=2026-10-01></time>",
        "2026-10-01"
      ),
      ("<h1>A</h1><p>Last modified <time>5 Oct 2026</time></p><time>1 Oct 2026</time>", "2026-10-01"),
      // Of other things: a list, a caption, a post, a comment, an event.
      (
        "<aside><time>3 Mar 2019</time></aside><h1>A</h1><p><time datetime=2026-10-01></time></p>",
        "2026-10-01"
      ),
      (
        "<h1>A</h1><figure><figcaption>The port, 3 March 2014</figcaption></figure><p>1 Oct 2026</p>",
        "2026-10-01"
      ),
      (
        "<h1>A</h1><div class=event-box>Open day: <time>5 May 2027</time></div><p><time>1 Oct 2026</time></p>",
        "2026-10-01"
      ),
      ("<h1>A</h1><p>Starts 5 May 2027</p><p>1 Oct 2026</p>", "2026-10-01"),
      ("<h1>A</h1><blockquote class=twitter-tweet><a>March 3, 2014</a></blockquote>", nil),
      ("<h1>A</h1><ul class=related-list><li>Old story, 3 March 2014</li></ul>", nil),
      ("<div class=comments><time>3 Mar 2026</time></div>", nil),
      // The only date is one of a change.
      ("<h1>A</h1><p>Updated 5 October 2026</p>", "2026-10-05"),
      // Reading times are none.
      ("<h1>A</h1><time datetime=PT3M>3 min</time> <time datetime=2026-10-01>1 Oct</time>", "2026-10-01"),
    ] as [(String, String?)]
  )
  func own(body: String, day: String?) throws {
    let page =
      "<html lang=en><body><main><article>\(body)\(Self.paragraph)\(Self.paragraph)</article></main></body></html>"
    let article = try Extractor().extract(html: Array(page.utf8), url: nil, charset: nil).article
    #expect(article.published?.description == day)
  }

  @Test(
    "in an address is a folder's or stands at a name's end, and the web's",
    arguments: [
      ("https://news.example/2026/10/01/ferry", "2026-10-01"),
      ("https://news.example/2026-10-01-ferry", "2026-10-01"),
      ("https://news.example/ferry-2026-10-01.html", "2026-10-01"),
      ("https://news.example/a/20261001/ferry", "2026-10-01"),
      ("https://news.example/1994-05-12-massacre", nil),
      ("https://news.example/after-2001-09-11-attacks", nil),
      ("https://news.example/news/20141231987/ferry", nil),
    ] as [(String, String?)]
  )
  func address(url: String, day: String?) throws {
    let article = try Extractor().extract(html: Array(Self.paragraph.utf8), url: url, charset: nil).article
    #expect(article.published?.description == day)
  }
}
