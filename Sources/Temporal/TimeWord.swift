import Text

/// A word of a sentence as the grammar of time sees it: without full stops, parted at hyphens and apostrophes.
struct TimeWord {
  /// The hash of its small letters.
  var hash: UInt64
  var token: Int
  var bytes: Range<Int>
  var isCapital: Bool
  /// Its value where it is written in digits, `18th` as 18; nil otherwise and above 9999.
  var number: Int?
  /// What follows the digits: nothing, `th`, `s` of `1990s`.
  var suffix: NumberSuffix = .none

  enum NumberSuffix {
    case none, ordinal, plural, other
  }

  /// The words of one token, in order.
  static func append(_ token: Int, _ range: Range<Int>, _ bytes: [UInt8], to words: inout [TimeWord]) {
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound {
      guard at == range.upperBound || !isLetter(bytes[at]) else { continue }
      // The full stop of `a.m.` and `Oct.` parts nothing.
      if at < range.upperBound, bytes[at] == UInt8(ascii: "."), at + 1 < range.upperBound { continue }
      if start < at {
        words.append(TimeWord(token, start..<at, bytes))
      } else if at < range.upperBound, bytes[at] == UInt8(ascii: ",") {
        words.append(TimeWord(token, at..<(at + 1), bytes))
      }
      start = at + 1
    }
  }

  /// True for a token that is one word of ASCII letters: as a term of the vocabulary it has the same hash.
  static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
  }

  /// The word of a plain token.
  init(plain token: Int, _ range: Range<Int>, _ bytes: [UInt8], hash: UInt64) {
    self.token = token
    self.hash = hash
    self.bytes = range
    isCapital = Self.isCapital(bytes[range.lowerBound])
  }

  private init(_ token: Int, _ range: Range<Int>, _ bytes: [UInt8]) {
    self.token = token
    self.bytes = range
    isCapital = Self.isCapital(bytes[range.lowerBound])
    hash = TermHash.of(bytes[range].lazy.filter { $0 != UInt8(ascii: ".") }.map(Self.small))
    (number, suffix) = Self.number(bytes[range])
  }

  /// The hashes of a phrase of the data.
  static func words(of phrase: some StringProtocol) -> [UInt64] {
    var words: [TimeWord] = []
    append(0, 0..<phrase.utf8.count, Array(phrase.utf8), to: &words)
    return words.map(\.hash)
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  private static func small(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte + 0x20 : byte }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte >= 0x80 && byte != 0xE2 && byte != 0x99 && byte != 0x98 && byte != 0x93
  }

  /// The longest number that can be a year.
  private static let digitsMax = 4

  private static func number(_ bytes: ArraySlice<UInt8>) -> (Int?, NumberSuffix) {
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.count <= digitsMax else { return (nil, .none) }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let rest = bytes.dropFirst(digits.count).map(small)
    switch String(decoding: rest, as: UTF8.self) {
    case "": return (value, .none)
    case "st", "nd", "rd", "th": return (value, .ordinal)
    case "s": return (value, .plural)
    default: return (value, .other)
    }
  }
}

/// A sentence's words and what the lexicon knows of each place.
struct TimeSentence {
  let words: [TimeWord]
  let bytes: [UInt8]
  let lexicon: TimeLexicon
  /// For each word the phrases that begin there, longest first.
  private let phrases: [[Phrase]]

  struct Phrase {
    var sense: TimeWordSense
    /// The word after its last.
    var end: Int
  }

  init(_ words: [TimeWord], _ bytes: [UInt8], _ lexicon: TimeLexicon) {
    self.words = words
    self.bytes = bytes
    self.lexicon = lexicon
    phrases = words.indices.map { Self.phrases(at: $0, words, lexicon) }
  }

  private static func phrases(at start: Int, _ words: [TimeWord], _ lexicon: TimeLexicon) -> [Phrase] {
    var found: [Phrase] = []
    var key = TimeLexicon.start
    var at = start
    while at < words.count, lexicon.goesOn(key) {
      key = TimeLexicon.key(key, words[at].hash)
      at += 1
      for sense in lexicon.senses(key) { found.append(Phrase(sense: sense, end: at)) }
    }
    return found.count > 1 ? found.reversed() : found
  }

  /// The longest phrase of a class that begins at a word.
  func phrase(_ wordClass: TimeWordClass, at place: Int) -> Phrase? {
    guard phrases.indices.contains(place) else { return nil }
    return phrases[place].first { $0.sense.wordClass == wordClass }
  }

  /// The longest phrase of a class that ends before a word, looking back at most four words.
  func phrase(_ wordClass: TimeWordClass, endingAt end: Int) -> (phrase: Phrase, start: Int)? {
    for start in stride(from: max(0, end - 4), to: end, by: 1) {
      if let found = phrases[start].first(where: { $0.sense.wordClass == wordClass && $0.end == end }) {
        return (found, start)
      }
    }
    return nil
  }

  func isComma(_ place: Int) -> Bool {
    words.indices.contains(place) && bytes[words[place].bytes.lowerBound] == UInt8(ascii: ",")
  }

  /// True where a hyphen or dash stands between a word and the one before it.
  func isHyphenated(_ place: Int) -> Bool {
    guard place > 0, words.indices.contains(place) else { return false }
    let gap = bytes[words[place - 1].bytes.upperBound..<words[place].bytes.lowerBound]
    return gap.contains(UInt8(ascii: "-")) || gap.contains(0x93)
  }
}
