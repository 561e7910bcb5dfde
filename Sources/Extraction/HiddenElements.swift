import Markup

/// The elements of a page that a reader does not see: hidden by attribute, by their own style, or by the name of a class that
/// the usual frameworks hide.
///
/// Hidden text was written for search engines, for other screens or by an intruder; it is no part of the article. But some
/// pages hide the article itself until a script reveals it: what holds most of a page's text, and what is named as the
/// folded part of an article, is kept.
struct HiddenElements {
  /// For each node whether it stands within a hidden element; empty where nothing is hidden.
  private var isHidden: [Bool] = []

  /// An element with this share of the page's text is its article, whatever hides it.
  private static let articleShareMin = 0.4
  /// A page of less text is judged by what it shows.
  private static let textBytesMin = 200

  /// Finds the hidden elements.
  ///
  /// - Complexity: linear in the page.
  init(_ tree: HTMLTree) {
    let found = tree.elements(having: { Self.hides($0, in: tree) })
    guard !found.isEmpty else { return }
    let bytes = Self.textBytes(of: tree)
    let total = bytes.last ?? 0
    isHidden = [Bool](repeating: false, count: tree.nodes.count)
    for index in found where !isHidden[index] {
      let own = bytes[Int(tree.nodes[index].end)] - bytes[index]
      guard own > 0, Self.hides(index, in: tree) else { continue }
      if own >= Self.textBytesMin, Double(own) >= Self.articleShareMin * Double(total) { continue }
      for node in index..<Int(tree.nodes[index].end) { isHidden[node] = true }
    }
  }

  /// True for a node that a reader does not see.
  func contains(_ index: Int) -> Bool { !isHidden.isEmpty && isHidden[index] }

  /// How many bytes of text stand before each node, and in all.
  private static func textBytes(of tree: HTMLTree) -> [Int] {
    var sums = [0]
    sums.reserveCapacity(tree.nodes.count + 1)
    for index in tree.nodes.indices {
      let isText = tree.nodes[index].tag == .text
      sums.append(sums[index] + (isText ? tree.textRange(of: index).count : 0))
    }
    return sums
  }

  private static func hides(_ index: Int, in tree: HTMLTree) -> Bool {
    let attributes = tree.attributes(of: index)
    if [.body, .html, .main].contains(tree.nodes[index].tag) || isInitial(index, in: tree) { return false }
    // Scripts fold an article's body and its further parts; an unselected tab is another text.
    let names = attributes.filter { $0.name == .class || $0.name == .id }.map { Names(tree.string($0.value)) }
    let isTabPanel = tree.string(.role, of: index) == "tabpanel"
    if !isTabPanel, names.contains(where: \.reveal) { return false }
    return names.contains(where: \.hide) || attributes.contains { $0.name != .class && hides($0, in: tree) }
  }

  /// More bytes than any letter has.
  private static let letterBytesMax = 8

  /// True for a single letter that the word goes on behind: an initial is set apart for eyes, and its twin for readers aloud.
  private static func isInitial(_ index: Int, in tree: HTMLTree) -> Bool {
    let end = Int(tree.nodes[index].end)
    guard end - index == 2, end < tree.nodes.count, tree.nodes[end].tag == .text,
      tree.nodes[index + 1].tag == .text
    else { return false }
    let letter = tree.text(of: index)
    guard letter.count == 1, letter.first?.isLetter == true else { return false }
    return tree.string(tree.textRange(of: end).prefix(letterBytesMax)).first?.isLetter == true
  }

  /// True for an attribute that hides its element, or for a class that may.
  private static func hides(_ attribute: Attribute, in tree: HTMLTree) -> Bool {
    switch attribute.name {
    case .hidden: true
    case .ariaHidden: tree.pool[attribute.value].elementsEqual("true".utf8)
    case .style: hides(style: tree.pool[attribute.value])
    case .class: HidingClasses.shared.stand(in: tree.pool[attribute.value])
    default: false
    }
  }

  /// True for a style that takes an element off the page: not shown, moved out of it, or without size.
  private static func hides(style: ArraySlice<UInt8>) -> Bool {
    // Most styles set a width or a colour.
    guard hidingWords.stand(in: style) else { return false }
    let text = String(decoding: style.filter { $0 > 0x20 }, as: UTF8.self).lowercased()
    let declarations = text.split(separator: ";").map { declaration in
      declaration.hasSuffix("!important") ? declaration.dropLast(10) : declaration
    }
    let isCut = declarations.contains {
      ["overflow:hidden", "overflow:clip", "overflow-y:hidden"].contains($0)
    }
    return declarations.contains { plain in
      if ["display:none", "visibility:hidden"].contains(plain) || isNothing(plain, "font-size:") {
        return true
      }
      if isCut, isNothing(plain, "height:") || isNothing(plain, "max-height:") { return true }
      return outside.contains { plain.hasPrefix($0) }
    }
  }

