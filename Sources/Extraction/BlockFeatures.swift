import Markup

/// The numbers that the block model sees of each block of a page.
///
/// One row a block, all of one width, in one flat array.
struct BlockFeatures {
  let values: [Float]
  /// The values of one row.
  static let width = names.count

  static let names =
    [
      "log bytes", "link density", "links", "emphasis", "ends sentence", "sentence ends", "commas",
      "capitals", "digits",
      "symbols", "starts small", "tag", "heading rank",
      "share 0", "share 1", "share 2", "share 3", "share 4",
      "holder links 0", "holder links 1", "holder links 2", "holder blocks 0", "holder blocks 1",
      "holder bytes 1",
      "levels to half", "levels from main", "in main", "main share",
      "position", "from first", "to last", "within span", "from headline", "before headline",
      "previous bytes", "previous links", "next bytes", "next links", "previous holder", "next holder",
      "paragraph before", "paragraph after", "previous tag", "next tag",
      "signature bytes", "signature count", "signature links", "signature share", "signature mean",
      "title overlap", "is title", "in description", "in article body", "furniture", "repeated",
      "author overlap", "since picture", "since furniture", "under furniture", "page paragraphs",
      "page blocks",
    ] + Cues.names.map { "near \($0)" } + Cues.names.map { "far \($0)" }

  init(_ page: PageText, tree: HTMLTree, elements: ElementTable, context: PageContext) {
    var rows = Rows(page: page, tree: tree, elements: elements, context: context)
    rows.values.reserveCapacity(page.blocks.count * Self.width)
    for index in page.blocks.indices { rows.append(index) }
    values = rows.values
  }

  /// The values in the making, one block behind the other.
  private struct Rows {
    let page: PageText
    let tree: HTMLTree
    let elements: ElementTable
    let context: PageContext
    /// The block whose row is being written.
    private var index = 0
    var values: [Float] = []

    init(page: PageText, tree: HTMLTree, elements: ElementTable, context: PageContext) {
      (self.page, self.tree, self.elements, self.context) = (page, tree, elements, context)
    }

    mutating func append(_ block: Int) {
      index = block
      let block = page.blocks[index]
      appendText(block)
      appendHolders(block)
      appendPosition(block)
      appendNeighbours(block)
      appendSignature(block)
      appendMeaning(block)
      appendCues(block)
    }

    /// The logarithm of a count + 1 to base 2, straight between the powers of two.
    private static func log(_ value: Int) -> Float {
      let number = UInt64(max(value, 0)) + 1
      let exponent = 63 - number.leadingZeroBitCount
      let power = UInt64(1) << UInt64(exponent)
      return Float(exponent) + Float(number - power) / Float(power)
    }

    private mutating func appendText(_ block: Block) {
      let size = Float(block.text.count)
      let shape = TextShape(page.bytes[block.text])
      values += [
        Self.log(block.text.count), Float(block.linkBytes) / size, Float(min(block.linkCount, 20)),
        Float(block.emphasisBytes) / size, shape.endsSentence ? 1 : 0, Float(min(shape.sentenceEnds, 20)),
        Float(shape.commas) * 100 / size, Float(shape.capitals) / Float(max(1, shape.letters)),
        Float(shape.digits) / size, Float(shape.symbols) * 100 / size, shape.startsSmall ? 1 : 0,
        tree.nodes[block.element].tag.group, tree.nodes[block.element].tag.headingRank,
      ]
    }

    private mutating func appendHolders(_ block: Block) {
      var holders = [block.element]
      while holders.count < 5 {
        let parent = Int(tree.nodes[holders[holders.count - 1]].parent)
        holders.append(parent >= 0 ? parent : holders[holders.count - 1])
      }
      values += holders.map(elements.share)
      for holder in holders[..<3] {
        values.append(Float(elements.linkBytes[holder]) / Float(max(1, elements.bytes[holder])))
      }
      values += holders[..<2].map { Self.log(Int(elements.blockCount[$0])) }
      values.append(Self.log(Int(elements.bytes[holders[1]])))
      var levels = 0
      var at = block.element
      while at > 0, elements.share(at) < 0.5 {
        levels += 1
        at = max(0, Int(tree.nodes[at].parent))
      }
      var down = 0
      var main = context.main
      while main > at, Int(tree.nodes[main].parent) >= 0 {
        down += 1
        main = Int(tree.nodes[main].parent)
      }
      let isInMain = block.element >= context.main && block.element < Int(tree.nodes[context.main].end)
      values += [
        Float(min(levels, 12)), Float(min(down, 12)), isInMain ? 1 : 0, elements.share(context.main),
      ]
    }

    private static func signedLog(_ value: Int) -> Float { value < 0 ? -log(-value) : log(value) }

    private mutating func appendPosition(_ block: Block) {
      values += [
        Float(index) / Float(page.blocks.count),
        Self.signedLog(index - context.firstParagraph), Self.signedLog(context.lastParagraph - index),
        index >= context.firstParagraph && index <= context.lastParagraph ? 1 : 0,
        context.headline.map { Self.signedLog(index - $0) } ?? 12,
        context.headline.map { index < $0 ? 1 : 0 } ?? 0.5,
      ]
    }

    private func neighbour(_ other: Int) -> Block? {
      page.blocks.indices.contains(other) ? page.blocks[other] : nil
    }

