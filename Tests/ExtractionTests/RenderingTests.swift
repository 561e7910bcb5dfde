import Extraction
import Model
import Testing

@Suite("An article written out")
struct RenderingTests {
  private var article: Article {
    var article = Article(text: "Cracks & rust.\nWhat now\nNo comment.\nfirst\nsecond\na\tb\nc\td")
    article.title = "Ferry halted"
    article.site = "The Harbour Post"
    article.published = CalendarDay("2024-05-03")
    let kinds: [ParagraphKind] = [.text, .heading, .quotation, .listItem, .listItem, .table, .table]
    var start = 0
    for (kind, line) in zip(kinds, article.text.split(separator: "\n")) {
      article.paragraphs.append(Paragraph(kind: kind, range: start..<start + line.utf8.count))
      start += line.utf8.count + 1
    }
    return article
  }

  @Test("as Markdown keeps headings, quotations, lists and tables")
  func markdown() {
    #expect(
      article.rendered(as: .markdown) == """
        # Ferry halted

        *The Harbour Post · 2024-05-03*

        Cracks & rust.

        ## What now

        > No comment.

        - first
        - second

        | a | b |
        | --- | --- |
        | c | d |

        """
    )
  }

  @Test("as HTML escapes what is markup")
  func html() {
    #expect(
      article.rendered(as: .html) == """
        <article>
        <h1>Ferry halted</h1>
        <p><small>The Harbour Post · 2024-05-03</small></p>
        <p>Cracks &amp; rust.</p>
        <h2>What now</h2>
        <blockquote>
        <p>No comment.</p>
        </blockquote>
        <ul>
        <li>first</li>
        <li>second</li>
        </ul>
        <table>
        <tr><td>a</td><td>b</td></tr>
        <tr><td>c</td><td>d</td></tr>
        </table>
        </article>

        """
    )
  }

  @Test("as text is headline, credit and paragraphs")
  func text() {
    #expect(
      article.rendered(as: .text).hasPrefix(
        "Ferry halted\n\nThe Harbour Post · 2024-05-03\n\nCracks & rust.\n\n"
      )
    )
  }

  @Test("as JSON has every field")
  func json() {
    let json = article.rendered(as: .json)
    #expect(json.contains(#""title" : "Ferry halted""#))
    #expect(json.contains(#""date" : "2024-05-03""#))
    #expect(json.contains(#""kind" : "heading""#))
  }

  @Test("as Markdown the words of a page stay words: no HTML, no link, no fence")
  func hostileMarkdown() {
    var article = Article(text: "<script>x</script>\n[a](javascript:x)\n```\n# big")
    article.title = "![x](http://a.example/) *b*"
    let markdown = article.rendered(as: .markdown)
    #expect(markdown.contains(#"# !\[x\](http://a.example/) \*b\*"#))
    #expect(markdown.contains(#"\<script\>x\</script\>"#) && markdown.contains(#"\[a\](javascript:x)"#))
    #expect(markdown.contains(#"\`\`\`"#) && markdown.contains("\\# big"))
  }
}
