import Markup

/// What a page says about itself outside of its text: `<meta>`, `<link>`, `<title>`, JSON-LD.
struct PageMetadata {
  /// Contents of `<meta>` by lower-case name or property, in the order of the page.
  private(set) var meta: [String: [String]] = [:]
  /// Values of `itemprop` on any element with a `content` or `datetime`, first of each name.
  private(set) var itemProperties: [String: String] = [:]
  /// Addresses of `<link>` by relation, first of each.
  private(set) var links: [String: String] = [:]
  /// The text of `<title>`.
  private(set) var title: String?
  /// The `lang` of `<html>`.
  private(set) var language: String?
  /// The objects of all JSON-LD scripts, graphs and lists taken apart.
  private(set) var linkedData: [LenientJSON] = []

  /// Larger JSON-LD scripts than this are left unread: real ones hold an article, not an archive.
  private static let linkedDataBytesMax = 2 << 20

  /// Reads what a page says about itself.
  ///
  /// - Complexity: linear in the page.
  init(_ tree: HTMLTree) {
    for index in tree.nodes.indices where Self.tellingTags.contains(tree.nodes[index].tag) {
      read(index, of: tree)
    }
    for index in tree.elements(having: { $0.name == .itemprop }) where tree.nodes[index].tag != .link {
      readItemProperty(index, of: tree)
    }
    for script in tree.scripts where script.isLinkedData {
      guard script.contents.count <= Self.linkedDataBytesMax,
        let value = LenientJSON(tree.page[script.contents])
      else { continue }
      flatten(value)
    }
  }

  private static let tellingTags: [Tag] = [.meta, .link, .title, .html]

  /// The first non-empty `<meta>` among the names, in the order given.
  func meta(_ names: String...) -> String? {
    for name in names {
      if let value = meta[name]?.first(where: { !$0.isEmpty }) { return value }
    }
    return nil
  }

  private mutating func read(_ index: Int, of tree: HTMLTree) {
    switch tree.nodes[index].tag {
    case .meta: readMeta(index, of: tree)
    case .link:
      guard let relation = tree.string(.rel, of: index)?.lowercased(),
        let address = tree.string(.href, of: index)
      else { return }
      for word in relation.split(separator: " ") where links[String(word)] == nil {
        links[String(word)] = address
      }
    case .title where title == nil && isInHead(index, of: tree):
      title = tree.text(of: index)
    case .html where language == nil: language = tree.string(.lang, of: index)
    default: break
    }
  }

  private func isInHead(_ index: Int, of tree: HTMLTree) -> Bool {
    let parent = Int(tree.nodes[index].parent)
    return parent < 0 || [.head, .html].contains(tree.nodes[parent].tag)
  }

  private mutating func readMeta(_ index: Int, of tree: HTMLTree) {
    guard let content = tree.string(.content, of: index) else { return }
    let name = tree.string(.property, of: index) ?? tree.string(.name, of: index)
    if let name { meta[name.lowercased(), default: []].append(content.trimmed) }
  }

  private mutating func readItemProperty(_ index: Int, of tree: HTMLTree) {
    guard let name = tree.string(.itemprop, of: index), itemProperties[name] == nil,
      let value = tree.string(.content, of: index) ?? tree.string(.datetime, of: index)
    else { return }
    itemProperties[name] = value.trimmed
  }

  private mutating func flatten(_ value: LenientJSON) {
    switch value {
    case .array(let elements): elements.forEach { flatten($0) }
    case .object:
      linkedData.append(value)
      if let graph = value["@graph"] { flatten(graph) }
      if let entity = value["mainEntity"], entity["articleBody"] != nil || entity["headline"] != nil {
        flatten(entity)
      }
    default: break
    }
  }
}

extension PageMetadata {
  /// The JSON-LD object that describes the article: of a type that ends in `Article`, `Posting` or `Report`; else the
  /// first object with a headline.
  var article: LenientJSON? {
    let articles = linkedData.filter { object in
      object.types.contains { $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0.hasSuffix("Report") }
    }
    return articles.first { $0["headline"]?.string != nil } ?? articles.first
      ?? linkedData.first { $0["headline"]?.string != nil }
  }

  /// The first JSON-LD object of a type.
  func object(ofType type: String) -> LenientJSON? { linkedData.first { $0.types.contains(type) } }
}

extension LenientJSON {
  /// The names in `@type`, without a namespace.
  var types: [String] {
    (self["@type"]?.elements ?? []).compactMap {
      $0.string?.split(whereSeparator: { "/:#".contains($0) }).last.map(String.init)
    }
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    let characters = self[...].drop(while: \.isWhitespace)
    guard let last = characters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(characters[...last])
  }
}
