import Foundation
import Markup
import Model

/// Which blocks of a page are the article.
///
/// The block model gives each block a probability. Rules stand before it (the headline is no part of the text) and after
/// it (a page whose paragraphs the model drops nearly all of keeps them).
struct BlockChoice {
  /// Indices of the kept blocks, in order.
  private(set) var kept: [Int] = []
  private(set) var captions: [String] = []
  private(set) var decisions: [ExtractionDecision] = []

  /// A block at least this probable belongs to the article.
  private static let probabilityMin = 0.4
  /// Where the model keeps less than this share of the main element's paragraphs, it has not understood the page.
  private static let trustedShareMin = 0.3

  /// Chooses blocks.
  init(_ page: PageText, tree: HTMLTree, claims: PageContext.Claims, model: BlockModel) {
    guard !page.blocks.isEmpty else { return }
    let elements = ElementTable(page, tree: tree)
    let context = PageContext(page, tree: tree, elements: elements, claims: claims)
    let features = BlockFeatures(page, tree: tree, elements: elements, context: context)
    let odds = page.blocks.indices.map { model.logOdds(features.values, at: $0 * BlockFeatures.width) }
    let probabilities = odds.map { 1 / (1 + exp(-Double($0))) }
    let isTrusted = Self.isTrusted(
      probabilities,
      page: page,
      tree: tree,
      elements: elements,
      context: context
    )
    for (index, block) in page.blocks.enumerated() {
      let isHeadline = context.isTitle(context.words[index])
      let isLikely = probabilities[index] >= Self.probabilityMin
      let isFallback =
        !isTrusted && context.isMainParagraph(index, page: page, tree: tree, elements: elements)
      let isKept = !isHeadline && (isLikely || isFallback)
      if isKept { kept.append(index) }
      if !isKept, Self.isCaption(block, tree: tree) { captions.append(page.string(block)) }
      let rule =
        isHeadline ? "headline" : isFallback && !isLikely ? "paragraph of the main element" : "block model"
      decisions.append(
        ExtractionDecision(
          isKept ? .kept : .dropped,
          rule: rule,
          excerpt: page.excerpt(block),
          probability: (probabilities[index] * 1000).rounded() / 1000
        )
      )
    }
  }

  /// False where the model keeps hardly any of the paragraphs that the page's main element holds.
  private static func isTrusted(
    _ probabilities: [Double],
    page: PageText,
    tree: HTMLTree,
    elements: ElementTable,
    context: PageContext
  ) -> Bool {
    var all = 0
    var likely = 0
    for (index, block) in page.blocks.enumerated()
    where context.isMainParagraph(index, page: page, tree: tree, elements: elements) {
      all += block.text.count
      if probabilities[index] >= probabilityMin { likely += block.text.count }
    }
    return Double(likely) >= trustedShareMin * Double(all)
  }

  private static func isCaption(_ block: Block, tree: HTMLTree) -> Bool {
    var at = block.element
    while at >= 0 {
      switch tree.nodes[at].tag {
      case .figcaption, .figure: return true
      case .article, .main, .body: return false
      default: at = Int(tree.nodes[at].parent)
      }
    }
    return false
  }
}
