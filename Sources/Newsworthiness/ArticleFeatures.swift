package import LinearModels
package import Text

/// What a whole article shows of its kind, as named features: the words, beginnings of words and pairs of words of its
/// headline and lead, and how it is written.
package enum ArticleFeatures {
  /// How many words of the text count beside the headline: what is news stands first.
  package static let leadWordsMax = 120
  /// A text of fewer sentences is a lead.
  static let leadSentences = 4
  /// How much of a headline or first sentence counts as the opening.
  private static let openingTokensMax = 60
  /// How many letters beginnings of words have: what is shared by `assassinate`, `assassin` and `assassination`.
  private static let beginningLetters = 4...6

  /// The features of an article.
  ///
  /// - Complexity: linear in the number of words of headline and lead.
  package static func bag(_ article: AnalysedArticle, named: Bool = false) -> FeatureBag {
    var bag = FeatureBag(named: named)
    var seen = Set<UInt64>()
    if let title = article.title {
      addWords(of: title, most: leadWordsMax, &bag, &seen)
      addHeadline(title, &bag)
    }
    addWords(of: article.body, most: leadWordsMax, &bag, &seen)
    addOpening(of: article, &bag)
    addThemes(of: article, &bag)
    let sentences = article.body.sentences.count
    bag.add(
      "length",
      sentences < leadSentences ? "lead" : sentences < 12 ? "short" : sentences < 40 ? "middle" : "long"
    )
    return bag
  }

  private static func addWords(
    of document: Document,
    most: Int,
    _ bag: inout FeatureBag,
    _ seen: inout Set<UInt64>
  ) {
    var before: Token?
    var count = 0
    for token in document.tokens where token.kind == .word || token.kind == .number {
      guard count < most else { break }
      count += 1
      let hash = document.vocabulary.hash(of: token.term)
      if seen.insert(hash).inserted {
        bag.add("word", term: hash) { document.vocabulary.text(of: token.term) }
        addBeginnings(of: token, document, &bag, &seen)
      }
      if let before {
        let first = document.vocabulary.hash(of: before.term)
        if seen.insert(first &* 31 &+ hash).inserted {
          bag.add("pair", terms: first, hash) {
            (document.vocabulary.text(of: before.term), document.vocabulary.text(of: token.term))
          }
        }
      }
      before = token
    }
  }

  private static func addBeginnings(
    of token: Token,
    _ document: Document,
    _ bag: inout FeatureBag,
    _ seen: inout Set<UInt64>
  ) {
    eachBeginning(of: token, document) { letters, hash in
      guard seen.insert(~hash).inserted else { return }
      bag.add("begins", term: hash) { String(decoding: letters, as: UTF8.self) }
    }
  }

  private static func eachBeginning(
    of token: Token,
    _ document: Document,
    _ body: (ArraySlice<UInt8>, UInt64) -> Void
  ) {
    let bytes = document.vocabulary.bytes(of: token.term)
    guard token.kind == .word, bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return }
    for letters in beginningLetters where bytes.count > letters {
      body(bytes.prefix(letters), TermHash.of(bytes.prefix(letters)))
    }
  }

  /// The headline, or the first sentence where there is none: what opens an article says most of what it is about.
  private static func opening(of article: AnalysedArticle) -> (Document, ArraySlice<Token>) {
    let document = article.title ?? article.body
    let places = article.title == nil ? document.sentences.first?.tokens : document.tokens.indices
    return (document, document.tokens[places ?? 0..<0].prefix(openingTokensMax))
  }

  /// The words once more that open the article.
  private static func addOpening(of article: AnalysedArticle, _ bag: inout FeatureBag) {
    let (document, tokens) = opening(of: article)
    var seen = Set<UInt64>()
    for token in tokens {
      guard token.kind == .word || token.kind == .number else { continue }
      let hash = document.vocabulary.hash(of: token.term)
      guard seen.insert(hash).inserted else { continue }
      bag.add("opening", term: hash) { document.vocabulary.text(of: token.term) }
      eachBeginning(of: token, document) { letters, hash in
        guard seen.insert(~hash).inserted else { return }
        bag.add("opening begins", term: hash) { String(decoding: letters, as: UTF8.self) }
      }
    }
  }

  /// The themes of headline and lead, and once more those of what opens the article.
  private static func addThemes(of article: AnalysedArticle, _ bag: inout FeatureBag) {
    let lead = [article.title, article.body].compactMap(\.self).flatMap { document in
      terms(document.tokens.prefix(leadTokensMax), of: document).prefix(leadWordsMax)
    }
    add("theme", lead, &bag)
    let (document, tokens) = opening(of: article)
    add("opening theme", terms(tokens, of: document), &bag)
  }

  /// So many tokens hold the words that count.
  private static let leadTokensMax = leadWordsMax * 2
  /// What a theme counts beside the words, whose values together have length one. Chosen by cross-validation over outlets.
  private static let themeShare: Float = 1.5

  private static func add(_ kind: StaticString, _ terms: [UInt64], _ bag: inout FeatureBag) {
    let themes = WordThemes.standard
    guard let direction = themes.direction(of: terms) else { return }
    for (theme, share) in zip(themes.names, direction) {
      bag.add(kind, number: share * themeShare, term: theme.hash) { theme.name }
    }
  }

  private static func terms(_ tokens: some Sequence<Token>, of document: Document) -> [UInt64] {
    tokens.lazy.filter { $0.kind == .word }.map { document.vocabulary.hash(of: $0.term) }
  }

  private static func addHeadline(_ title: Document, _ bag: inout FeatureBag) {
    if title.bytes.last == UInt8(ascii: "?") { bag.add("headline question") }
    if title.bytes.contains(UInt8(ascii: ":")) { bag.add("headline colon") }
    if title.bytes.first.map({ (0x30...0x39).contains($0) }) == true { bag.add("headline number") }
  }
}
