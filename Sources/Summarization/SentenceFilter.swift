internal import Model
internal import Text

/// Which sentences of a document may stand in a summary, and why the others may not.
struct SentenceFilter {
  /// Fewer words than this say too little to stand alone.
  static let wordsMin = 4
  /// A byline has at most this many words.
  private static let bylineWordsMax = 12

  /// A cross-head has at most this many words, and stands among at least so many paragraphs.
  private static let crossHeadWordsMax = 9
  private static let crossHeadParagraphsMin = 4

  let document: Document
  let classes: [WordClass]
  let furniture: [UInt64: [FurniturePhrase]]

  /// The verdict on a counted sentence, nil where it may stand in a summary.
  func verdict(on sentence: Sentence, _ row: SentenceRow, _ balance: QuotationBalance) -> SentenceVerdict? {
    if row.classes.contains(.opensFurniture), holdsFurniture(sentence) { return .furniture }
    if row.words <= Self.bylineWordsMax, isByline(sentence) { return .furniture }
    if row.words < Self.wordsMin { return .tooShort }
    if row.words <= Self.crossHeadWordsMax, isCrossHead(sentence) { return .furniture }
    return balance.isBalanced ? nil : .unbalanced
  }

  /// A line of its own without a mark at its end, in a text of several paragraphs: it heads what follows.
  private func isCrossHead(_ sentence: Sentence) -> Bool {
    guard document.paragraphs.count >= Self.crossHeadParagraphsMin,
      sentence.range == document.paragraphs[sentence.paragraph],
      let last = document.tokens[sentence.tokens].last
    else { return false }
    return last.isWord && document.bytes[Int(last.end) - 1] != UInt8(ascii: ".")
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
