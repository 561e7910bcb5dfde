import Markup
import Model

/// Finds the article in a page.
package struct Extractor: Sendable {
  private let model: BlockModel

  /// Makes an extractor with the program's own block model.
  package init() { model = BlockModel.shared }

  /// Makes an extractor with another block model, to compare models.
  package init(model: BlockModel) { self.model = model }

  /// The article of a page, its metadata, and why each part was kept or dropped.
  ///
  /// A page that holds no article is no error: its `article.kind` says what it is.
  /// - Parameters:
  ///   - html: the page's bytes as they came.
  ///   - url: where it was asked for; nil where unknown.
  ///   - charset: the charset that the transport named; nil where unknown.
  /// - Returns: the article and the decisions, metadata first, then the blocks in the order of the page.
  /// - Throws: `ExtractionError.notHTML` for a PDF, picture or other binary file, `tooLarge` for a page beyond the limit.
  /// - Complexity: linear in the size of the page.
  package func extract(html: [UInt8], url: String?, charset: String?) throws(ExtractionError) -> ExtractedPage
  {
    guard html.count <= PageLimits.pageBytesMax else {
      throw .tooLarge(bytes: html.count, limit: PageLimits.pageBytesMax)
    }
    if let kind = FileSignature(of: html) { throw .notHTML(kind: kind.rawValue) }
    let tree = HTMLTree(page: Charset.decode(html, declared: charset))
    let source = PageMetadata(tree)
    let hidden = HiddenElements(tree)
    let metadata = ArticleMetadata(source, tree: tree, hidden: hidden, requested: url)
    let page = PageText(tree, hidden: hidden)
    let lines = FurnitureLines(
      authors: metadata.authors,
      style: DateStyle(language: metadata.language, address: metadata.url)
    )
    let choice = BlockChoice(
      page,
      tree: tree,
      claims: PageContext.Claims(metadata, source),
      lines: lines,
      model: model
    )
    let body = text(ArticleText(page, kept: choice.kept, tree: tree), of: tree, source: source)
    let kind = PageKindRules(tree: tree, page: page, source: source, metadata: metadata).kind(
      of: body.text.text
    )
    var article = metadata.article(body.text, requested: url)
    article.creditedSource = article.creditedSource ?? page.creditedAgency
    article.captions = choice.captions
    article.kind = kind.kind
    let verdict = ExtractionDecision(.chosen, rule: kind.rule, excerpt: "kind: \(kind.kind.rawValue)")
    return ExtractedPage(
      article: article,
      decisions: metadata.decisions + [verdict] + body.decisions + choice.decisions
    )
  }

  /// The text that the page shows, or where it shows hardly any, the text that it hides.
  private func text(
    _ shown: ArticleText,
    of tree: HTMLTree,
    source: PageMetadata
  ) -> (
    text: ArticleText, decisions: [ExtractionDecision]
  ) {
    guard shown.text.utf8.count < HiddenText.shownBytesMin,
      let hidden = HiddenText.find(in: tree, source: source)
    else { return (shown, []) }
    let kept = hidden.page.blocks.indices.filter {
      hidden.page.blocks[$0].linkBytes * 2 <= hidden.page.blocks[$0].text.count
    }
    let text = ArticleText(hidden.page, kept: kept, tree: hidden.tree)
    guard text.text.utf8.count > 2 * shown.text.utf8.count else { return (shown, []) }
    return (
      text, [ExtractionDecision(.chosen, rule: hidden.rule, excerpt: "text: \(text.text.utf8.count) bytes")]
    )
  }
}

extension ArticleMetadata {
  /// The article of these metadata and a text.
  func article(_ body: ArticleText, requested: String?) -> Article {
    var article = Article(text: body.text)
    article.paragraphs = body.paragraphs
    article.requestedURL = requested
    article.url = url
    article.site = site ?? domain
    article.domain = domain
    article.title = title
    article.authors = authors
    article.published = published?.day
    article.publishedAt = published?.moment
    article.modifiedAt = modified?.moment
    article.language = language
    article.section = section
    article.creditedSource = agency ?? Agencies.shared.inDateline(of: body.text)
    article.isPaywalled = isPaywalled
    return article
  }
}
