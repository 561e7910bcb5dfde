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
  /// A run of text shorter than this that is no sentence is no article.
  private static let textBytesMin = 40
  /// What a wall says stands within so many blocks.
  private static let blocksMax = 200

  let tree: HTMLTree
  let page: PageText
  let source: PageMetadata
  let metadata: ArticleMetadata

  /// The kind of the page whose chosen text is given, and the rule that says so.
  func kind(of text: String) -> (kind: PageKind, rule: String) {
    let size = text.utf8.count
    if size < Self.wallBytesMax, let found = wall(text) { return found }
    if let found = index(size: size) { return found }
    let isSentence = size > 0 && TextShape(Array(text.utf8)[...]).endsSentence
    return size < Self.textBytesMin && !isSentence ? (.empty, "no text found") : (.article, "text found")
  }

  /// The wall or error that a page with little text speaks of; nil for none.
  ///
  /// Short articles stand beside boxes that speak of cookies, robots, scripts and subscriptions, and tell of errors in their
  /// headlines. So what the page tells in sentences of its own is weighed against what it says of a wall.
  private func wall(_ text: String) -> (kind: PageKind, rule: String)? {
    let opening = [source.title, metadata.heading, metadata.title].compactMap { $0 }
    let head = PageKindPhrases.shared.found(in: opening.joined(separator: "\n"))
    let blocks = page.blocks.prefix(Self.blocksMax)
    let body = blocks.map(page.string).joined(separator: "\n")
    let phrases = head.merging(PageKindPhrases.shared.found(in: body + notice)) { first, _ in first }
    guard !phrases.isEmpty || metadata.isPaywalled else { return nil }
    let told = Self.toldBytes(of: text)
    let tells = told >= Self.storyBytesMin || told >= Self.sentenceBytesMin && claimsArticle
    func said(_ kind: PageKind) -> (PageKind, String)? { phrases[kind].map { (kind, "says “\($0)”") } }
    if let phrase = head[.softNotFound] ?? head[.captcha],
      let kind = [.softNotFound, .captcha].first(where: { head[$0] == phrase })
    {
      let said = opening.filter { $0.lowercased().contains(phrase) }
      if !(tells && said.contains { Self.isHeadline($0, beyond: phrase) }) {
        return (kind, "says “\(phrase)”")
      }
    }
    if !tells, let found = said(.captcha) { return found }
    let isShort = text.utf8.count < Self.wallBytesMax / 2
    if isShort, !tells, let found = said(.scriptRequired) ?? said(.consentWall) { return found }
    return paywall(text, told: told).flatMap { rule in rule.isEmpty ? said(.paywall) : (.paywall, rule) }
  }

  /// A paywall's rule, empty for the phrase that the page says; nil where the text is no teaser.
  ///
  /// Many pages ask every reader to subscribe; only where the text is cut short is the rest behind a wall.
  private func paywall(_ text: String, told: Int) -> String? {
    if text.utf8.count < Self.teaserBytesMax, metadata.isPaywalled {
      return "metadata say not free, text is a teaser"
    }
    if metadata.isPaywalled || isTeaser(text) || told < Self.storyBytesMin { return "" }
    return nil
  }

  /// Two sentences are a story.
  private static let storyBytesMin = 180
  /// One sentence of this length is a story on a page that calls itself an article.
  private static let sentenceBytesMin = 80
  /// Shorter lines are no sentence of a story.
  private static let lineBytesMin = 60

  /// The bytes of a text's lines that are sentences and speak of no wall.
  private static func toldBytes(of text: String) -> Int {
    text.split(separator: "\n").filter { line in
      line.utf8.count >= lineBytesMin && TextShape(Array(line.utf8)[...]).endsSentence
        && PageKindPhrases.shared.found(in: String(line)).isEmpty
    }.reduce(0) { $0 + $1.utf8.count }
  }

  /// A headline that tells of an error has so many words beside the error's own.
  private static let headlineWordsMin = 4

  private static func isHeadline(_ text: String, beyond phrase: String) -> Bool {
    let words = { (text: String) in text.split { !$0.isLetter && !$0.isNumber }.count }
    return words(text) >= words(phrase) + headlineWordsMin
  }

  /// True where the page calls itself an article.
  private var claimsArticle: Bool {
    source.article != nil || source.meta("og:type")?.lowercased() == "article" || metadata.published != nil
      || !metadata.authors.isEmpty || tree.nodes.contains { $0.tag == .article }
  }

  /// True for a text that is cut, or says no more than the page's own description.
  private func isTeaser(_ text: String) -> Bool {
    let size = text.utf8.count
    let described = source.meta("og:description", "description")?.utf8.count ?? 0
    let isCut = !TextShape(Array(text.utf8)[...]).endsSentence || text.hasSuffix("…") || text.hasSuffix("...")
    return isCut || size * 5 < described * 6
  }

  /// What the page tells readers without scripts.
  private var notice: String {
    tree.nodes.indices.filter { tree.nodes[$0].tag == .noscript }.prefix(10).map { "\n" + tree.text(of: $0) }
      .joined()
  }

  /// An index has many short links and neither a date nor the marks of an article nor paragraphs of its own.
  private func index(size: Int) -> (PageKind, String)? {
    let isArticle =
      source.article != nil || source.meta("og:type")?.lowercased() == "article" || metadata.published != nil
    let isFrontPage = CanonicalAddress.isFrontPage(metadata.url ?? "")
    guard !isArticle || isFrontPage else { return nil }
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
  private var phrases: [(kind: PageKind, bytes: [UInt8])] = []
  /// The phrases by their first four bytes.
  private var byStart: [UInt32: [Int]] = [:]

  private init() {
    for row in DataFile.pageKindPhrases.rows where row.count == 2 {
      guard let kind = PageKind(rawValue: String(row[0])), row[1].utf8.count >= 4 else { continue }
      let bytes = Array(row[1].utf8)
      byStart[bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }, default: []].append(phrases.count)
      phrases.append((kind, bytes))
    }
  }

  /// For each kind the phrase of it that stands first in a text, in any letter case.
  ///
  /// - Complexity: linear in the text.
  func found(in text: String) -> [PageKind: String] {
    let bytes = Array(text.lowercased().utf8)
    var found: [PageKind: String] = [:]
    var window: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      window = window << 8 | UInt32(byte)
      guard index >= 3, let candidates = byStart[window] else { continue }
      for candidate in candidates {
        let (kind, phrase) = phrases[candidate]
        if found[kind] == nil, bytes[(index - 3)...].starts(with: phrase) {
          found[kind] = String(decoding: phrase, as: UTF8.self)
        }
      }
    }
    return found
  }
}
