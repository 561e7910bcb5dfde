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
    let found = tree.nodes.indices.filter { tree.nodes[$0].tag != .text && Self.hides($0, in: tree) }
    guard !found.isEmpty else { return }
    let bytes = Self.textBytes(of: tree)
    let total = bytes.last ?? 0
    isHidden = [Bool](repeating: false, count: tree.nodes.count)
    for index in found {
      let own = bytes[Int(tree.nodes[index].end)] - bytes[index]
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
    var (hides, reveals) = (false, false)
    var isTabPanel = false
    for attribute in tree.attributes(of: index) {
      let value = tree.pool[attribute.value]
      switch attribute.name {
      case .hidden: hides = true
      case .ariaHidden: hides = hides || value.elementsEqual("true".utf8)
      case .style: hides = hides || Self.hides(style: value)
      case .class, .id:
        guard !value.isEmpty else { continue }
        let names = Names(tree.string(attribute.value))
        if attribute.name == .class { hides = hides || names.hide }
        reveals = reveals || names.reveal
      case .role: isTabPanel = value.elementsEqual("tabpanel".utf8)
      default: break
      }
    }
    // Scripts fold an article's body and its further parts; an unselected tab is another text.
    return hides && (!reveals || isTabPanel) && ![.body, .html, .main].contains(tree.nodes[index].tag)
  }

  /// True for a style that takes an element off the page: not shown, moved out of it, or without size or colour.
  private static func hides(style: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: style.filter { $0 > 0x20 }, as: UTF8.self).lowercased()
    return text.split(separator: ";").contains { declaration in
      let plain = declaration.hasSuffix("!important") ? declaration.dropLast(10) : declaration
      if ["display:none", "visibility:hidden", "font-size:0", "font-size:0px"].contains(String(plain)) {
        return true
      }
      return ["left:-9999", "top:-9999", "text-indent:-9999", "left:-10000", "text-indent:-1000"].contains {
        plain.hasPrefix($0)
      }
    }
  }

  /// What the names of an element say of its visibility.
  private struct Names {
    var hide = false
    var reveal = false

    /// Classes that hide for eyes, of Bootstrap, WordPress, Tailwind, Foundation, UIkit, Drupal, GOV.UK and others.
    private static let hiding: Set<String> = [
      "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
      "screenreader-only",
      "screenreader", "screen-reader", "sronly", "hidden", "hide", "d-none", "is-hidden", "u-hidden",
      "uk-hidden", "invisible",
      "element-invisible", "offscreen", "off-screen", "a11y-hidden", "a11y-text", "accessibility-hidden",
      "govuk-visually-hidden", "u-visually-hidden", "u-visuallyhidden", "is-visually-hidden", "hidden-text",
      "show-for-sr",
      "element-hidden", "display-none", "displaynone", "nodisplay", "no-display", "assistive-text",
      "hidden-accessible",
      "ui-helper-hidden-accessible", "cdk-visually-hidden", "clip-hidden", "reader-only", "readers-only",
      "accessible-hidden",
    ]
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
        words.contains(where: Self.hiding.contains) && !words.contains(where: Self.isShownElsewhere)
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
