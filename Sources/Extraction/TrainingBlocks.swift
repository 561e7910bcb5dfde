package import Markup

/// What training sees of a page: its blocks' texts and the numbers that the model would see.
package struct TrainingBlocks: Sendable {
  /// The blocks' texts, in order.
  package var texts: [String]
  /// One row of `width` values a block.
  package var features: [Float]
  /// The registrable domain of the page's publisher; nil where no address is known.
  package var domain: String?
  /// The values' names.
  package static var names: [String] { BlockFeatures.names }

  /// Reads a page as the extractor does, up to the choice.
  package init(_ tree: HTMLTree, url: String?) {
    let source = PageMetadata(tree)
    let hidden = HiddenElements(tree)
    let metadata = ArticleMetadata(source, tree: tree, hidden: hidden, requested: url)
    let page = PageText(tree, hidden: hidden)
    let elements = ElementTable(page, tree: tree)
    let claims = PageContext.Claims(metadata, source)
    let context = PageContext(page, tree: tree, elements: elements, claims: claims)
    texts = page.blocks.map(page.string)
    features = BlockFeatures(page, tree: tree, elements: elements, context: context).values
    domain = metadata.domain
  }
}

extension PageContext.Claims {
  init(_ metadata: ArticleMetadata, _ source: PageMetadata) {
    title = metadata.title
    description = source.meta("og:description", "description")
    articleBody = source.article?["articleBody"]?.string
    authors = metadata.authors
  }
}
