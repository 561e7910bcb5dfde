import Markup

/// What the blocks of a page have in common: where its paragraphs lie, which blocks look alike, what it says of itself.
struct PageContext {
  /// Blocks of one signature: the same tag and class, held by the same tag and class.
  struct Group {
    var count = 0
    var bytes = 0
    var linkBytes = 0
    var paragraphBytes = 0
  }

  /// The smallest element that holds most of the paragraph text.
  private(set) var main = 0
  /// The first and last paragraph within `main`.
  private(set) var firstParagraph = 0
  private(set) var lastParagraph = 0
  /// The block that is the headline, where one is found.
  private(set) var headline: Int?
  private(set) var groups: [Group] = []
  private(set) var groupOfBlock: [Int] = []
  /// How many blocks lie between each block and the nearest paragraph of `main` before and after it.
  private(set) var blocksSinceParagraph: [Int] = []
  private(set) var blocksUntilParagraph: [Int] = []
  /// Each block's words as hashes of their folded bytes.
  private(set) var words: [[UInt64]] = []
  /// How many other blocks have the same words.
  private(set) var repeats: [Int] = []
  /// Whether each block begins as page furniture does, and whether the heading above it does.
  private(set) var isFurniture: [Bool] = []
  private(set) var isUnderFurniture: [Bool] = []
  /// How many blocks lie between each block and the furniture before it.
  private(set) var blocksSinceFurniture: [Int] = []
  /// How many nodes lie between each block and the picture before it.
  private(set) var nodesSincePicture: [Int] = []
  private var authorWords = WordSet()
  private var titleWords = WordSet()
  private var titleHash: UInt64 = 0
  private var description = WordSet()
  private var articleBody = WordSet()
  /// The size of the page's JSON-LD text, where it is a whole one.
  private(set) var articleBodyBytes = 0

  /// An element that holds this share of its holder's paragraph text takes its holder's place as `main`.
  private static let mainShare = 0.7
  private static let blocksFar = 99

  /// What the page says of itself: words that its blocks are compared with.
  struct Claims {
    var title: String?
    var description: String?
    var articleBody: String?
    var authors: [String] = []
  }

  init(_ page: PageText, tree: HTMLTree, elements: ElementTable, claims: Claims) {
    words = page.blocks.map { BlockWords.hashes(page.bytes[$0.text]) }
    let titleInOrder = Self.words(claims.title)
    titleWords = WordSet(titleInOrder)
    titleHash = BlockWords.hash(of: titleInOrder)
    description = WordSet(BlockWords.pairs(Self.words(claims.description)))
    authorWords = WordSet(claims.authors.flatMap { Self.words($0) })
    let body = Self.words(claims.articleBody)
    let isWhole =
      Double(claims.articleBody?.utf8.count ?? 0) >= Self.wholeBodyShare * Double(elements.paragraphTotal)
    articleBody = WordSet(isWhole ? BlockWords.pairs(body) : [])
    articleBodyBytes = isWhole ? claims.articleBody?.utf8.count ?? 0 : 0
    findMain(page, tree: tree, elements: elements)
    findParagraphs(page, tree: tree, elements: elements)
    findGroups(page, tree: tree, elements: elements)
    findRepeats()
    findFurniture(page, tree: tree)
    findPictures(page, tree: tree)
    headline =
      page.blocks.indices.first { isTitle(words[$0]) }
      ?? page.blocks.firstIndex { tree.nodes[$0.element].tag == .h1 }
  }

  /// A JSON-LD text shorter than this share of the page's paragraphs is a teaser, and says nothing of the rest.
  private static let wholeBodyShare = 0.5

  private static func words(_ text: String?) -> [UInt64] {
    text.map { BlockWords.hashes(Array($0.utf8)[...]) } ?? []
  }

  private mutating func findFurniture(_ page: PageText, tree: HTMLTree) {
    isFurniture = words.map { FurniturePhrases.shared.isPrefix(of: $0) }
    var distance = Self.blocksFar
    var isUnder = false
    for index in page.blocks.indices {
      blocksSinceFurniture.append(distance)
      isUnderFurniture.append(isUnder)
      distance = isFurniture[index] ? 0 : distance + 1
      let isHeading = tree.nodes[page.blocks[index].element].tag.headingRank > 0
      if isHeading { isUnder = isFurniture[index] }
    }
  }

  private mutating func findPictures(_ page: PageText, tree: HTMLTree) {
    var at = 0
    var last = -Self.blocksFar
    for block in page.blocks {
      while at < block.nodes.lowerBound {
        switch tree.nodes[at].tag {
        case .img, .picture, .figure, .video: last = at
        default: break
        }
        at += 1
      }
      nodesSincePicture.append(block.nodes.lowerBound - last)
    }
  }

