internal import Model
internal import Text

/// Which sentences of a document may stand in a summary, and why the others may not.
struct SentenceFilter {
  /// Fewer words than this say too little to stand alone.
  static let wordsMin = 4
  /// A byline has at most this many words.
  private static let bylineWordsMax = 12

  let document: Document
  let lexicon: SummaryLexicon
  let classes: [WordClass]

  /// The verdict on a sentence, nil where it may stand in a summary.
  func verdict(on index: Int) -> SentenceVerdict? {
    let sentence = document.sentences[index]
    if isFurniture(sentence) { return .furniture }
    let words = document.tokens[sentence.tokens].count { $0.isWord }
    if words < Self.wordsMin { return .tooShort }
    return QuotationBalance.isBalanced(document.bytes[sentence.range]) ? nil : .unbalanced
  }

  private func isFurniture(_ sentence: Sentence) -> Bool {
    let tokens = document.tokens[sentence.tokens]
    if isByline(tokens) { return true }
    guard tokens.contains(where: { classes[Int($0.term)].contains(.opensFurniture) }) else { return false }
    let words = tokens.lazy.filter(\.isWord).map { document.vocabulary.hash(of: $0.term) }
    return holdsFurniture(Array(words)[...])
  }

  private func holdsFurniture(_ words: ArraySlice<UInt64>) -> Bool {
    words.indices.contains { start in
      lexicon.furniture[words[start]]?.contains { $0.matches(words, at: start) } ?? false
    }
  }

  /// "By Ann Lee and Bob Ray, Staff Writers": "by", then capitals alone but for "and", "for", "of", "in" and the like.
  private func isByline(_ tokens: ArraySlice<Token>) -> Bool {
    guard let first = tokens.first,
      document.bytes[first.range].elementsEqual([0x42, 0x79])  // "By"
        || document.bytes[first.range].elementsEqual([0x42, 0x59])
    else { return false }
    let rest = tokens.dropFirst().filter { $0.kind == .word }
    return !rest.isEmpty && rest.count <= Self.bylineWordsMax
      && rest.allSatisfy { isCapitalised($0) || classes[Int($0.term)].contains(.stop) }
      && rest.contains(where: isCapitalised)
  }

  private func isCapitalised(_ token: Token) -> Bool {
    let byte = document.bytes[Int(token.start)]
    return (0x41...0x5A).contains(byte) || byte >= 0x80
  }
}
