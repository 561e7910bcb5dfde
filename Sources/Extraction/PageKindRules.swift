import EmbeddedData
import Markup
import Model

/// What a page is when it is no article: a wall, an error, an index.
struct PageKindRules {
  /// A wall or an error says little; a page with more text than this is an article that mentions one.
  private static let wallBytesMax = 1500
  /// Behind a paywall, a text that ends a sentence and is at least this long may be a short article.
  private static let teaserBytesMax = 250
  /// A page of at least this many link blocks, with hardly a paragraph, is an index.
  private static let indexLinksMin = 25
  /// A run of text shorter than this is no article.
  private static let textBytesMin = 40

  let tree: HTMLTree
  let page: PageText
  let source: PageMetadata
  let metadata: ArticleMetadata

  /// The kind of the page whose chosen text is given, and the rule that says so.
  func kind(of text: String) -> (kind: PageKind, rule: String) {
    let size = text.utf8.count
    if size < Self.wallBytesMax {
      let opening = [source.title, Headline.firstHeading(of: tree), metadata.title].compactMap { $0 }.joined(
        separator: "\n"
      )
      let everything =
        opening + "\n" + page.blocks.prefix(200).map(page.string).joined(separator: "\n") + notice
      if let found = phrase(.captcha, in: everything) { return found }
      if let found = phrase(.softNotFound, in: opening) { return found }
      if size < Self.wallBytesMax / 2, let found = phrase(.scriptRequired, in: everything) { return found }
      if size < Self.wallBytesMax / 2, let found = phrase(.consentWall, in: everything) { return found }
      if size < Self.teaserBytesMax, metadata.isPaywalled {
        return (.paywall, "metadata say not free, text is a teaser")
      }
      if let found = phrase(.paywall, in: everything) { return found }
    }
    if let found = index(size: size) { return found }
    return size < Self.textBytesMin ? (.empty, "no text found") : (.article, "text found")
  }

  /// What the page tells readers without scripts.
  private var notice: String {
    tree.nodes.indices.filter { tree.nodes[$0].tag == .noscript }.prefix(10).map { "\n" + tree.text(of: $0) }
      .joined()
  }

  /// True for a text that is cut, or says no more than the page's own description.
  private func isTeaser(_ text: String) -> Bool {
    let size = text.utf8.count
    let described = source.meta("og:description", "description")?.utf8.count ?? 0
    let isCut = !TextShape(Array(text.utf8)[...]).endsSentence || text.hasSuffix("…") || text.hasSuffix("...")
    return size < Self.teaserBytesMax || isCut || size * 5 < described * 6
  }

  private func phrase(_ kind: PageKind, in text: String) -> (PageKind, String)? {
    let text = text.lowercased()
    return PageKindPhrases.shared.phrases[kind]?.first { text.contains($0) }.map { (kind, "says “\($0)”") }
  }

  /// An index has many short links and neither a date nor the marks of an article nor paragraphs of its own.
  private func index(size: Int) -> (PageKind, String)? {
    let claimsArticle =
      source.article != nil || source.meta("og:type")?.lowercased() == "article" || metadata.published != nil
    let isFrontPage = CanonicalAddress.isFrontPage(metadata.url ?? "")
    guard !claimsArticle || isFrontPage else { return nil }
    let links = page.blocks.count { $0.linkBytes * 2 > $0.text.count }
    let paragraphs = page.blocks.count(where: \.isLongText)
    guard links >= Self.indexLinksMin, links > 3 * paragraphs, isFrontPage || size < Self.wallBytesMax else {
      return nil
    }
    return (.index, "\(links) links and \(paragraphs) paragraphs, no mark of an article")
  }
}

/// What walls and errors say, from `page-kind-phrases.tsv`.
struct PageKindPhrases {
  static let shared = PageKindPhrases()
  private(set) var phrases: [PageKind: [String]] = [:]

  private init() {
    for row in DataFile.pageKindPhrases.rows where row.count == 2 {
      guard let kind = PageKind(rawValue: String(row[0])) else { continue }
      phrases[kind, default: []].append(String(row[1]))
    }
  }
}
