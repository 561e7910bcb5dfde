import Markup

/// What each element of a page holds and what its names say, for all rules over blocks.
struct ElementTable {
  /// Cues of the element's own tag and names.
  private(set) var own: [Cues]
  /// Cues of the element and of all that hold it.
  private(set) var inherited: [Cues]
  /// Bytes of all blocks below, of those within links, and of those in paragraphs.
  private(set) var bytes: [Int32]
  private(set) var linkBytes: [Int32]
  private(set) var paragraphBytes: [Int32]
  /// How many blocks there are below.
  private(set) var blockCount: [Int32]
  /// A number that elements of one tag and class share, together with that of the element that holds them.
  private(set) var signature: [UInt64]
  /// For each block whether it is a paragraph: long enough, with few links, and not within plain boilerplate.
  private(set) var isParagraph: [Bool]
  /// The elements that hold text, in document order.
  private let holders: [Int]
  private let parents: [Int32]

  /// A block of at least this many bytes with few links is a paragraph: about a line and a half of print.
  static let paragraphBytesMin = 80
  /// Cues that take text out of the paragraphs, the surest first.
  private static let exclusions: [Cues] = [
    [.consent, .hidden, .modal], [.comment, .footer, .navigation, .newsletter, .form],
    [.sidebar, .related, .bio, .advert, .share, .tags, .header, .bookmark],
  ]
  /// An exclusion must leave this share of the paragraph text, and this many bytes; else the element that it would take
  /// most from is no boilerplate, whatever it is called.
  private static let keptShareMin = 0.25
  private static let keptBytesMin = 400

  /// Sums up the blocks of a page over its elements.
  ///
  /// - Complexity: linear in the page.
  init(_ page: PageText, tree: HTMLTree) {
    let count = tree.nodes.count
    own = [Cues](repeating: [], count: count)
    inherited = own
    bytes = [Int32](repeating: 0, count: count)
    linkBytes = bytes
    paragraphBytes = bytes
    blockCount = bytes
    signature = [UInt64](repeating: 0, count: count)
    isParagraph = page.blocks.map(\.isLongText)
    for block in page.blocks {
      bytes[block.element] += Int32(block.text.count)
      linkBytes[block.element] += Int32(block.linkBytes)
      blockCount[block.element] += 1
    }
    parents = tree.nodes.map(\.parent)
    for index in stride(from: count - 1, to: 0, by: -1) where bytes[index] > 0 && parents[index] >= 0 {
      let parent = Int(parents[index])
      bytes[parent] += bytes[index]
      linkBytes[parent] += linkBytes[index]
      blockCount[parent] += blockCount[index]
    }
    let sizes = bytes
    holders = tree.nodes.indices.filter { sizes[$0] > 0 }
    for index in holders { name(index, of: tree) }
    exclude(page)
  }

  /// Paragraph bytes of the whole page, at least 1.
  var paragraphTotal: Int32 { max(1, paragraphBytes.first ?? 1) }

  /// Takes the paragraphs of consent walls, comments, sidebars and the like out, each kind only where enough is left.
  private mutating func exclude(_ page: PageText) {
    sumParagraphs(page)
    for cues in Self.exclusions {
      for index in holders where !own[index].isDisjoint(with: cues) && wouldEmptyPage(index) {
        own[index].subtract(cues)
      }
      for index in holders {
        inherited[index] = parents[index] >= 0 ? inherited[Int(parents[index])].union(own[index]) : own[index]
      }
      for index in page.blocks.indices where isParagraph[index] {
        if !inherited[page.blocks[index].element].isDisjoint(with: cues) { isParagraph[index] = false }
      }
      sumParagraphs(page)
    }
  }

  private func wouldEmptyPage(_ index: Int) -> Bool {
    let total = Int(paragraphBytes.first ?? 0)
    let kept = total - Int(paragraphBytes[index])
    return kept < total && (kept < Self.keptBytesMin || Double(kept) < Self.keptShareMin * Double(total))
  }

  private mutating func sumParagraphs(_ page: PageText) {
    for index in holders { paragraphBytes[index] = 0 }
    for (index, block) in page.blocks.enumerated() where isParagraph[index] {
      paragraphBytes[block.element] += Int32(block.text.count)
    }
    for index in holders.reversed() where parents[index] >= 0 {
      paragraphBytes[Int(parents[index])] += paragraphBytes[index]
    }
  }

  /// The share of the page's paragraph text that an element holds, 0 to 1.
  func share(_ index: Int) -> Float { Float(paragraphBytes[index]) / Float(paragraphTotal) }

  private mutating func name(_ index: Int, of tree: HTMLTree) {
    let node = tree.nodes[index]
    var cues = Cues(tag: node.tag)
    var hash = (UInt64(node.tag.rawValue) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    for attribute in tree.attributes(of: index) {
      let value = tree.pool[attribute.value]
      switch attribute.name {
      case .class:
        cues.formUnion(CueWords.shared.cues(of: value))
        for byte in value { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      case .id, .role, .itemprop, .dataTestid, .dataComponent, .dataType, .dataBlock, .dataQa, .dataModule,
        .ariaLabel:
        cues.formUnion(CueWords.shared.cues(of: value))
      case .hidden: cues.insert(.hidden)
      case .ariaHidden: if value.elementsEqual("true".utf8) { cues.insert(.hidden) }
      case .style: if Self.hides(value) { cues.insert(.hidden) }
      default: break
      }
    }
    own[index] = cues
    signature[index] = hash
  }

  /// True for a style that takes an element off the page.
  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    let plain = style.filter { $0 != 0x20 }
    return plain.starts(with: "display:none".utf8) || plain.suffix(13).starts(with: ";display:none".utf8)
  }
}

extension Block {
  /// True for a block long enough, and with links few enough, to be a paragraph of an article.
  var isLongText: Bool { text.count >= ElementTable.paragraphBytesMin && linkBytes * 3 < text.count }
}
