import Extraction
import Model
import Testing

@Suite("What scripts and styles show or hide")
struct HiddenTextTests {
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
    let article = try FerryPage.article(markup.replacing("SECRET", with: secret))
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
    let text = try FerryPage.article(
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
      ? "<h1>Ferry halted</h1>" : "<h1>Ferry halted</h1>\(FerryPage.opening)"
    let text =
      "<p>Its sister ship stays at sea until the hull of the first has been mended, the company told the council.</p>"
    let page =
      "<main><article>\(body)\(markup.replacing("TEXT", with: text + FerryPage.opening))</article></main>"
    #expect(
      try extracted("<title>Ferry halted</title>", body: page).text.contains("Its sister ship stays at sea")
    )
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