  /// The share of a short block's words that are of the authors' names, 0 to 1.
  func authorOverlap(of words: [UInt64]) -> Float {
    guard !authorWords.isEmpty, !words.isEmpty else { return -1 }
    let head = words.prefix(12)
    return Float(head.count { authorWords.contains($0) }) / Float(head.count)
  }

  private mutating func findMain(_ page: PageText, tree: HTMLTree, elements: ElementTable) {
    let weight = elements.paragraphBytes
    var index = 1
    while index < Int(tree.nodes.first?.end ?? 0), index < Int(tree.nodes[main].end) {
      if weight[index] > 0, Double(weight[index]) >= Self.mainShare * Double(weight[main]) {
        main = index
        index += 1
      } else {
        index = Int(tree.nodes[index].end)
      }
    }
  }

  private mutating func findParagraphs(_ page: PageText, tree: HTMLTree, elements: ElementTable) {
    let range = main..<Int(tree.nodes.isEmpty ? 0 : tree.nodes[main].end)
    let inMain = page.blocks.indices.filter {
      elements.isParagraph[$0] && range.contains(page.blocks[$0].element)
    }
    firstParagraph = inMain.first ?? 0
    lastParagraph = inMain.last ?? page.blocks.count
    let paragraphs = Set(inMain)
    blocksSinceParagraph = [Int](repeating: Self.blocksFar, count: page.blocks.count)
    blocksUntilParagraph = blocksSinceParagraph
    var distance = Self.blocksFar
    for index in page.blocks.indices {
      blocksSinceParagraph[index] = distance
      distance = paragraphs.contains(index) ? 0 : distance + 1
    }
    distance = Self.blocksFar
    for index in page.blocks.indices.reversed() {
      blocksUntilParagraph[index] = distance
      distance = paragraphs.contains(index) ? 0 : distance + 1
    }
  }

  private mutating func findGroups(_ page: PageText, tree: HTMLTree, elements: ElementTable) {
    var known: [UInt64: Int] = [:]
    for (index, block) in page.blocks.enumerated() {
      let parent = Int(tree.nodes[block.element].parent)
      let signature =
        elements.signature[block.element] &* 31 &+ (parent >= 0 ? elements.signature[parent] : 0)
      let group = known[signature, default: groups.count]
      if group == groups.count {
        known[signature] = group
        groups.append(Group())
      }
      groups[group].count += 1
      groups[group].bytes += block.text.count
      groups[group].linkBytes += block.linkBytes
      if elements.isParagraph[index] { groups[group].paragraphBytes += block.text.count }
      groupOfBlock.append(group)
    }
  }

  private mutating func findRepeats() {
    let hashes = words.map(BlockWords.hash(of:))
    var counts: [UInt64: Int] = [:]
    for hash in hashes { counts[hash, default: 0] += 1 }
    repeats = hashes.map { (counts[$0] ?? 1) - 1 }
  }

  /// True for a paragraph within `main`.
  func isMainParagraph(_ index: Int, page: PageText, tree: HTMLTree, elements: ElementTable) -> Bool {
    let element = page.blocks[index].element
    return elements.isParagraph[index] && element >= main && element < Int(tree.nodes[main].end)
  }

  /// The share of the title's words that stand in a block, 0 to 1.
  func titleOverlap(of words: [UInt64]) -> Float {
    guard !titleWords.isEmpty, words.count < 60 else { return 0 }
    var found = words.filter(titleWords.contains)
    guard found.count > 1 else { return Float(found.count) / Float(titleWords.count) }
    found.sort()
    let distinct = 1 + zip(found, found.dropFirst()).count { $0 != $1 }
    return Float(distinct) / Float(titleWords.count)
  }

  /// True for a block with the title's words and no others.
  func isTitle(_ words: [UInt64]) -> Bool { !words.isEmpty && BlockWords.hash(of: words) == titleHash }

  /// The share of a block's word pairs that stand in the page's own description; -1 where it has none.
  func isInDescription(_ words: [UInt64]) -> Float { share(of: words, in: description) }

  /// True where the page has a JSON-LD text that is whole.
  var hasArticleBody: Bool { !articleBody.isEmpty }

  /// The share of a block's word pairs that stand in the JSON-LD text; -1 where there is none.
  func isInArticleBody(_ words: [UInt64]) -> Float { share(of: words, in: articleBody) }

  private func share(of words: [UInt64], in known: WordSet) -> Float {
    guard !known.isEmpty else { return -1 }
    return words.count < 2
      ? -0.5 : Float(BlockWords.pairCount(words, in: known)) / Float(words.count - 1)
  }
}
