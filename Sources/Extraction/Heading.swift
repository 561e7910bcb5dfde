import Markup

/// The element that shows the headline.
enum Heading {
  /// A page has some headings; more are an archive.
  private static let headingsMax = 60
  /// A heading that shares so many of its words with the page's title is the headline.
  private static let likenessMin = 0.6

  /// The heading and its text; nil where the page marks none.
  ///
  /// The first `<h1>` that agrees with the page's title, else the first that is no logo, else a lesser heading that agrees
  /// with the title.
  /// - Complexity: linear in the page.
  static func find(in tree: HTMLTree, metadata: PageMetadata, site: SiteName) -> (index: Int, text: String)? {
    let main = headings(of: [.h1], in: tree)
    let shown = main.filter { !isLogo($0.index, $0.text, in: tree, site: site) }
    if shown.count == 1 { return shown[0] }
    let titles = [metadata.meta("og:title"), metadata.title, metadata.article?["headline"]?.string]
      .compactMap { $0?.unescapedMarkup }.filter { !site.isName($0) }
    func agrees(_ heading: (index: Int, text: String)) -> Bool {
      titles.contains { Headline.likeness(heading.text, $0) >= likenessMin }
    }
    if let found = shown.first(where: agrees) ?? shown.first { return found }
    return headings(of: [.h2, .h3], in: tree).first(where: agrees) ?? main.first
  }

  /// The texts of the page's first headings of the first rank.
  static func texts(in tree: HTMLTree) -> [String] {
    tree.nodes.indices.lazy.filter { tree.nodes[$0].tag == .h1 }.prefix(3).map { text(of: $0, in: tree) }
  }

  private static func headings(of ranks: [Tag], in tree: HTMLTree) -> [(index: Int, text: String)] {
    tree.nodes.indices.lazy.filter { ranks.contains(tree.nodes[$0].tag) }.prefix(headingsMax)
      .map { (index: $0, text: text(of: $0, in: tree)) }.filter { !$0.text.isEmpty }
  }

  /// True for the outlet's name or sign set as a heading.
  private static func isLogo(_ index: Int, _ text: String, in tree: HTMLTree, site: SiteName) -> Bool {
    if site.isName(text) { return true }
    return [AttributeName.class, .id].contains { name in
      tree.value(name, of: index).map { logoWords.stand(in: tree.pool[$0]) } ?? false
    }
  }

  private static let logoWords = ByteWords([
    "logo", "site-title", "sitetitle", "site-name", "sitename", "brand", "masthead",
  ])

  /// The text of a heading without the small print in it: when it was changed, who wrote it.
  private static func text(of index: Int, in tree: HTMLTree) -> String {
    let text = tree.textWithoutSmallPrint(of: index)
    return text.isEmpty ? tree.text(of: index) : text
  }
}
