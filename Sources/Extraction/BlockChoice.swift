import Markup
import Model

/// Which blocks of a page are the article.
struct BlockChoice {
  /// Indices of the kept blocks, in order.
  private(set) var kept: [Int] = []
  private(set) var captions: [String] = []
  private(set) var decisions: [ExtractionDecision] = []

  /// Chooses blocks.
  init(_ page: PageText, tree: HTMLTree, title: String?) {
    let container = Self.container(of: page, tree: tree)
    let headline = title.map(Headline.plain)
    for (index, block) in page.blocks.enumerated() {
      let text = page.string(block)
      let rule =
        Self.dropRule(block, container: container, tree: tree)
        ?? (Headline.plain(text) == headline ? "headline" : nil)
      if rule == "figure" { captions.append(text) }
      if rule == nil { kept.append(index) }
      decisions.append(
        ExtractionDecision(
          rule == nil ? .kept : .dropped,
          rule: rule ?? "in container",
          excerpt: String(text.prefix(80))
        )
      )
    }
  }

  private static func dropRule(_ block: Block, container: Int, tree: HTMLTree) -> String? {
    guard block.element >= container, block.element < Int(tree.nodes[container].end) else {
      return "outside of container"
    }
    var at = block.element
    while at > container {
      switch tree.nodes[at].tag {
      case .nav, .footer, .aside, .form: return "boilerplate element"
      case .figure, .figcaption: return "figure"
      default: break
      }
      at = Int(tree.nodes[at].parent)
    }
    return block.linkBytes * 2 > block.text.count ? "mostly links" : nil
  }

  /// The smallest element that holds most of the paragraph text.
  private static func container(of page: PageText, tree: HTMLTree) -> Int {
    var weight = [Int](repeating: 0, count: tree.nodes.count)
    for block in page.blocks where block.text.count >= 80 && block.linkBytes * 3 < block.text.count {
      weight[block.element] += block.text.count
    }
    for index in tree.nodes.indices.reversed() where tree.nodes[index].parent >= 0 {
      weight[Int(tree.nodes[index].parent)] += weight[index]
    }
    var container = 0
    var index = 1
    while index < Int(tree.nodes.first?.end ?? 0), index < Int(tree.nodes[container].end) {
      if weight[index] * 10 >= weight[container] * 7, weight[index] > 0 {
        container = index
        index += 1
      } else {
        index = Int(tree.nodes[index].end)
      }
    }
    return container
  }
}