  /// One of these stands in every style that hides.
  private static let hidingWords = ByteWords(["none", "hidden", "clip", "font-size", "-999", "-100"])

  /// How declarations begin that move an element out of the page, or cut all of it away.
  private static let outside = [
    "left:-9999", "top:-9999", "text-indent:-9999", "left:-10000", "text-indent:-1000", "clip:rect(0",
    "clip:rect(1px",
    "clip-path:inset(50%", "clip-path:inset(100%",
  ]

  /// True where a declaration gives a property the length nothing, in any unit.
  private static func isNothing(_ declaration: Substring, _ property: String) -> Bool {
    guard declaration.hasPrefix(property) else { return false }
    let number = declaration.dropFirst(property.count).prefix { $0.isNumber || $0 == "." }
    return Double(number) == 0
  }

  /// What the names of an element say of its visibility.
  private struct Names {
    var hide = false
    var reveal = false

    /// What scripts show while a page is scrolled, and parts of an article that a reader unfolds.
    private static let revealing = [
      "wow", "aos-", "animate", "elementor", "et_pb", "vc_", "lazy", "reveal", "fade", "readmore",
      "read-more", "read_more",
      "expand", "collaps", "truncat", "fulltext", "full-text", "full_text", "more-text", "more-content",
      "article-body",
      "articlebody", "article__body", "story-body", "amp-access", "paywall", "accordion", "spoiler",
    ]

    init(_ value: String) {
      let words = value.lowercased().split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
      hide =
        words.contains(where: HidingClasses.shared.contains) && !words.contains(where: Self.isShownElsewhere)
        || words.contains("tab-pane") && !words.contains("active") && !words.contains("show")
      reveal = words.contains { word in Self.revealing.contains { word.hasPrefix($0) } }
    }

    /// `d-md-block`, `lg:block`: hidden on small screens alone.
    private static func isShownElsewhere(_ word: String) -> Bool {
      let displays = [
        "block", "flex", "inline", "grid", "contents", "inline-block", "inline-flex", "table", "table-cell",
      ]
      if let colon = word.firstIndex(of: ":") {
        return displays.contains(String(word[word.index(after: colon)...]))
      }
      return word.hasPrefix("d-") && word != "d-none" && displays.contains { word.hasSuffix("-" + $0) }
    }
  }
}

/// Classes that hide for eyes, of Bootstrap, WordPress, Tailwind, Foundation, UIkit, Drupal, GOV.UK and others: found by the
/// hashes of their bytes, since every class of every element is looked up.
private struct HidingClasses {
  static let shared = HidingClasses()

  private static let names = [
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
    "screenreader-only", "screenreader", "screen-reader", "sronly", "hidden", "hide", "d-none", "is-hidden",
    "u-hidden", "uk-hidden", "invisible", "element-invisible", "offscreen", "off-screen", "a11y-hidden",
    "a11y-text", "accessibility-hidden", "govuk-visually-hidden", "u-visually-hidden", "u-visuallyhidden",
    "is-visually-hidden", "hidden-text", "show-for-sr", "element-hidden", "display-none", "displaynone",
    "nodisplay", "no-display", "assistive-text", "hidden-accessible", "ui-helper-hidden-accessible",
    "cdk-visually-hidden", "clip-hidden", "reader-only", "readers-only", "accessible-hidden",
  ]
  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3
  private let hashes: Set<UInt64>
  /// One bit for each hash's low bits: nearly all classes are told by it.
  private var marks = [Bool](repeating: false, count: markCount)
  private static let markCount = 4096

  private init() {
    hashes = Set((Self.names + ["tab-pane"]).map { Self.hash($0.utf8) })
    for hash in hashes { marks[Int(hash & UInt64(Self.markCount - 1))] = true }
  }

  private func holds(_ hash: UInt64) -> Bool {
    marks[Int(hash & UInt64(Self.markCount - 1))] && hashes.contains(hash)
  }

  func contains(_ name: String) -> Bool { name != "tab-pane" && hashes.contains(Self.hash(name.utf8)) }

  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(basis) { ($0 ^ UInt64($1)) &* prime }
  }

  /// True where one of the names, or a tab's, is among those of a class attribute.
  func stand(in value: ArraySlice<UInt8>) -> Bool {
    var hash = Self.basis
    for byte in value {
      if byte > 0x20 {
        hash = (hash ^ UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)) &* Self.prime
      } else {
        if holds(hash) { return true }
        hash = Self.basis
      }
    }
    return holds(hash)
  }
}
