internal import CMarkup

/// What bounds a feed, whoever wrote it.
package enum FeedLimits {
  /// Feeds that hold whole articles have some 2 MB; a larger one is refused.
  package static let bytesMax = 16 << 20
  /// An entry has some 20 elements, so this is room for `entriesMax` entries and more.
  static let nodeCountMax = 500_000
  /// Longer values are no address.
  static let attributeBytesMax = 16_384
  /// A feed shows its newest entries, 10 to 200 of them, an archive or a sitemap thousands.
  package static let entriesMax = 10_000
}

/// A feed of RSS or Atom as a tree, by libxml2.
///
/// No entity is expanded and no document type is read. Tags that do not balance are made to, so that a feed gives what stands
/// behind a fault too.
package struct FeedTree: Sendable {
  /// An element with what stands in it.
  package struct Element: Sendable {
    /// Which element it is, by name and namespace; `text` for a run of text.
    package let tag: FeedTag
    /// The attributes that rules read, decoded; empty for text.
    package fileprivate(set) var attributes: [FeedAttribute: String] = [:]
    /// What stands in it, in document order; empty for text.
    package fileprivate(set) var children: [Element] = []
    /// The text of a `FeedTag.text`; empty for an element.
    fileprivate var run = ""
  }

  /// The outermost element; nil where the bytes hold none.
  package private(set) var root: Element?
  /// True where the feed met a limit and what came after is missing.
  package private(set) var isTruncated = false
  /// True where tags did not balance: what stands after the fault was read, and may stand in the wrong place.
  package private(set) var isBroken = false

  /// Parses a feed.
  ///
  /// - Parameter bytes: valid UTF-8 without null bytes, as `Charset.decode` gives it.
  /// - Complexity: linear in the size of the feed.
  package init(_ bytes: [UInt8]) {
    guard bytes.count <= FeedLimits.bytesMax, let names = Names.feed.pointer else { return }
    let limits = MarkupLimits(
      node_count_max: FeedLimits.nodeCountMax,
      depth_max: 0,  // libxml2's own, which is 256
      attribute_bytes_max: FeedLimits.attributeBytesMax
    )
    let tree = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { markup_parse_feed($0, buffer.count, names, limits) }
    }
    guard let tree else { return }
    defer { markup_free(tree) }
    isTruncated = tree.pointee.truncated
    isBroken = tree.pointee.broken
    root = Reader(tree.pointee).root
  }

  /// Takes the flat tree over, the last element first, so that each finds its children made.
  private struct Reader {
    private static let tags = FeedTag.allCases
    private static let attributeNames = FeedAttribute.allCases

    let tree: MarkupTree

    init(_ tree: MarkupTree) { self.tree = tree }

    var root: Element? {
      let nodes = UnsafeBufferPointer(start: tree.nodes, count: tree.node_count)
      var waiting: [Int32: [Element]] = [:]
      var root: Element?
      for index in nodes.indices.reversed() {
        let node = nodes[index]
        var element = Element(tag: Self.tags[Int(node.tag)])
        if element.tag == .text {
          element.run = string(Int(node.start), Int(node.count))
        } else {
          element.attributes = attributes(of: node)
          element.children = (waiting.removeValue(forKey: Int32(index)) ?? []).reversed()
        }
        if node.parent >= 0 { waiting[node.parent, default: []].append(element) }
        if node.parent < 0, element.tag != .text { root = element }
      }
      return root
    }

    private func attributes(of node: MarkupNode) -> [FeedAttribute: String] {
      var found: [FeedAttribute: String] = [:]
      for place in Int(node.start)..<Int(node.start + node.count) {
        guard let attribute = tree.attributes?[place], attribute.count <= FeedLimits.attributeBytesMax else {
          continue
        }
        found[Self.attributeNames[Int(attribute.name)]] = string(
          Int(attribute.start),
          Int(attribute.count)
        )
      }
      return found
    }

    private func string(_ start: Int, _ count: Int) -> String {
      String(
        decoding: UnsafeBufferPointer(start: tree.pool, count: tree.pool_count)[start..<start + count],
        as: UTF8.self
      )
    }
  }
}

extension FeedTree.Element {
  /// The first child of a name.
  package subscript(tag: FeedTag) -> FeedTree.Element? { children.first { $0.tag == tag } }

  /// The children of a name, in order.
  package func all(_ tag: FeedTag) -> [FeedTree.Element] { children.filter { $0.tag == tag } }

  /// The children of a name and those of the same name within a group of media, in order.
  package func grouped(_ tag: FeedTag) -> [FeedTree.Element] {
    children.flatMap { child -> [FeedTree.Element] in
      child.tag == tag
        ? [child] : child.tag == .mediaGroup || child.tag == .mediaContent ? child.all(tag) : []
    }
  }

  /// All text within, one line for each paragraph or row of XHTML, without white space at either end; scripts and styles
  /// left out.
  package var text: String {
    var lines = [""]
    appendText(to: &lines)
    return lines.map { String($0.drop(while: isBlank).reversed().drop(while: isBlank).reversed()) }.filter {
      !$0.isEmpty
    }
    .joined(separator: "\n")
  }

  private func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

  private func appendText(to lines: inout [String]) {
    if tag.isCode { return }
    if tag.isBlock { lines.append("") }
    if tag.isCell, lines.last?.isEmpty == false { lines[lines.count - 1] += "\t" }
    lines[lines.count - 1] += run
    for child in children { child.appendText(to: &lines) }
    if tag.isBlock { lines.append("") }
  }
}
