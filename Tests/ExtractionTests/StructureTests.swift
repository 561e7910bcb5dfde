import Extraction
import Model
import Testing

@Suite("What stands in an article")
struct StructureTests {
  @Test("a table is a line a row, its headers first, its cells parted by tabs")
  func table() throws {
    let article = try FerryPage.article(
      """
      <h2>Crossings this year</h2>
      <table><thead><tr><th>Month of the year</th><th>Crossings made by the ferry</th></tr></thead>
      <tbody><tr><td>September of this year</td><td>210 crossings in all</td></tr>
      <tr><td>October of this year</td><td>180 crossings in all</td></tr></tbody></table>
      """
    )
    #expect(
      article.text.contains(
        "Month of the year\tCrossings made by the ferry\nSeptember of this year\t210 crossings in all"
      )
    )
    #expect(article.paragraphs.count { $0.kind == .table } == 3)
    #expect(
      article.rendered(as: .markdown).contains(
        "| Month of the year | Crossings made by the ferry |\n| --- | --- |\n| September of this year | 210 crossings in all |"
      )
    )
  }

  @Test("headings, quotations and lists keep their kinds")
  func kinds() throws {
    let article = try FerryPage.article(
      """
      <h2>What the council said</h2>
      <blockquote><p>We will not let anybody board a ship that we would not board ourselves, and that is the end of it.</p></blockquote>
      <ul><li>The ferry stays at its berth until the hull has been mended and seen by two engineers.</li>
      <li>Buses run every hour from the town hall to the bridge, at no cost for those who have a ticket.</li></ul>
      """
    )
    let kinds = article.paragraphs.map(\.kind)
    #expect(kinds.contains(.heading))
    #expect(kinds.contains(.quotation))
    #expect(kinds.count { $0 == .listItem } == 2)
  }

  @Test("captions stand apart from the text")
  func captions() throws {
    let article = try FerryPage.article(
      "<figure><img src=a.jpg><figcaption>The ferry at its berth on Friday. Photo: A. Quill</figcaption></figure>"
    )
    #expect(article.captions == ["The ferry at its berth on Friday. Photo: A. Quill"])
    #expect(!article.text.contains("at its berth on Friday. Photo"))
  }

  @Test("a live blog keeps its posts in their order, each with its heading")
  func liveBlog() throws {
    let posts = ["14:10", "13:45", "13:02"].enumerated().map { place, time in
      """
      <section class=live-post><time datetime=2024-05-03T\(time)>\(time)</time><h2>Post number \(place) of the day</h2>
      <p>In post \(place) the harbour master told reporters that the ship would stay at its berth for at least another week.</p>
      <p>In post \(place) the council added that buses would run every hour, and that nobody would have to pay for them.</p></section>
      """
    }
    let article = try FerryPage.article("<div class=live-blog>\(posts.joined())</div>")
    let places = (0..<3).compactMap {
      article.text.firstRange(of: "In post \($0) the harbour master")?.lowerBound
    }
    #expect(places.count == 3)
    #expect(places == places.sorted())
  }

  @Test(
    "a list between paragraphs, or behind a colon, is a part of the text",
    arguments: ["ul", "ol"]
  )
  func lists(tag: String) throws {
    let items = [
      "All ships stay in port", "Buses run every hour", "Old tickets are void from now on",
      "Crews go on leave",
    ]
    .map { "<li><span tabindex=0>\($0)</span></li>" }.joined()
    let article = try FerryPage.article("<p>The council named four measures:</p><\(tag)>\(items)</\(tag)>")
    #expect(article.text.contains("Old tickets are void"))
    #expect(article.text.contains("Crews go on leave"))
  }

  @Test("a list of links between paragraphs is not")
  func linkList() throws {
    let items = (1...4).map { "<li><a href=/\($0)>Another story about ships number \($0)</a></li>" }.joined()
    #expect(try !FerryPage.article("<ul>\(items)</ul>").text.contains("Another story"))
  }

  @Test("a lead that stands outside of the article's element is a part of it")
  func lead() throws {
    let lead =
      "Inspectors closed the port of Orlin on Thursday after a ferry had lost a part of its hull in a storm."
    let body =
      "<main><header class=article-header><p class='standfirst lead'>\(lead)</p></header><article><h1>Port closed</h1>\(FerryPage.opening)</article></main>"
    #expect(
      try extracted("<title>Port closed</title>", body: body).text.hasPrefix("Inspectors closed the port")
    )
  }

  @Test(
    "lines that are no paragraphs stay out",
    arguments: [
      "Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "(Photo by Jo Kern/AFP via Getty Images)",
      "Photo: Jo Kern/Reuters",
      "3 min read", "Listen to this article · 4 min", "Share this: Facebook Twitter WhatsApp",
      "Follow us on Telegram", "Anzeige",
      "Story continues below advertisement", "Image credit: Jo Kern", "Lesezeit: 4 Minuten", "Publicité",
      "Also Read: What the council knew of the cracks, and when?", "Tags: ferry, harbour",
      "Share on: Facebook | X",
      "Lesen Sie auch: Wie alt die Fähren sind", "ЧИТАЙТЕ ТАКЖЕ: Паром снова ходит", "भी पढ़ें: फेरी",
    ]
  )
  func furniture(line: String) throws {
    #expect(try !FerryPage.article("<p>\(line)</p>").text.contains(line))
  }

  @Test(
    "lines that say who wrote and when stay out above the text",
    arguments: [
      "By Ada Quill", "By Ada Quill and Bo Lind", "Published: Oct. 1, 2026 8:00 a.m. ET",
      "Updated: Oct. 5, 2026 9:00 a.m. ET",
      "1 October 2026, 08:00", "Veröffentlicht am 1. Oktober 2026",
    ]
  )
  func credits(line: String) throws {
    let page = "<main><article><h1>Ferry halted</h1><p>\(line)</p>\(FerryPage.opening)</article></main>"
    let article = try extracted("<title>Ferry halted</title>", body: page)
    #expect(article.text.hasPrefix("The ferry between the two islands"))
  }

  @Test(
    "a sentence that begins as such a line does is a part of the text",
    arguments: [
      "Photo: a word that the court had banned was printed on every page of the paper that day, editors said on Monday evening.",
      "Follow us on our way, the pilot told the crew of the second ship.", "By Friday, all ships had left.",
    ]
  )
  func sentences(line: String) throws {
    let page =
      "<main><article><h1>Ferry halted</h1>\(FerryPage.opening)<p>\(line)</p>\(FerryPage.opening)</article></main>"
    #expect(try extracted("<title>Ferry halted</title>", body: page).text.contains(line))
  }

  @Test(
    "a paragraph keeps its inline elements and loses what only helps setting it",
    arguments: [
      ("The har<wbr>bour <b>mas</b>ter", "The harbour master"), ("The har&shy;bour", "The harbour"),
      ("The har\u{200B}bour\u{FEFF}", "The harbour"), ("The ﬁrst oﬃcial", "The first official"),
      ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>町", "港町"),
      ("It&#146;s &#147;shut&#148;", "It’s “shut”"),
      ("The <x-term>hull</x-term> broke", "The hull broke"),
      ("The <button>hull</button> of it broke", "The hull of it broke"),
      ("می\u{200C}خواهد", "می\u{200C}خواهد"), ("👩\u{200D}🚒", "👩\u{200D}🚒"),
    ]
  )
  func inline(written: String, text: String) throws {
    let rest =
      "and so on, the harbour master told reporters on Friday, and nobody was hurt when it came back to its berth."
    #expect(try FerryPage.article("<p>\(written) \(rest)</p>").text.contains("\(text) \(rest)"))
  }
}
