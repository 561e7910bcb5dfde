internal import Foundation
internal import Text

/// Reads the terms, numbers and days of one article: title first, then body.
struct ProfileReader {
  /// Terms beyond these weigh little in any comparison.
  static let termsMax = 96
  /// Words beyond these are background: the news of a long article stands in its first screens.
  private static let wordsReadMax = 600
  private static let quantitiesMax = 24
  /// Days and numbers are read in this many sentences of the body: further down they date the background.
  private static let leadSentences = 3

  private(set) var quantities: [ProfileQuantity] = []
  private(set) var weekdays: UInt8 = 0
  private(set) var wordCount = 0

  private struct Tally {
    var mentions: Float = 0
    var isName = false
    var isLead = false
    var text: String
  }

  private var tallies: [UInt64: Tally] = [:]
  private let rarity: Rarity
  private let words: StoryWords

  init(language: String) {
    rarity = Rarity.of(language: language)
    words = StoryWords.of(language: language)
  }

  mutating func readTitle(_ title: Document) {
    for sentence in title.sentences {
      read(sentence, of: title, weight: 2, isLead: true)
    }
  }

  mutating func readBody(_ body: Document) {
    for (index, sentence) in body.sentences.enumerated() {
      guard wordCount < Self.wordsReadMax else { break }
      let weight: Float = index == 0 ? 2 : index < 3 ? 1.5 : 1
      read(sentence, of: body, weight: weight, isLead: index < Self.leadSentences)
    }
  }

  private mutating func read(_ sentence: Sentence, of document: Document, weight: Float, isLead: Bool) {
    let capitalsTell = Self.capitalsTell(sentence, of: document)
    for index in sentence.tokens {
      let token = document.tokens[index]
      // An apostrophe begins the rest of a word that was parted: 's, 'll.
      guard token.kind == .word || token.kind == .number, !Self.isApostrophe(document.bytes[Int(token.start)])
      else { continue }
      wordCount += 1
      if isLead { readNumber(at: index, sentence, of: document) }
      if token.kind == .word {
        let isFirst = index == sentence.tokens.lowerBound
        readWord(token, of: document, weight: weight, capitalTells: capitalsTell && !isFirst, isLead: isLead)
      }
    }
  }

  private mutating func readWord(
    _ token: Token,
    of document: Document,
    weight: Float,
    capitalTells: Bool,
    isLead: Bool
  ) {
    switch words[document.vocabulary.hash(of: token.term)] {
    case .weekday(let day):
      if isLead { weekdays |= 1 << UInt8(day) }
      return
    case .agency, .month: return
    default: break
    }
    let stem = document.vocabulary.hash(of: token.stem)
    let known = rarity[stem]
    let isCapital = Self.isCapital(document.bytes[Int(token.start)])
    let isName = isCapital && (known.map(\.isName) ?? true || capitalTells)
    tallies[stem, default: Tally(text: "")].mentions += weight
    if isName { tallies[stem]?.isName = true }
    if isLead { tallies[stem]?.isLead = true }
    if tallies[stem]?.text.isEmpty ?? false { tallies[stem]?.text = document.text(of: token) }
  }

  /// Reads `33 killed`, `$ 160 million` or `6.1 magnitude` where a number begins.
  private mutating func readNumber(at index: Int, _ sentence: Sentence, of document: Document) {
    guard quantities.count < Self.quantitiesMax,
      let quantity = QuantityReader(words: words).read(at: index, sentence, of: document)
    else { return }
    quantities.append(quantity)
  }

  /// The terms by weight.
  func terms() -> [ProfileTerm] {
    var terms = tallies.compactMap { hash, tally -> ProfileTerm? in
      let bits = rarity[hash]?.bits ?? Rarity.unknownBits
      guard bits >= 2 else { return nil }
      return ProfileTerm(
        hash: hash,
        prominence: log(1 + tally.mentions),
        rarity: bits,
        isName: tally.isName,
        isLead: tally.isLead,
        text: tally.text
      )
    }
    terms.sort { ($0.prominence * $0.rarity, $0.hash) > ($1.prominence * $1.rarity, $1.hash) }
    return Array(terms.prefix(Self.termsMax))
  }

  private static func isApostrophe(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "'") || byte == 0xE2 }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  /// False for a headline in title case or capitals, where a capital says nothing.
  private static func capitalsTell(_ sentence: Sentence, of document: Document) -> Bool {
    var (capitals, all) = (0, 0)
    for token in document.tokens[sentence.tokens] where token.kind == .word {
      all += 1
      if isCapital(document.bytes[Int(token.start)]) { capitals += 1 }
    }
    return capitals * 2 <= all
  }
}
