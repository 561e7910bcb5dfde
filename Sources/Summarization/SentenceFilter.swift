internal import Model
internal import Text

/// Which sentences of a document may stand in a summary, and why the others may not.
struct SentenceFilter {
  /// Fewer words than this say too little to stand alone.
  static let wordsMin = 4
  /// A byline has at most this many words.
  private static let bylineWordsMax = 12

  let document: Document
  let classes: [WordClass]
  let furniture: [UInt64: [FurniturePhrase]]

  /// The verdict on a counted sentence, nil where it may stand in a summary.
  func verdict(on sentence: Sentence, _ row: SentenceRow, _ balance: QuotationBalance) -> SentenceVerdict? {
    if row.classes.contains(.opensFurniture), holdsFurniture(sentence) { return .furniture }
    if row.words <= Self.bylineWordsMax, isByline(sentence) { return .furniture }
    if row.words < Self.wordsMin { return .tooShort }
    return balance.isBalanced ? nil : .unbalanced
  }

  private func holdsFurniture(_ sentence: Sentence) -> Bool {
    var words: [UInt64] = []
    var openings: [Int] = []
    for token in document.tokens[sentence.tokens] where token.isWord {
      if classes[Int(token.term)].contains(.opensFurniture) { openings.append(words.count) }
      words.append(document.vocabulary.hash(of: token.term))
    }
    return openings.contains { start in
      furniture[words[start]]?.contains { $0.matches(words, at: start) } ?? false
    }
  }

  /// "By Ann Lee and Bob Ray, Staff Writers": "by", then capitals alone but for "and", "for", "of", "in" and the like.
  private func isByline(_ sentence: Sentence) -> Bool {
    let tokens = document.tokens[sentence.tokens]
    guard let first = tokens.first, first.opensUpper, document.bytes[first.range].count == 2,
      document.bytes[Int(first.start)] == UInt8(ascii: "B"),
      document.bytes[Int(first.start) + 1] | 0x20 == UInt8(ascii: "y")
    else { return false }
    let words = tokens.dropFirst().lazy.filter { $0.kind == .word }
    return words.contains(where: \.opensUpper)
      && words.allSatisfy { $0.opensUpper || document.isStopWord($0) }
  }
}
