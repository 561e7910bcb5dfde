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
  /// Short paragraphs that name the maker of a picture: captions as a whole.
  private let captionParagraphs: Set<Int>

  init(document: Document, classes: [WordClass], furniture: [UInt64: [FurniturePhrase]]) {
    self.document = document
    self.classes = classes
    self.furniture = furniture
    let credited = document.sentences.filter { Self.isCredit($0, in: document) }.map { Int($0.paragraph) }
    captionParagraphs = Set(credited.filter { document.paragraphs[$0].count <= Self.captionBytesMax })
  }

  /// A longer paragraph tells a story beside its credit.
  private static let captionBytesMax = 600

  /// The verdict on a counted sentence, nil where it may stand in a summary; one within a quotation that an earlier sentence
  /// opened may not.
  func verdict(
    on sentence: Sentence,
    _ row: SentenceRow,
    _ balance: QuotationBalance,
    isWithinQuotation: Bool
  ) -> SentenceVerdict? {
    if row.classes.contains(.opensFurniture), holdsFurniture(sentence) { return .furniture }
    if row.words <= Self.bylineWordsMax, isByline(sentence) { return .furniture }
    if isPrompt(sentence) || captionParagraphs.contains(sentence.paragraph) { return .furniture }
    if row.words < Self.wordsMin { return .tooShort }
    if row.words <= Self.crossHeadWordsMax, isCrossHead(sentence) { return .furniture }
    return balance.isBalanced && !isWithinQuotation ? nil : .unbalanced
  }

  /// A line of its own without a mark at its end, in a text of several paragraphs: it heads what follows.
  private func isCrossHead(_ sentence: Sentence) -> Bool {
    guard document.paragraphs.count >= Self.crossHeadParagraphsMin,
      sentence.range == document.paragraphs[sentence.paragraph],
      let last = document.tokens[sentence.tokens].last
    else { return false }
    return last.isWord && document.bytes[Int(last.end) - 1] != UInt8(ascii: ".")
  }

  /// Words before a colon that offer something beside the text: "WATCH: …", "Related: …".
  private static let prompts: Set<UInt64> = Set(
    [
      "watch", "listen", "read", "see", "related", "video", "photos", "more", "podcast", "gallery",
      "explainer", "live", "also",
    ]
    .map { TermHash.of($0) }
  )

  private func isPrompt(_ sentence: Sentence) -> Bool {
    let tokens = document.tokens[sentence.tokens]
    guard
      let colon = tokens.prefix(3).firstIndex(where: { document.bytes[Int($0.start)] == UInt8(ascii: ":") }),
      colon > tokens.startIndex
    else { return false }
    return tokens[..<colon].allSatisfy { Self.prompts.contains(document.vocabulary.hash(of: $0.term)) }
  }

  /// Agencies that stand before a bar and a photographer's name: "REUTERS/Ada Quill".
  private static let agencies = ["REUTERS", "AFP", "EPA", "EFE", "AP Photo", "TASS", "Handout"].map {
    Array("\($0)/".utf8)
  }

  private static func isCredit(_ sentence: Sentence, in document: Document) -> Bool {
    let bytes = document.bytes[sentence.range]
    guard let bar = bytes.firstIndex(of: UInt8(ascii: "/")) else { return false }
    return agencies.contains { bytes[...bar].suffix($0.count).elementsEqual($0) }
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
