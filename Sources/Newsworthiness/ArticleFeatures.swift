package import LinearModels
package import Text

/// What a whole article shows of its kind, as named features: the words, beginnings of words and pairs of words of its
/// headline and lead, and how it is written.
package enum ArticleFeatures {
  /// How many words of the text count beside the headline: what is news stands first.
  package static let leadWordsMax = 120
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
    let sentences = article.body.sentences.count
    bag.add("length", sentences < 4 ? "lead" : sentences < 12 ? "short" : sentences < 40 ? "middle" : "long")
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
    let bytes = document.vocabulary.bytes(of: token.term)
    guard token.kind == .word, bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return }
    for letters in beginningLetters where bytes.count > letters {
      let hash = TermHash.of(bytes.prefix(letters))
      guard seen.insert(~hash).inserted else { continue }
      bag.add("begins", term: hash) { String(decoding: bytes.prefix(letters), as: UTF8.self) }
    }
  }

  private static func addHeadline(_ title: Document, _ bag: inout FeatureBag) {
    if title.bytes.last == UInt8(ascii: "?") { bag.add("headline question") }
    if title.bytes.contains(UInt8(ascii: ":")) { bag.add("headline colon") }
    if title.bytes.first.map({ (0x30...0x39).contains($0) }) == true { bag.add("headline number") }
  }
}
