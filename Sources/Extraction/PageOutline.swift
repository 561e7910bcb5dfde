import Markup

/// Where a page's headline stands, and which elements stand apart from its article.
///
/// What a page says of its article stands near the headline; the same words within a list of other articles, a caption, a
/// quotation of a post or a comment say something of those.
struct PageOutline {
  /// The element that holds the headline; nil where the page marks none.
  let headline: Int?
  private let tree: HTMLTree
  private let hidden: HiddenElements

  /// Cues of what is no part of the article that the headline is of.
  private static let apart: Cues = [
    .navigation, .footer, .sidebar, .related, .comment, .caption, .bio, .advert, .newsletter, .consent,
    .modal, .hidden,
  ]
  private static let apartTags: Set<Tag> = [.aside, .nav, .footer, .blockquote, .figure, .figcaption]
  /// Names of things that have a date of their own: an event, a quoted post.
  private static let datedThings: Set<String> = [
    "event", "tweet", "twitter", "instagram", "telegram", "match", "calendar",
  ]

  init(_ tree: HTMLTree, headline: Int?, hidden: HiddenElements) {
    self.tree = tree
    self.hidden = hidden
    self.headline = headline
  }

  /// True for a node within something that stands apart from the article, or that nobody sees.
  ///
  /// An element that holds the headline too stands not apart, whatever its names say: many a page's outermost box is
  /// called a sidebar.
  /// - Complexity: linear in the depth of the node.
  func standsApart(_ index: Int) -> Bool {
    if hidden.contains(index) { return true }
    var at = index
    while at >= 0 {
      let node = tree.nodes[at]
      if let headline, at <= headline, headline < Int(node.end) { return false }
      if [.body, .html, .main].contains(node.tag) { return false }
      if Self.apartTags.contains(node.tag) || isNamedApart(at) { return true }
      // An article beside the one that holds the headline is another article.
      if node.tag == .article, headline != nil { return true }
      at = Int(node.parent)
    }
    return false
  }

  private func isNamedApart(_ index: Int) -> Bool {
    guard tree.nodes[index].tag != .text else { return false }
    for name in [AttributeName.class, .id, .role] {
      guard let value = tree.value(name, of: index) else { continue }
      if !CueWords.shared.cues(of: tree.pool[value]).isDisjoint(with: Self.apart) { return true }
      let words = tree.string(value).lowercased().split { !$0.isLetter }
      if words.contains(where: { Self.datedThings.contains(String($0)) }) { return true }
    }
    return false
  }
}
