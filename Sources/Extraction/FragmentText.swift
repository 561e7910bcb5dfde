import Markup

/// The text of pieces of markup, such as feeds hold.
package enum FragmentText {
  /// As one line, such as a headline: entities replaced, even if escaped twice, tags removed.
  package static func line(_ markup: String) -> String { markup.unescapedMarkup }

  /// As paragraphs, one a line.
  ///
  /// - Complexity: linear in the markup.
  package static func paragraphs(_ markup: String) -> String {
    let page = PageText(HTMLTree(page: Charset.decode(Array(markup.utf8), declared: "utf-8")))
    return page.blocks.map(page.string).joined(separator: "\n")
  }
}
