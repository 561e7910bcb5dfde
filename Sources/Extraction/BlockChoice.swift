import Foundation
import Markup
import Model

/// Which blocks of a page are the article.
///
/// The block model gives each block a probability. Rules stand before it (the headline is no part of the text) and after
/// it (a page whose paragraphs the model drops nearly all of keeps them; a line that is an advertisement's is none).
struct BlockChoice {
  /// Indices of the kept blocks, in order.
  private(set) var kept: [Int] = []
  private(set) var captions: [String] = []
  private(set) var decisions: [ExtractionDecision] = []

  /// A block at least this probable belongs to the article.
  private static let probabilityMin = 0.5
  /// Where the model keeps less than this share of the main element's paragraphs, it has not understood the page.
  private static let trustedShareMin = 0.3
  /// A block is of the JSON-LD text where at least this share of its word pairs stands there.
  private static let claimedShareMin: Float = 0.5

  /// Chooses blocks.
  init(
    _ page: PageText,
    tree: HTMLTree,
    claims: PageContext.Claims,
    lines: FurnitureLines,
    model: BlockModel
  ) {
    guard !page.blocks.isEmpty else { return }
    let elements = ElementTable(page, tree: tree)
    let context = PageContext(page, tree: tree, elements: elements, claims: claims)
    let features = BlockFeatures(page, tree: tree, elements: elements, context: context)
    let odds = model.logOdds(features.values, width: BlockFeatures.width)
    let probabilities = odds.map { 1 / (1 + exp(-Double($0))) }
    let claimed = Self.claimedBlocks(probabilities, page: page, context: context)
    let isTrusted = Self.isTrusted(
      probabilities,
      page: page,
      tree: tree,
      elements: elements,
      context: context
    )
    var rules = page.blocks.indices.map { index in
      let isMain = context.isMainParagraph(index, page: page, tree: tree, elements: elements)
      return Rule(
        isHeadline: context.isTitle(context.words[index]),
        isLikely: probabilities[index] >= Self.probabilityMin,
        isClaimed: claimed.contains(index),
        isFallback: !isTrusted && isMain
      )
    }
    DataTables(page, tree: tree, elements: elements).complete(&rules)
    ArticleLists(page, tree: tree, elements: elements).complete(&rules, context: context)
    Self.dropFurniture(&rules, page: page, context: context, lines: lines)
    if !rules.contains(where: \.keeps) {
      Self.keepSentences(&rules, page: page, tree: tree, elements: elements)
    }
    for (index, block) in page.blocks.enumerated() {
      let rule = rules[index]
      if rule.keeps { kept.append(index) }
      if !rule.keeps, Self.isCaption(block, tree: tree) { captions.append(page.string(block)) }
      decisions.append(
        ExtractionDecision(
          rule.keeps ? .kept : .dropped,
          rule: rule.name,
          excerpt: page.excerpt(block),
          probability: (probabilities[index] * 1000).rounded() / 1000
        )
      )
    }
  }

  /// Takes lines out that are no paragraphs.
  private static func dropFurniture(
    _ rules: inout [Rule],
    page: PageText,
    context: PageContext,
    lines: FurnitureLines
  ) {
    var isBeforeText = true
    for index in rules.indices where rules[index].keeps {
      let block = page.blocks[index]
      let isShort = block.text.count <= FurnitureLines.creditBytesMax
      if isShort, lines.mayBe(context.words[index], isBeforeText: isBeforeText),
        let kind = lines.kind(
          of: page.string(block),
          words: context.words[index],
          isBeforeText: isBeforeText
        )
      {
        rules[index] = .furniture(kind)
      } else if block.isLongText {
        isBeforeText = false
      }
    }
  }

  /// Keeps the sentences of a page that has hardly anything: what stands in its article or main element, or, where it has
  /// neither, below its headline.
  private static func keepSentences(
    _ rules: inout [Rule],
    page: PageText,
    tree: HTMLTree,
    elements: ElementTable
  ) {
    let frames: [Tag] = [.article, .main]
    let headline = tree.nodes.firstIndex { $0.tag == .h1 }
    let isFramed = tree.nodes.contains { frames.contains($0.tag) }
    for (index, block) in page.blocks.enumerated() where rules[index] == .unlikely {
      guard textElements.contains(tree.nodes[block.element].tag), block.linkBytes * 2 < block.text.count,
        TextShape(page.bytes[block.text]).endsSentence,
        elements.inherited[block.element].isDisjoint(with: .boilerplate)
      else { continue }
      var at = block.element
      while at >= 0, !frames.contains(tree.nodes[at].tag) { at = Int(tree.nodes[at].parent) }
      if at >= 0 || !isFramed && headline.map({ $0 < block.element }) == true { rules[index] = .fallback }
    }
  }

  /// What sentences stand in, where nobody made paragraphs of them.
  private static let textElements: [Tag] = [.p, .div, .section, .article, .main]

  /// What decided about a block.
  enum Rule: Equatable {
    case headline
    case likely
    case claimed
    case fallback
    case table
    case list
    case lead
    case furniture(FurnitureLines.Kind)
    case unlikely

    init(isHeadline: Bool, isLikely: Bool, isClaimed: Bool, isFallback: Bool) {
      self =
        isHeadline
        ? .headline : isLikely ? .likely : isClaimed ? .claimed : isFallback ? .fallback : .unlikely
    }

    /// Its name for readers: a likely and an unlikely block are told apart by their probability.
    var name: String {
      switch self {
      case .headline: "headline"
      case .likely, .unlikely: "block model"
      case .claimed: "in JSON-LD articleBody"
      case .fallback: "paragraph of the main element"
      case .table: "table within the article"
      case .list: "list within the article"
      case .lead: "lead above the article"
      case .furniture(let kind): kind.rawValue
      }
    }

    /// True where the block belongs to the article.
    var keeps: Bool {
      switch self {
      case .headline, .unlikely, .furniture: false
      case .likely, .claimed, .fallback, .table, .list, .lead: true
      }
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

  /// The blocks that the page's own JSON-LD text consists of, where the model keeps less than half of their bytes: it has
  /// taken another text of the page for the article. Empty where the two agree, or where there is no such text.
  private static func claimedBlocks(
    _ probabilities: [Double],
    page: PageText,
    context: PageContext
  ) -> Set<Int> {
    guard context.hasArticleBody else { return [] }
    let claimed = page.blocks.indices.filter { context.isInArticleBody(context.words[$0]) >= claimedShareMin }
    let bytes = claimed.reduce(0) { $0 + page.blocks[$1].text.count }
    let likely = claimed.filter { probabilities[$0] >= probabilityMin }
      .reduce(0) { $0 + page.blocks[$1].text.count }
    let isWhole = bytes * 2 >= context.articleBodyBytes
    return isWhole && likely * 2 < bytes ? Set(claimed) : []
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
