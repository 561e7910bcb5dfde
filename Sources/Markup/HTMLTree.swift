import CMarkup

/// A node of a page: an element or a run of text. Nodes stand in document order, so an element's descendants are those
/// from its own index + 1 up to `end`.
package struct Node: Sendable {
  /// Which element it is, or `text`.
  package var tag: Tag
  /// Index of the element that holds it; -1 for a root.
  package var parent: Int32
  /// Index after its last descendant.
  package var end: Int32
  /// For text the offset of its bytes in the pool, for an element the index of its first attribute.
  fileprivate var start: Int32
  /// For text its number of bytes, for an element its number of attributes.
  fileprivate var count: Int32
}

/// An attribute: its name and the bytes of its decoded value in the pool.
package struct Attribute: Sendable {
  /// Which attribute it is; those that no rule reads are not kept.
  package var name: AttributeName
  /// Byte offsets into `HTMLTree.pool`, empty for an attribute without a value.
  package var value: Range<Int>
}

/// A script of the page, which is no part of its tree.
package struct Script: Sendable {
  /// Its contents in the page's bytes.
  package var contents: Range<Int>
  /// True where its `type` is that of JSON-LD: it holds data about the page.
  package var isLinkedData: Bool
}

/// What bounds a page, whoever wrote it.
package enum PageLimits {
  /// 200 times the largest page of the development set; at 20 bytes a node that is 40 MB.
  static let nodeCountMax = 2_000_000
  /// The depth at which browsers of Blink's kind stop nesting too.
  static let depthMax = 512
  /// Longer values (pictures written into a link, whole states of a program) say nothing to a reader.
  static let attributeBytesMax = 16_384
  /// A page larger than this is refused; offsets are 32 bits wide.
  package static let pageBytesMax = 128 << 20
}

/// A page of HTML as flat arrays, by libxml2.
///
/// Scripts, styles, drawings, comments and attributes that no rule reads are left out before libxml2 sees the page.
/// Each run of white space within a text node is one space.
package struct HTMLTree: Sendable {
  /// Elements and texts in document order; at most `PageLimits.nodeCountMax`.
  package private(set) var nodes: [Node] = []
  /// The attributes of all elements, those of one element side by side in the order of the page.
  package private(set) var attributes: [Attribute] = []
  /// UTF-8 of all text and attribute values.
  package private(set) var pool: [UInt8] = []
  /// The scripts in the order of the page, with nothing of them run.
  package private(set) var scripts: [Script] = []
  /// The page that was parsed, as valid UTF-8.
  package let page: [UInt8]
  /// True where the page met a limit and what came after is missing.
  package private(set) var isTruncated = false

  /// Parses a page.
  ///
  /// - Parameter page: valid UTF-8 without null bytes, as `Charset.decode` gives it; at most `PageLimits.pageBytesMax`.
  /// - Complexity: linear in the size of the page.
  package init(page: [UInt8]) {
    self.page = page
    guard let names = Names.html.pointer else { return }
    let limits = MarkupLimits(
      node_count_max: PageLimits.nodeCountMax,
      depth_max: PageLimits.depthMax,
      attribute_bytes_max: PageLimits.attributeBytesMax
    )
    let tree = page.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { markup_parse($0, bytes.count, names, limits) }
    }
    guard let tree else { return }
    defer { markup_free(tree) }
    copy(tree.pointee)
  }

  private mutating func copy(_ tree: MarkupTree) {
    nodes = UnsafeBufferPointer(start: tree.nodes, count: tree.node_count).map { node in
      Node(
        tag: Tag(rawValue: node.tag) ?? .other,
        parent: node.parent,
        end: node.end,
        start: node.start,
        count: node.count
      )
    }
    attributes = UnsafeBufferPointer(start: tree.attributes, count: tree.attribute_count).compactMap { item in
      AttributeName(rawValue: item.name).map {
        Attribute(name: $0, value: Int(item.start)..<Int(item.start + item.count))
      }
    }
    pool = Array(UnsafeBufferPointer(start: tree.pool, count: tree.pool_count))
    scripts = UnsafeBufferPointer(start: tree.scripts, count: tree.script_count).map { script in
      let type = page[script.type_start..<script.type_start + script.type_count]
      return Script(
        contents: script.start..<script.start + script.count,
        isLinkedData: Self.linkedDataName.stand(in: type)
      )
    }
    isTruncated = tree.truncated
  }

  /// Stands in `application/ld+json`, with or without parameters.
  private static let linkedDataName = ByteWords(["ld+json"])
}

extension HTMLTree {
  /// The bytes of a text node in the pool; empty for an element.
  package func textRange(of index: Int) -> Range<Int> {
    let node = nodes[index]
    guard node.tag == .text else { return 0..<0 }
    return Int(node.start)..<Int(node.start + node.count)
  }

  /// The attributes of an element, in the order of the page; empty for text.
  package func attributes(of index: Int) -> ArraySlice<Attribute> {
    let node = nodes[index]
    guard node.tag != .text else { return attributes[0..<0] }
    return attributes[Int(node.start)..<Int(node.start + node.count)]
  }

  /// The elements that have an attribute for which a condition holds, in the order of the page.
  ///
  /// - Complexity: linear in the number of nodes and attributes.
  package func elements(having isWanted: (Attribute) -> Bool) -> [Int] {
    var found: [Int] = []
    for index in nodes.indices where nodes[index].tag != .text && nodes[index].count > 0 {
      var at = Int(nodes[index].start)
      let end = at + Int(nodes[index].count)
      while at < end, !isWanted(attributes[at]) { at += 1 }
      if at < end { found.append(index) }
    }
    return found
  }

  /// Where an attribute's value stands in the pool; nil where the element has none of that name.
  package func value(_ name: AttributeName, of index: Int) -> Range<Int>? {
    attributes(of: index).first { $0.name == name }?.value
  }

  /// An attribute's value as text; nil where the element has none of that name.
  package func string(_ name: AttributeName, of index: Int) -> String? {
    value(name, of: index).map(string)
  }

  /// Bytes of the pool as text.
  package func string(_ range: Range<Int>) -> String { String(decoding: pool[range], as: UTF8.self) }

  /// The descendants of an element: the indices after its own up to its end.
  package func descendants(of index: Int) -> Range<Int> { index + 1..<Int(nodes[index].end) }

  /// All text below a node, with single spaces.
  ///
  /// - Complexity: linear in the number of the node's descendants and their text.
  package func text(of index: Int) -> String {
    var bytes: [UInt8] = []
    for node in index..<Int(nodes[index].end) {
      if nodes[node].tag == .text { bytes.append(contentsOf: pool[textRange(of: node)]) }
      if nodes[node].tag == .br { bytes.append(0x20) }
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// What the same bytes cost libxml2 alone.
package enum BareParse {
  /// CPU seconds in which libxml2 makes and frees its own tree of a page: what the extractor's time is compared with.
  package static func seconds(_ page: [UInt8]) -> Double {
    page.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { markup_bare_parse_seconds($0, bytes.count) } ?? 0
    }
  }
}
