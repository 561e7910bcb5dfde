import Markup
import Testing

@Suite("A page as a flat tree")
struct HTMLTreeTests {
  private func texts(_ page: String, _ tag: Markup.Tag) -> [String] {
    let tree = HTMLTree(page: Array(page.utf8))
    return tree.nodes.indices.filter { tree.nodes[$0].tag == tag }.map(tree.text(of:))
  }

  @Test("keeps text and structure, and leaves out scripts, styles and comments")
  func structure() throws {
    let tree = HTMLTree(
      page: Array(
        """
        <!doctype html><title>News</title><!-- no <p>text</p> here --><style>p { color: red }</style>
        <script>if (1 < 2) document.write("<p>no</p>")</script>
        <p class=lead>Tom &amp; <b>Jerry</b><svg><text>no</text></svg></p>
        """.utf8
      )
    )
    let paragraph = try #require(tree.nodes.firstIndex { $0.tag == .p })
    #expect(tree.text(of: paragraph) == "Tom & Jerry")
    #expect(tree.string(.class, of: paragraph) == "lead")
    #expect(tree.nodes.count { $0.tag == .p } == 1)
    #expect(tree.scripts.count == 1)
  }

  @Test(
    "reads tags as browsers do",
    arguments: [
      ("<p title='a > b'>one</p>", ["one"]), ("<P CLASS=x>one</P>", ["one"]), ("<p a=1 a=2 b>one", ["one"]),
      ("<p>one<p>two", ["one", "two"]), ("<p>1 < 2</p>", ["1 < 2"]), ("<p>one<!---->two</p>", ["onetwo"]),
      ("<p>one<!-- > two</p>", ["one two"]), ("<p>a<?php b ?>c</p>", ["ac"]),
      ("<p>&nbsp;one&nbsp;&#x4E2D;</p>", ["one 中"]),
      ("<p>one<iframe><p>no</p></iframe> two</p>", ["one two"]), ("<p title=\"open>one</p>", ["one"]),
    ]
  )
  func tags(page: String, expected: [String]) {
    #expect(texts(page, .p) == expected)
  }

  @Test("lets a script that never ends take nothing with it")
  func openScript() {
    #expect(texts("<script>var a = 1;<p>one</p>", .p).last == "one")
  }

  @Test("remembers where each script stands and whether it is data about the page")
  func scripts() {
    let page =
      "<script type=\"Application/LD+JSON; charset=utf-8\">{}</script><script src=a.js></script><script type=ld>let a</script>"
    let tree = HTMLTree(page: Array(page.utf8))
    #expect(tree.scripts.map(\.isLinkedData) == [true, false])
    #expect(tree.scripts.map { String(decoding: tree.page[$0.contents], as: UTF8.self) } == ["{}", "let a"])
  }

  @Test("of nothing has no nodes")
  func empty() { #expect(HTMLTree(page: []).nodes.isEmpty) }
}
