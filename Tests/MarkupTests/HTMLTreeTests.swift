import Markup
import Testing

@Suite("A page as a flat tree")
struct HTMLTreeTests {
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
}
