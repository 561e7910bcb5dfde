import Markup

/// A block of a page: a run of text that a reader sees as one paragraph, heading, list item or cell.
struct Block {
  /// The block-level element that holds the text directly.
  var element: Int
  /// Its first and last text node.
  var nodes: ClosedRange<Int>
  /// Its bytes in `PageText.bytes`: single spaces, none at either end.
  var text: Range<Int>
  /// How many of its bytes stand within links, and within bold or italic.
  var linkBytes = 0
  var emphasisBytes = 0
  /// How many links it holds.
  var linkCount = 0
}

/// The text of a page as a list of blocks in document order.
struct PageText {
  private(set) var bytes: [UInt8] = []
  private(set) var blocks: [Block] = []

  /// Cuts a page into blocks.
  ///
  /// A block ends where a block-level element begins or ends, and at two line breaks in a row.
  ///
  /// - Parameters:
  ///   - tree: the page.
  ///   - hidden: what a reader does not see, which is left out; nil where all is to be read.
  ///   - showsNoscript: true to read what browsers without scripts show.
  /// - Complexity: linear in the page.
  init(_ tree: HTMLTree, hidden: HiddenElements? = nil, showsNoscript: Bool = false) {
    bytes.reserveCapacity(tree.pool.count / 2)
    var builder = Builder(tree: tree, hidden: hidden, showsNoscript: showsNoscript)
    builder.run()
    bytes = builder.bytes
    blocks = builder.blocks
  }

  /// The page with some of its blocks alone.
  func keeping(_ isKept: (Block) -> Bool) -> PageText {
    var page = self
    page.blocks = blocks.filter(isKept)
    return page
  }

  /// A block's text.
  func string(_ block: Block) -> String { String(decoding: bytes[block.text], as: UTF8.self) }

  /// Decisions show so many bytes of a block.
  private static let excerptBytes = 80

