internal import Foundation
internal import Text

/// Reads the terms, numbers and days of one article: title first, then body.
struct ProfileReader {
  /// Terms beyond these weigh little in any comparison.
  static let termsMax = 96
  /// Words beyond these are background: the news of a long article stands in its first screens.
  private static let wordsReadMax = 600
  private static let quantitiesMax = 24
  static let leadPhrasesMax = 64
  static let phrasesMax = 192
  /// Days and years that one text names; more are a chronicle.
  private static let datesMax = 8
  /// Words below so many bits of rarity tell nothing.
  private static let tellingBitsMin: Float = 2
  /// Days and numbers are read in this many sentences of the body: further down they date the background.
  private static let leadSentences = 3

  private(set) var quantities: [ProfileQuantity] = []
  private(set) var leadPhrases: [UInt32] = []
  private(set) var phrases: [UInt32] = []
  private var phrasesSeen: Set<UInt32> = []
  private var leadPhrasesSeen: Set<UInt32> = []
  private(set) var weekdays: UInt8 = 0
  private(set) var dates: [UInt16] = []
  private(set) var years: [UInt16] = []
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
    var former: (stem: UInt64, tells: Bool)?
    for index in sentence.tokens {
      let token = document.tokens[index]
      // An apostrophe begins the rest of a word that was parted: 's, 'll.
      guard token.kind == .word || token.kind == .number, !Self.isApostrophe(document.bytes[Int(token.start)])
      else { continue }
      wordCount += 1
      if isLead {
        readNumber(at: index, sentence, of: document)
        readDate(at: index, sentence, of: document)
      }
      guard token.kind == .word else {
        former = nil
        continue
      }
      let isFirst = index == sentence.tokens.lowerBound
      let word = readWord(
        token,
        of: document,
        weight: weight,
        capitalTells: capitalsTell && !isFirst,
        isLead: isLead
      )
      if let former, let word { readPhrase(former, word, isLead: isLead) }
      former = word
    }
  }

  /// Notes two neighbouring words.
  private mutating func readPhrase(
    _ former: (stem: UInt64, tells: Bool),
    _ word: (stem: UInt64, tells: Bool),
    isLead: Bool
  ) {
    guard former.tells || word.tells else { return }
    let mixed = (former.stem &* 0x9E37_79B9_7F4A_7C15) ^ word.stem
    let hash = UInt32(truncatingIfNeeded: (mixed ^ (mixed >> 32)) &* 0xFF51_AFD7_ED55_8CCD >> 32)
    if isLead, leadPhrases.count < Self.leadPhrasesMax, leadPhrasesSeen.insert(hash).inserted {
      leadPhrases.append(hash)
    }
    if former.tells, word.tells, phrases.count < Self.phrasesMax, phrasesSeen.insert(hash).inserted {
      phrases.append(hash)
    }
  }

  /// Reads `4 October`, `Oct. 4` and a year where one of them begins.
  private mutating func readDate(at index: Int, _ sentence: Sentence, of document: Document) {
    let token = document.tokens[index]
    if token.kind == .number {
      guard let value = Int(document.text(of: token)) else { return }
      if (1900...2100).contains(value), years.count < Self.datesMax { years.append(UInt16(value)) }
      if (1...31).contains(value), let month = month(at: index + 1, sentence, of: document) {
        append(month: month, day: value)
      }
    } else if let month = month(at: index, sentence, of: document) {
      let next = document.tokens[(index + 1)..<sentence.tokens.upperBound].prefix(2)
      // The point of `Oct.` may be a token of its own.
      guard let number = next.first(where: { $0.kind == .number }),
        let value = Int(document.text(of: number)), (1...31).contains(value)
      else { return }
      append(month: month, day: value)
    }
  }

  private mutating func append(month: Int, day: Int) {
    let date = UInt16(month * 32 + day)
    if dates.count < Self.datesMax, !dates.contains(date) { dates.append(date) }
  }

  /// The month that a capitalised word names; `may` without a capital is a verb.
  private func month(at index: Int, _ sentence: Sentence, of document: Document) -> Int? {
    guard index < sentence.tokens.upperBound, document.tokens[index].kind == .word,
      Self.isCapital(document.bytes[Int(document.tokens[index].start)]),
      case .month(let month) = words[document.vocabulary.hash(of: document.tokens[index].term)]
    else { return nil }
    return month
  }

  /// Counts a word; gives its stem and whether it tells something, or nil for weekdays, months and agencies.
  private mutating func readWord(
    _ token: Token,
    of document: Document,
    weight: Float,
    capitalTells: Bool,
    isLead: Bool
  ) -> (stem: UInt64, tells: Bool)? {
    switch words[document.vocabulary.hash(of: token.term)] {
    case .weekday(let day):
      if isLead { weekdays |= 1 << UInt8(day) }
      return nil
    case .agency, .month: return nil
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
    return (stem, (known?.bits ?? Rarity.unknownBits) >= Self.tellingBitsMin)
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
      guard bits >= Self.tellingBitsMin else { return nil }
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
