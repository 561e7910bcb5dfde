/// Blocks one after the other that belong together, as the cells of a table or the items of a list.
struct BlockRun {
  let range: Range<Int>
  /// The bytes of their text, and those of them that are links.
  let bytes: Int
  let linkBytes: Int
  /// True where one of them stands in what is named as furniture.
  let isFurniture: Bool

  init(_ range: Range<Int>, page: PageText, elements: ElementTable) {
    let blocks = page.blocks[range]
    self.range = range
    bytes = blocks.reduce(0) { $0 + $1.text.count }
    linkBytes = blocks.reduce(0) { $0 + $1.linkBytes }
    isFurniture = !blocks.allSatisfy { elements.inherited[$0.element].isDisjoint(with: .boilerplate) }
  }

  /// True where less than a share of the bytes are links.
  func isLinked(under share: Double) -> Bool { Double(linkBytes) < share * Double(bytes) }

  /// What was decided of so many blocks before.
  func before(_ rules: [BlockChoice.Rule], reach: Int) -> ArraySlice<BlockChoice.Rule> {
    rules[max(0, range.lowerBound - reach)..<range.lowerBound]
  }

  /// What was decided of so many blocks after.
  func after(_ rules: [BlockChoice.Rule], reach: Int) -> ArraySlice<BlockChoice.Rule> {
    rules[range.upperBound..<min(rules.count, range.upperBound + reach)]
  }
}