  /// The beginning of a block's text, up to a whole character.
  func excerpt(_ block: Block) -> String {
    guard block.text.count > Self.excerptBytes else { return string(block) }
    var end = block.text.lowerBound + Self.excerptBytes
    while end > block.text.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[block.text.lowerBound..<end], as: UTF8.self)
  }

  /// A credit is shorter than this.
  private static let creditBytesMax = 60

  /// The agency that a line of its own on the page credits with the text; nil where none does.
  var creditedAgency: String? {
    blocks.lazy.filter { $0.text.count <= Self.creditBytesMax && mayCredit(bytes[$0.text]) }
      .compactMap { Agencies.shared.inCredit(string($0)) }.first
  }

  /// A credit has a colon, or begins with the sign of copyright.
  private func mayCredit(_ text: ArraySlice<UInt8>) -> Bool {
    text.first == 0xC2 || text.contains(UInt8(ascii: ":"))
  }

  private struct Builder {
    let tree: HTMLTree
    let hidden: HiddenElements?
    let showsNoscript: Bool
    var bytes: [UInt8] = []
    var blocks: [Block] = []
    /// Where the block at hand began; nil between blocks.
    var start: Int?
    var firstNode = 0
    var lastNode = 0
    var linkBytes = 0
    var emphasisBytes = 0
    var linkCount = 0
    var breakCount = 0
    var pendingSpace = false
    /// The ends of the open elements that matter: blocks with their index, links, emphasis.
    var openBlocks: [(element: Int, end: Int)] = [(0, .max)]
    var linkEnd = 0
    var emphasisEnd = 0

    init(tree: HTMLTree, hidden: HiddenElements?, showsNoscript: Bool) {
      self.tree = tree
      self.hidden = hidden
      self.showsNoscript = showsNoscript
    }

    mutating func run() {
      var index = 0
      while index < tree.nodes.count {
        while let open = openBlocks.last, index >= open.end {
          close()
          openBlocks.removeLast()
        }
        index = visit(index)
      }
      close()
    }

    /// Takes one node; returns the next to look at.
    private mutating func visit(_ index: Int) -> Int {
      let node = tree.nodes[index]
      switch flow(of: index) {
      case .text: append(index)
      case .hidden:
        if node.tag.isBlockLevel { close() }
        return Int(node.end)
      case .lineBreak:
        breakCount += 1
        if breakCount >= 2 { close() }
      case .link:
        linkEnd = max(linkEnd, Int(node.end))
        linkCount += 1
      case .emphasis: emphasisEnd = max(emphasisEnd, Int(node.end))
      case .block:
        close()
        openBlocks.append((index, Int(node.end)))
      case .inline: break
      }
      return index + 1
    }

    /// A custom element within a run of text is a part of it, elsewhere a box; so is a button that text goes on behind.
    private func flow(of index: Int) -> Tag.Flow {
      let node = tree.nodes[index]
      if let hidden, hidden.contains(index) { return .hidden }
      switch node.tag {
      case .noscript where showsNoscript: return .block
      case .button: return start != nil && isText(after: node) ? .inline : .hidden
      case .other:
        let holder = openBlocks.last.map { $0.element } ?? 0
        let isRun = [.p, .h1, .h2, .h3, .h4, .li, .blockquote, .td, .dd].contains(tree.nodes[holder].tag)
        return isRun || start != nil && breakCount == 0 && isText(after: node) ? .inline : .block
      default: return node.tag.flow
      }
    }

    /// True where text goes on right behind an element.
    private func isText(after node: Node) -> Bool {
      let next = Int(node.end)
      return next < tree.nodes.count && tree.nodes[next].tag == .text
        && tree.nodes[next].parent == node.parent
        && tree.textRange(of: next).count > 1
    }

    private mutating func append(_ index: Int) {
      var range = tree.textRange(of: index)
      guard let first = range.first else { return }
      let space = UInt8(ascii: " ")
      let leads = tree.pool[first] == space
      if leads { range = first + 1..<range.upperBound }
      if range.isEmpty {
        pendingSpace = true
        return
      }
      open(at: index, after: leads)
      let trails = tree.pool[range.upperBound - 1] == space
      if trails { range = range.lowerBound..<range.upperBound - 1 }
      bytes.append(contentsOf: tree.pool[range])
      pendingSpace = trails
      lastNode = index
      breakCount = 0
      if index < linkEnd { linkBytes += range.count }
      if index < emphasisEnd { emphasisBytes += range.count }
    }

    /// Begins a block where none is open, and writes the space that parts it from the text before.
    private mutating func open(at index: Int, after space: Bool) {
      if start == nil {
        start = bytes.count
        firstNode = index
        if index >= linkEnd { linkCount = 0 }
      } else if space || pendingSpace || breakCount > 0 {
        bytes.append(UInt8(ascii: " "))
      }
    }

    private mutating func close() {
      breakCount = 0
      pendingSpace = false
      defer {
        linkBytes = 0
        emphasisBytes = 0
        linkCount = 0
        start = nil
      }
      guard let start, let holder = openBlocks.last else { return }
      blocks.append(
        Block(
          element: holder.element,
          nodes: firstNode...lastNode,
          text: start..<bytes.count,
          linkBytes: linkBytes,
          emphasisBytes: emphasisBytes,
          linkCount: linkCount
        )
      )
    }
  }
}

extension Tag {
  /// What an element does to the run of text.
  enum Flow {
    case text
    case inline
    case link
    case emphasis
    case lineBreak
    case block
    /// Nothing below it is text to read.
    case hidden
  }

  /// What this element does to the run of text.
  var flow: Flow {
    switch self {
    case .text: .text
    case .a: .link
    case .b, .strong, .i, .em: .emphasis
    case .br: .lineBreak
    case .head, .noscript, .template, .select, .textarea, .button, .object, .canvas, .audio, .video, .map,
      .datalist,
      .dialog, .ampAd, .rp, .rt:
      .hidden
    case .abbr, .acronym, .big, .nobr, .bdi, .bdo, .cite, .code, .data, .del, .dfn, .ins, .kbd, .mark, .s,
      .samp,
      .small, .span, .strike, .sub, .sup, .time, .tt, .u, .wbr, .font, .q, .label, .img, .picture, .source,
      .input,
      .ruby, .slot, .progress, .meter, .output, .embed, .area:
      .inline
    default: .block
    }
  }

  /// True for elements that begin a line of their own.
  var isBlockLevel: Bool { flow == .block || self == .video || self == .audio || self == .object }
}
