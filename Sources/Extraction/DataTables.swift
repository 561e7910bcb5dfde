import Markup

/// Tables of data that stand within the article.
///
/// Cells are short and look like furniture, so the block model drops many; but a table that stands between two kept
/// parts of the article, without links and without a name of furniture, belongs to it as a whole.
struct DataTables {
  /// The article goes on within so many blocks before and after its table.
  private static let reach = 3
  /// Two rows of two cells; less is layout.
  private static let cellsMin = 4
  /// Where more than this share of the bytes are links, it is a list of links.
  private static let linkShareMax = 0.3

  private let page: PageText
  private let tree: HTMLTree
  private let elements: ElementTable

  init(_ page: PageText, tree: HTMLTree, elements: ElementTable) {
    self.page = page
    self.tree = tree
    self.elements = elements
  }

  /// Keeps the cells of tables within the article.
  ///
  /// - Complexity: linear in the number of blocks.
  func complete(_ rules: inout [BlockChoice.Rule]) {
    var at = 0
    while at < page.blocks.count {
      var end = at
      while end < page.blocks.count, isCell(end) { end += 1 }
      if end - at >= Self.cellsMin, isOfArticle(at..<end, rules: rules) {
        for index in at..<end where rules[index] == .unlikely { rules[index] = .table }
      }
      at = max(end, at + 1)
    }
  }

  private func isCell(_ index: Int) -> Bool {
    [.td, .th].contains(tree.nodes[page.blocks[index].element].tag)
  }

  private func isOfArticle(_ cells: Range<Int>, rules: [BlockChoice.Rule]) -> Bool {
    let run = BlockRun(cells, page: page, elements: elements)
    return run.before(rules, reach: Self.reach).contains(where: \.keeps)
      && run.after(rules, reach: Self.reach).contains(where: \.keeps)
      && run.isLinked(under: Self.linkShareMax) && !run.isFurniture
  }
}
