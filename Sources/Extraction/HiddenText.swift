import Markup

/// The article's text where the page does not show it: in JSON-LD, in the state of a program that draws the page, or for
/// browsers without scripts.
enum HiddenText {
  /// Below this many bytes the shown text is too little to be the article.
  static let shownBytesMin = 250
  /// A hidden text must be at least this long.
  private static let bytesMin = 400
  /// A paragraph of a text that a program keeps in pieces.
  private static let pieceBytesMin = 50
  /// Pieces of one text stand within so many bytes of each other.
  private static let pieceGapMax = 1200
  /// Larger scripts are programs.
  private static let scriptBytesMax = 4 << 20

  /// The longest hidden text as blocks of a page of its own, and where it was found; nil where there is none.
  static func find(in tree: HTMLTree, source: PageMetadata) -> (tree: HTMLTree, page: PageText, rule: String)?
  {
    if let body = source.article?["articleBody"]?.string, let found = page(of: body) {
      return (found.0, found.1, "JSON-LD articleBody")
    }
    var best: (HTMLTree, PageText)?
    for script in tree.scripts
    where !script.isLinkedData && script.contents.count <= scriptBytesMax {
      for text in texts(of: tree.page[script.contents]) {
        guard let found = page(of: text), isProse(found.1) else { continue }
        if found.1.bytes.count > best?.1.bytes.count ?? 0 { best = found }
      }
    }
    if let best { return (best.0, best.1, "text in a script") }
    let noscripts = tree.nodes.indices.filter { tree.nodes[$0].tag == .noscript }
    guard !noscripts.isEmpty else { return nil }
    let page = PageText(tree, showsNoscript: true).keeping { block in
      noscripts.contains { $0 <= block.element && block.element < Int(tree.nodes[$0].end) }
    }
    let bytes = page.blocks.reduce(0) { $0 + $1.text.count }
    return bytes >= bytesMin && isProse(page) ? (tree, page, "text for browsers without scripts") : nil
  }

  /// The literals of a script that may be a text, alone or paragraph by paragraph.
  private static func texts(of script: ArraySlice<UInt8>) -> [String] {
    QuotedStrings.longerThan(bytesMin, in: script)
      + QuotedStrings.runs(in: script, bytesMin: pieceBytesMin, gapMax: pieceGapMax) { isSentence($0) }
      .map { $0.joined(separator: "\n") }
  }

  private static func isSentence(_ text: String) -> Bool {
    !text.hasPrefix("http") && text.utf8.count { $0 == 0x20 } * 12 > text.utf8.count
      && (TextShape(Array(text.utf8)[...]).endsSentence || text.hasSuffix(">"))
  }

  private static func page(of text: String) -> (HTMLTree, PageText)? {
    guard text.utf8.count >= bytesMin else { return nil }
    let markup =
      text.contains("<p") || text.contains("<br") || text.contains("<div") ? text : paragraphs(of: text)
    let tree = HTMLTree(page: Charset.decode(Array(markup.utf8), declared: "utf-8"))
    let page = PageText(tree)
    return page.bytes.count >= bytesMin ? (tree, page) : nil
  }

  private static func paragraphs(of text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { "<p>\($0.replacing("<", with: "&lt;"))" }.joined()
  }

  /// True for sentences of words, as against code, styles or lists of keys.
  private static func isProse(_ page: PageText) -> Bool {
    let bytes = page.blocks.flatMap { page.bytes[$0.text] }
    let shape = TextShape(bytes[...])
    let spaces = bytes.count { $0 == 0x20 }
    let braces = bytes.count { $0 == 0x7B || $0 == 0x7D || $0 == 0x3B }
    return shape.sentenceEnds >= 3 && spaces * 20 > bytes.count && braces * 100 < bytes.count
  }
}
