import Markup

/// Lists and a lead that belong to the article though the block model drops them.
///
/// Items are short and look like menus; a lead may stand in a header of its own. Both are kept where the article stands around
/// or below them, and where neither their names nor their links speak of something else.
struct ArticleLists {
  /// The article goes on within so many blocks before and after its list.
  private static let reach = 2
  /// Where more than this share of the bytes are links, it is a list of links.
  private static let linkShareMax = 0.25
  /// More items than this are an index.
  private static let itemsMax = 60
  /// An item of fewer bytes on average is a tag.
  private static let itemBytesMin = 18
  private static let pointBytesMin = 22
  /// A lead stands at most so many blocks above the text.
  private static let leadReach = 10

  private let page: PageText
  private let tree: HTMLTree
  private let elements: ElementTable

  init(_ page: PageText, tree: HTMLTree, elements: ElementTable) {
    self.page = page
    self.tree = tree
    self.elements = elements
  }

  /// Keeps the items of lists within the article, and its lead.
  ///
  /// - Complexity: linear in the number of blocks.
  func complete(_ rules: inout [BlockChoice.Rule], context: PageContext) {
    var at = 0
    while at < page.blocks.count {
      guard let list = list(of: at) else {
        at += 1
        continue
      }
      var end = at
      while end < page.blocks.count, page.blocks[end].element < Int(tree.nodes[list].end) { end += 1 }
      if isOfArticle(at..<end, rules: rules) {
        for index in at..<end where rules[index] == .unlikely { rules[index] = .list }
      }
      at = max(end, at + 1)
    }
    completeLead(&rules, context: context)
  }

  /// The outermost list that holds a block; nil for a block of no list.
  private func list(of index: Int) -> Int? {
    var (at, found) = (page.blocks[index].element, Int?.none)
    while at >= 0, ![.article, .main, .body].contains(tree.nodes[at].tag) {
      if [.ul, .ol, .dl].contains(tree.nodes[at].tag) { found = at }
      at = Int(tree.nodes[at].parent)
    }
    return found
  }

  private func isOfArticle(_ items: Range<Int>, rules: [BlockChoice.Rule]) -> Bool {
    let run = BlockRun(items, page: page, elements: elements)
    let isAnnounced = isAnnounced(before: items.lowerBound, rules: rules)
    // What a colon announces may be short.
    guard (2...Self.itemsMax).contains(items.count),
      isAnnounced || run.bytes >= Self.itemBytesMin * items.count,
      run.isLinked(under: Self.linkShareMax), !run.isFurniture
    else { return false }
    let before = run.before(rules, reach: Self.reach)
    // Points that sum an article up stand between its headline and its text.
    let isBelowHeadline = before.contains(.headline) && run.bytes >= Self.pointBytesMin * items.count
    guard before.contains(where: \.keeps) || isBelowHeadline else { return false }
    return isAnnounced || run.after(rules, reach: Self.reach).contains(where: \.keeps)
  }

  /// True where the kept paragraph before a list ends with a colon.
  private func isAnnounced(before index: Int, rules: [BlockChoice.Rule]) -> Bool {
    guard index > 0, rules[index - 1].keeps else { return false }
    return [UInt8(ascii: ":"), 0x9A].contains(page.bytes[page.blocks[index - 1].text.upperBound - 1])
  }

  /// A paragraph that is named a lead, or that the page's own description consists of, right above the text.
  private func completeLead(_ rules: inout [BlockChoice.Rule], context: PageContext) {
    guard let first = rules.firstIndex(where: \.keeps) else { return }
    for index in stride(from: first - 1, through: max(0, first - Self.leadReach), by: -1)
    where rules[index] == .unlikely {
      let block = page.blocks[index]
      guard block.text.count >= ElementTable.paragraphBytesMin * 3 / 4,
        block.linkBytes * 3 < block.text.count,
        TextShape(page.bytes[block.text]).endsSentence, !isBoilerplate(block)
      else { continue }
      let isNamed = cues(of: block).contains(.lead)
      guard isNamed || context.isInDescription(context.words[index]) >= 0.8 else { continue }
      if !isRepeated(index, below: first, rules: rules, context: context) { rules[index] = .lead }
    }
  }

  private func cues(of block: Block) -> Cues {
    var (found, at) = (Cues(), block.element)
    for _ in 0..<3 where at >= 0 {
      found.formUnion(elements.own[at])
      at = Int(tree.nodes[at].parent)
    }
    return found
  }

  /// A lead stands in the article's header, which is none of the page's.
  private func isBoilerplate(_ block: Block) -> Bool {
    !elements.inherited[block.element].intersection(.boilerplate).subtracting(.header).isEmpty
  }

  private func isRepeated(
    _ index: Int,
    below first: Int,
    rules: [BlockChoice.Rule],
    context: PageContext
  ) -> Bool {
    (first..<min(first + 3, page.blocks.count)).contains {
      rules[$0].keeps && context.words[$0] == context.words[index]
    }
  }
}