    private mutating func appendNeighbours(_ block: Block) {
      let (before, after) = (neighbour(index - 1), neighbour(index + 1))
      appendSize(before)
      appendSize(after)
      values.append(isSibling(before, of: block))
      values.append(isSibling(after, of: block))
      values.append(Float(min(context.blocksSinceParagraph[index], 20)))
      values.append(Float(min(context.blocksUntilParagraph[index], 20)))
      values.append(before.map { tree.nodes[$0.element].tag.group } ?? -1)
      values.append(after.map { tree.nodes[$0.element].tag.group } ?? -1)
    }

    private mutating func appendSize(_ other: Block?) {
      values.append(other.map { Self.log($0.text.count) } ?? -1)
      values.append(other.map { Float($0.linkBytes) / Float($0.text.count) } ?? 1)
    }

    private func isSibling(_ other: Block?, of block: Block) -> Float {
      guard let other else { return 0 }
      return tree.nodes[other.element].parent == tree.nodes[block.element].parent ? 1 : 0
    }

    private mutating func appendSignature(_ block: Block) {
      let group = context.groups[context.groupOfBlock[index]]
      values += [
        Self.log(group.bytes), Self.log(group.count), Float(group.linkBytes) / Float(max(1, group.bytes)),
        Float(group.paragraphBytes) / Float(elements.paragraphTotal),
        Self.log(group.bytes / max(1, group.count)),
      ]
    }

    private mutating func appendMeaning(_ block: Block) {
      let words = context.words[index]
      values += [
        context.titleOverlap(of: words), context.isTitle(words) ? 1 : 0, context.isInDescription(words),
        context.isInArticleBody(words), context.isFurniture[index] ? 1 : 0,
        Float(min(context.repeats[index], 5)),
        context.authorOverlap(of: words), Float(min(context.nodesSincePicture[index], 40)),
        Float(min(context.blocksSinceFurniture[index], 30)), context.isUnderFurniture[index] ? 1 : 0,
        Self.log(Int(elements.paragraphTotal)), Self.log(page.blocks.count),
      ]
    }

    private mutating func appendCues(_ block: Block) {
      var near: Cues = []
      var at = block.element
      for _ in 0..<3 where at >= 0 {
        near.formUnion(elements.own[at])
        at = Int(tree.nodes[at].parent)
      }
      for inline in block.inlineHolders(tree) { near.formUnion(elements.own[inline]) }
      let far = elements.inherited[block.element]
      appendBits(near)
      appendBits(far)
    }

    private mutating func appendBits(_ cues: Cues) {
      for bit in 0..<Cues.names.count { values.append(cues.rawValue >> UInt32(bit) & 1 == 1 ? 1 : 0) }
    }
  }
}

extension Block {
  /// The inline elements between the block's element and its first text.
  func inlineHolders(_ tree: HTMLTree) -> [Int] {
    var holders: [Int] = []
    var at = Int(tree.nodes[nodes.lowerBound].parent)
    while at > element {
      holders.append(at)
      at = Int(tree.nodes[at].parent)
    }
    return holders
  }
}

extension Tag {
  /// Kinds of elements that hold a block's text, from the most to the least usual within articles.
  var group: Float {
    switch self {
    case .p: 0
    case .blockquote, .q: 1
    case .h2, .h3, .h4, .h5, .h6: 2
    case .li: 3
    case .h1: 4
    case .div: 5
    case .td, .th: 6
    case .pre: 7
    case .section, .article, .main: 8
    case .dd, .dt: 9
    case .figcaption, .figure, .caption: 10
    case .body, .html, .center: 11
    default: 12
    }
  }

  /// 1 to 6 for headings, 0 for anything else.
  var headingRank: Float {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: 0
    }
  }
}

/// Counts over a block's bytes.
struct TextShape {
  var letters = 0
  var capitals = 0
  var digits = 0
  var commas = 0
  var sentenceEnds = 0
  var symbols = 0
  var endsSentence = false
  var startsSmall = false

  init(_ bytes: ArraySlice<UInt8>) {
    var previous: UInt8 = 0
    for byte in bytes {
      switch byte {
      case 0x61...0x7A: letters += 1
      case 0x41...0x5A:
        letters += 1
        capitals += 1
      case 0x30...0x39: digits += 1
      case 0x2C: commas += 1
      case 0x2E, 0x21, 0x3F: sentenceEnds += 1
      case 0x7C, 0x2F, 0x40, 0x3E, 0x3A, 0x2B, 0x23, 0x3D: symbols += 1
      case 0x82 where previous == 0x80: sentenceEnds += 1  // ideographic full stop, E3 80 82
      default: break
      }
      previous = byte
    }
    if let first = bytes.first { startsSmall = first >= 0x61 && first <= 0x7A }
    endsSentence = Self.endsSentence(bytes.suffix(8))
  }

  /// True where a full stop, question or exclamation mark of any script stands at the end, quotation marks apart.
  private static func endsSentence(_ tail: ArraySlice<UInt8>) -> Bool {
    for scalar in String(decoding: tail, as: UTF8.self).unicodeScalars.reversed() {
      switch scalar {
      case ".", "!", "?", "。", "！", "？", "…", "۔", "؟", "।": return true
      case "\"", "'", "”", "’", "“", "»", "«", ")", "」", "』", " ": continue
      default: return false
      }
    }
    return false
  }
}
