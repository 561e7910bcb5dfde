import Markup
import Model

/// The kept blocks written out as an article's text.
struct ArticleText {
  private(set) var text = ""
  private(set) var paragraphs: [Paragraph] = []

  /// Writes the kept blocks, one a line; the cells of a table's row share a line, parted by tabs.
  init(_ page: PageText, kept: [Int], tree: HTMLTree) {
    var bytes: [UInt8] = []
    var lastRow: Int?
    for index in kept {
      let block = page.blocks[index]
      let (kind, row) = Self.kind(of: block.element, in: tree)
      if let row, row == lastRow, let last = paragraphs.indices.last {
        bytes.append(UInt8(ascii: "\t"))
        bytes.append(contentsOf: page.bytes[block.text])
        paragraphs[last].range = paragraphs[last].range.lowerBound..<bytes.count
      } else {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        let start = bytes.count
        bytes.append(contentsOf: page.bytes[block.text])
        paragraphs.append(Paragraph(kind: kind, range: start..<bytes.count))
      }
      lastRow = row
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What a block is by the elements that hold it, and its table row where it is of a table.
  private static func kind(of element: Int, in tree: HTMLTree) -> (ParagraphKind, row: Int?) {
    var kind = ParagraphKind.text
    var at = element
    while at >= 0 {
      switch tree.nodes[at].tag {
      case .h1, .h2, .h3, .h4, .h5, .h6: return (.heading, nil)
      case .blockquote: return (.quotation, nil)
      case .li where kind == .text: kind = .listItem
      case .tr: return (.table, at)
      case .article, .main, .body: return (kind, nil)
      default: break
      }
      at = Int(tree.nodes[at].parent)
    }
    return (kind, nil)
  }
}
