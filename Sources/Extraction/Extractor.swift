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
    if let kind = FileSignature.kind(of: html) { throw .notHTML(kind: kind) }
    let tree = HTMLTree(page: Charset.decode(html, declared: charset))
    let source = PageMetadata(tree)
    let metadata = ArticleMetadata(source, tree: tree, requested: url)
    let page = PageText(tree)
    let choice = BlockChoice(page, tree: tree, claims: PageContext.Claims(metadata, source), model: model)
    return ExtractedPage(
      article: article(metadata, page: page, choice: choice, tree: tree, requested: url),
      decisions: metadata.decisions + choice.decisions
    )
  }

  private func article(
    _ metadata: ArticleMetadata,
    page: PageText,
    choice: BlockChoice,
    tree: HTMLTree,
    requested: String?
  ) -> Article {
    let body = ArticleText(page, kept: choice.kept, tree: tree)
    var article = Article(text: body.text)
    article.paragraphs = body.paragraphs
    article.captions = choice.captions
    article.requestedURL = requested
    article.url = metadata.url
    article.site = metadata.site ?? metadata.domain
    article.domain = metadata.domain
    article.title = metadata.title
    article.authors = metadata.authors
    article.published = metadata.published?.day
    article.publishedAt = metadata.published?.moment
    article.modifiedAt = metadata.modified?.moment
    article.language = metadata.language
    article.section = metadata.section
    article.isPaywalled = metadata.isPaywalled
    article.kind = body.text.isEmpty ? .empty : .article
    return article
  }
}

/// Kinds of files told by their first bytes.
enum FileSignature {
  private static let signatures: [(bytes: [UInt8], kind: String)] = [
    (Array("%PDF-".utf8), "PDF document"), ([0xFF, 0xD8, 0xFF], "JPEG picture"),
    ([0x89, 0x50, 0x4E, 0x47], "PNG picture"), (Array("GIF8".utf8), "GIF picture"),
    ([0x50, 0x4B, 0x03, 0x04], "ZIP archive or office document"), ([0x1F, 0x8B, 0x08], "gzip archive"),
    ([0xD0, 0xCF, 0x11, 0xE0], "office document"), (Array("{\\rtf".utf8), "RTF document"),
    (Array("ID3".utf8), "MP3 sound"), (Array("OggS".utf8), "Ogg sound or film"),
    ([0x1A, 0x45, 0xDF, 0xA3], "WebM film"), ([0x7F, 0x45, 0x4C, 0x46], "program"),
  ]

  /// What a file is by its first bytes, in words; nil for what may be a page.
  static func kind(of bytes: [UInt8]) -> String? {
    if let known = signatures.first(where: { bytes.starts(with: $0.bytes) }) { return known.kind }
    if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return "MP4 film" }
    if bytes.count > 12, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) {
      return "WebP picture"
    }
    return nil
  }
}
