import Extraction
import Model
import Testing

@Suite("What stands in an article")
struct StructureTests {
  private static let opening = """
    <p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull, the council said.</p>
    <p>Passengers were taken back by bus, the harbour master said, and nobody was hurt when the ship came back to its berth.</p>
    <p>The company that runs the ships said that it would look at the hulls of the other two before the end of this week.</p>
    """

  private func article(_ middle: String) throws -> Article {
    try extracted(
      "<title>Ferry halted</title><meta property=og:type content=article>",
      body: """
        <header><nav><a href=/1>World</a> <a href=/2>Sport</a></nav></header>
        <main><article class=article-body><h1>Ferry halted</h1>\(Self.opening)\(middle)\(Self.opening)</article></main>
        <footer><p>Copyright The Harbour Post</p></footer>
        """,
      url: "https://news.example/world/ferry-halted"
    )
  }

  @Test("a table is a line a row, its headers first, its cells parted by tabs")
  func table() throws {
    let article = try article(
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
    let article = try article(
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
    let article = try article(
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
    let article = try article("<div class=live-blog>\(posts.joined())</div>")
    let places = (0..<3).compactMap {
      article.text.firstRange(of: "In post \($0) the harbour master")?.lowerBound
    }
    #expect(places.count == 3)
    #expect(places == places.sorted())
  }

  @Test(
    "text that a framework keeps in a script is found",
    arguments: [
      #"<script id=__NEXT_DATA__ type=application/json>{"props":{"body":"TEXT"}}</script>"#,
      #"<script>window.__STATE__ = {"article":{"html":"<p>TEXT</p>"}};</script>"#,
      #"<script>self.__next_f.push([1,"a:{\"content\":\"TEXT\"}"])</script>"#,
    ]
  )
  func payload(script: String) throws {
    let text =
      (1...8).map {
        "Sentence \($0) tells that the ferry between the two islands was halted on Friday after cracks were found."
      }
      .joined(separator: " ")
    let page = "<div id=root></div>" + script.replacing("TEXT", with: text)
    let article = try extracted("<title>Ferry halted</title>", body: page)
    #expect(article.text.contains("Sentence 8 tells that the ferry"))
    #expect(article.kind == .article)
  }

  @Test(
    "scripts other than Latin come out whole",
    arguments: [
      "周五，工程师在船体上发现裂缝后，两座岛屿之间的渡轮停运，市议会表示，乘客乘公共汽车返回，没有人受伤，公司将在本周内检查另外两艘船。",
      "أوقفت العبارة بين الجزيرتين يوم الجمعة بعد أن عثر المهندسون على شقوق في هيكلها، وقال المجلس إن الركاب أعيدوا بالحافلة ولم يصب أحد.",
      "Паром между двумя островами был остановлен в пятницу после того, как инженеры обнаружили трещины в корпусе, сообщил совет.",
      "技術者が船体に亀裂を発見した後、二つの島を結ぶフェリーは金曜日に運航を停止した。乗客はバスで戻り、けが人はいなかったと町議会は述べた。",
      "금요일 기술자들이 선체에서 균열을 발견한 뒤 두 섬을 잇는 여객선의 운항이 중단됐다고 시의회가 밝혔다. 승객들은 버스로 돌아왔으며 다친 사람은 없었다.",
    ]
  )
  func scripts(sentence: String) throws {
    let paragraphs = (1...5).map { "<p>\($0) \(sentence)</p>" }.joined()
    let body =
      "<nav><a href=/>•</a></nav><article class=article-body><h1>\(sentence.prefix(12))</h1>\(paragraphs)</article>"
    let article = try extracted("<title>\(sentence.prefix(12))</title>", body: body)
    #expect(article.text == (1...5).map { "\($0) \(sentence)" }.joined(separator: "\n"))
  }

  @Test(
    "what a reader does not see stays out",
    arguments: [
      "<p style='display:none'>SECRET</p>", "<p style='color: red; display: none !important;'>SECRET</p>",
      "<p hidden>SECRET</p>",
      "<p style='visibility:hidden'>SECRET</p>", "<span class=sr-only>SECRET</span>",
      "<div class='foo visually-hidden'><p>SECRET</p></div>",
      "<p class=screen-reader-text>SECRET</p>", "<div aria-hidden=true><p>SECRET</p></div>",
      "<template><p>SECRET</p></template>",
      "<div role=tabpanel hidden><p>SECRET</p></div>", "<div class=tab-pane><p>SECRET</p></div>",
      "<p style='font-size:0'>SECRET</p>", "<p style='font-size: 0.0px'>SECRET</p>",
      "<p style='position:absolute; clip: rect(0 0 0 0)'>SECRET</p>",
      "<p style='clip-path: inset(50%)'>SECRET</p>",
      "<div style='height:0; overflow: hidden'><p>SECRET</p></div>",
      "<p style='position:absolute;left:-9999px'>SECRET</p>", "<p class=d-none>SECRET</p>",
    ]
  )
  func hidden(markup: String) throws {
    let secret =
      "Veldania declared war on Korsk on Thursday and closed its border, the ministry said in a short statement."
    let article = try article(markup.replacing("SECRET", with: secret))
    #expect(!article.text.contains("declared war"))
    #expect(article.text.contains("The ferry between the two islands"))
  }

  @Test(
    "an initial that is set apart stays with its word, and its twin for readers aloud does not double it",
    arguments: [
      "<span aria-hidden=true>V</span>eldania", "<span class=dropcap>V</span>eldania",
      "<span aria-hidden=true>V</span><span class=sr-only>V</span>eldania",
    ]
  )
  func initial(word: String) throws {
    let text = try article(
      "<p>\(word) closed its border with Korsk on Thursday, the ministry of the interior said.</p>"
    ).text
    #expect(text.contains("Veldania closed its border") && !text.contains("VVeldania"))
  }

  @Test(
    "what a script reveals, or what is hidden on small screens alone, stays in",
    arguments: [
      "<div style='display:none'>TEXT</div>",
      "<div class='read-more-content' style='display:none'>TEXT</div>",
      "<div class='d-none d-md-block'>TEXT</div>", "<div class='hidden md:block'>TEXT</div>",
      "<details>TEXT</details>",
      "<div class='wow fadeIn' style='visibility:hidden'>TEXT</div>",
    ]
  )
  func revealed(markup: String) throws {
    // The first holds nearly all of its page.
    let body =
      markup.contains("<div style='display:none'>")
      ? "<h1>Ferry halted</h1>" : "<h1>Ferry halted</h1>\(Self.opening)"
    let text =
      "<p>Its sister ship stays at sea until the hull of the first has been mended, the company told the council.</p>"
    let page = "<main><article>\(body)\(markup.replacing("TEXT", with: text + Self.opening))</article></main>"
    #expect(
      try extracted("<title>Ferry halted</title>", body: page).text.contains("Its sister ship stays at sea")
    )
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
    let article = try article("<p>The council named four measures:</p><\(tag)>\(items)</\(tag)>")
    #expect(article.text.contains("Old tickets are void"))
    #expect(article.text.contains("Crews go on leave"))
  }

  @Test("a list of links between paragraphs is not")
  func linkList() throws {
    let items = (1...4).map { "<li><a href=/\($0)>Another story about ships number \($0)</a></li>" }.joined()
    #expect(try !article("<ul>\(items)</ul>").text.contains("Another story"))
  }

  @Test("a lead that stands outside of the article's element is a part of it")
  func lead() throws {
    let lead =
      "Inspectors closed the port of Orlin on Thursday after a ferry had lost a part of its hull in a storm."
    let body =
      "<main><header class=article-header><p class='standfirst lead'>\(lead)</p></header><article><h1>Port closed</h1>\(Self.opening)</article></main>"
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
  func furniture(line: String) throws { #expect(try !article("<p>\(line)</p>").text.contains(line)) }

  @Test(
    "lines that say who wrote and when stay out above the text",
    arguments: [
      "By Ada Quill", "By Ada Quill and Bo Lind", "Published: Oct. 1, 2026 8:00 a.m. ET",
      "Updated: Oct. 5, 2026 9:00 a.m. ET",
      "1 October 2026, 08:00", "Veröffentlicht am 1. Oktober 2026",
    ]
  )
  func credits(line: String) throws {
    let page = "<main><article><h1>Ferry halted</h1><p>\(line)</p>\(Self.opening)</article></main>"
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
      "<main><article><h1>Ferry halted</h1>\(Self.opening)<p>\(line)</p>\(Self.opening)</article></main>"
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
    #expect(try article("<p>\(written) \(rest)</p>").text.contains("\(text) \(rest)"))
  }

  @Test(
    "text that only browsers without scripts show, or a framework keeps paragraph by paragraph, is found",
    arguments: [
      "<noscript>PARAGRAPHS</noscript>",
      "<script id=__NEXT_DATA__ type=application/json>{\"props\": {\"body\": [PIECES]}}</script>",
      "<script>window.__NUXT__={data:[{blocks:[PIECES]}]}</script>",
    ]
  )
  func pieces(markup: String) throws {
    let texts = (1...8).map {
      "Sentence \($0) tells that the ferry between the two islands was halted on Friday."
    }
    let page =
      markup.replacing("PARAGRAPHS", with: texts.map { "<p>\($0)</p>" }.joined())
      .replacing(
        "PIECES",
        with: texts.map { "{\"type\": \"paragraph\", \"text\": \"\($0)\"}" }.joined(separator: ", ")
      )
    let article = try extracted(
      "<title>Ferry halted</title>",
      body: "<div id=root><p>Loading…</p></div>" + page
    )
    #expect(article.text == texts.joined(separator: "\n"))
    #expect(article.kind == .article)
  }
}
