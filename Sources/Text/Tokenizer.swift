/// Splits paragraphs into tokens, in one pass over the bytes.
///
/// Tokens are those of the Universal Dependencies treebanks, which the parser is trained on: "do|n't", "Iran|'s",
/// "15|-|year", but "U.S.", "Mr.", "1,000.5" and "anti-war" whole. Whether a full stop belongs to its word is decided here
/// from the word and the next character; whether the sentence ends there is the sentence splitter's business.
struct Tokenizer {
  /// A longer run without a space is cut into tokens of this size: no name, compound or address that anybody looks for is
  /// longer, and what works on single tokens stays bounded.
  static let tokenBytesMax = 1_024

  let bytes: UnsafeBufferPointer<UInt8>
  let profile: LanguageProfile
  let classes = ByteClassTable.shared
  private(set) var tokens: [Token] = []
  private(set) var vocabulary: Vocabulary
  /// What the language's data says of each term, by term id.
  private(set) var roles: [WordRoles] = []
  /// Indices of tokens after which a sentence may end.
  private(set) var candidates: [Int32] = []
  /// Where the paragraph ends.
  var end = 0
  private var spaceBefore = true
  private var folded: [UInt8] = []

  init(bytes: UnsafeBufferPointer<UInt8>, profile: LanguageProfile) {
    self.bytes = bytes
    self.profile = profile
    // English news has a token in 5 bytes, and a new term in 12 of an article of some thousand bytes.
    tokens.reserveCapacity(bytes.count / 4 + 8)
    let termsExpected = min(bytes.count / 12 + 16, 1 << 16)
    vocabulary = Vocabulary(expectedTerms: termsExpected)
    roles.reserveCapacity(termsExpected)
  }

  /// Appends the tokens of a paragraph.
  mutating func tokenise(_ paragraph: Range<Int>) {
    end = paragraph.upperBound
    spaceBefore = true
    var at = paragraph.lowerBound
    while at < end {
      switch classes[Int(bytes[at])] {
      case .space:
        at += 1
        spaceBefore = true
      case .letter: at = word(from: at)
      case .digit: at = number(from: at)
      case .wide: at = wide(from: at)
      case .stop: at = stops(from: at)
      case .exclamation: at = exclamations(from: at)
      case .apostrophe, .hyphen, .joiner, .other: at = mark(from: at)
      }
    }
  }

  /// Forgets the candidates of the paragraph that has been split into sentences.
  mutating func clearCandidates() { candidates.removeAll(keepingCapacity: true) }

  /// Hands the vocabulary out to be added to, without a copy; it must be given back.
  mutating func takeVocabulary() -> Vocabulary {
    let taken = vocabulary
    vocabulary = Vocabulary()
    return taken
  }

  /// Takes the vocabulary back, and sets the words' stems by their terms.
  mutating func give(back vocabulary: Vocabulary, stems: [Int32]) {
    self.vocabulary = vocabulary
    stems.withUnsafeBufferPointer { stems in
      tokens.withUnsafeMutableBufferPointer { tokens in
        for index in 0..<tokens.count where tokens[index].kind == .word {
          tokens[index].stem = stems[Int(tokens[index].term)]
        }
      }
    }
  }

  mutating func noteSpace() { spaceBefore = true }

  /// Takes the last token back, to split it; what stood before it stays noted.
  mutating func removeLast() {
    guard let last = tokens.popLast() else { return }
    spaceBefore = last.spaceBefore
  }

  mutating func addCandidate() { candidates.append(Int32(tokens.count - 1)) }
}

// MARK: - Emitting

extension Tokenizer {
  /// Appends a token that holds ASCII alone.
  ///
  /// - Returns: what the language's data says of it.
  @inline(__always)
  @discardableResult
  mutating func emit(_ start: Int, _ end: Int, _ kind: TokenKind) -> WordRoles {
    let count = end - start
    guard count <= 8 else { return emitChunks(start, end, kind) }
    let (word, upper) = Self.fold(load(start, count))
    let hash = TermHash.finish(TermHash.step(TermHash.start, word), count: count)
    let term = vocabulary.intern(word: word, count: count, hash: hash)
    return append(start, end, kind, term, hash, Self.letterCase(word, upper, count))
  }

  /// Appends a token of more than eight bytes of ASCII.
  private mutating func emitChunks(_ start: Int, _ end: Int, _ kind: TokenKind) -> WordRoles {
    var (state, capitals, letters) = (TermHash.start, 0, 0)
    var at = start
    while at < end {
      let (word, upper) = Self.fold(load(at, min(8, end - at)))
      state = TermHash.step(state, word)
      capitals += upper.nonzeroBitCount
      letters += (word & 0x4040_4040_4040_4040).nonzeroBitCount
      at += 8
    }
    let hash = TermHash.finish(state, count: end - start)
    guard let term = vocabulary.id(ofHash: hash) else { return emitLong(start, end, kind) }
    let startsUpper = bytes[start] >= 0x41 && bytes[start] <= 0x5A
    let letterCase: TokenCase =
      letters == 0
      ? .none
      : capitals == 0
        ? .lower : capitals == letters ? .upper : capitals == 1 && startsUpper ? .capitalised : .mixed
    return append(start, end, kind, term, hash, letterCase)
  }

  /// Appends a token of more than eight bytes, or of characters outside ASCII.
  @discardableResult
  mutating func emitLong(_ start: Int, _ end: Int, _ kind: TokenKind) -> WordRoles {
    folded.removeAll(keepingCapacity: true)
    var shape = CaseCounter()
    var at = start
    while at < end {
      let (scalar, length) = scalar(at)
      at += length
      shape.add(scalar)
      if scalar >= 0x80, CharacterClass.of(scalar) == .ignorable { continue }
      CaseFolding.append(scalar, to: &folded)
    }
    if folded.isEmpty { folded.append(contentsOf: bytes[start..<end]) }
    let hash = TermHash.of(folded)
    let term = vocabulary.intern(folded, hash: hash)
    return append(start, end, kind, term, hash, shape.letterCase)
  }

  @inline(__always)
  private mutating func append(
    _ start: Int,
    _ end: Int,
    _ kind: TokenKind,
    _ term: Int32,
    _ hash: UInt64,
    _ letterCase: TokenCase
  ) -> WordRoles {
    if Int(term) == roles.count { roles.append(profile.roles[hash]) }
    tokens.append(
      Token(
        start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end),
        kind: kind,
        letterCase: letterCase,
        spaceBefore: spaceBefore,
        term: term,
        stem: term
      )
    )
    spaceBefore = false
    return roles[Int(term)]
  }

  /// The roles of the word between two offsets, without making it a term.
  func roles(_ start: Int, _ end: Int) -> WordRoles {
    let count = end - start
    let word = count <= 8 ? load(start, count) : .max
    if word & 0x8080_8080_8080_8080 == 0 {
      let word = Self.fold(word).word
      return profile.roles[TermHash.finish(TermHash.step(TermHash.start, word), count: count)]
    }
    var folded: [UInt8] = []
    var at = start
    while at < end {
      let (scalar, length) = scalar(at)
      at += length
      CaseFolding.append(scalar, to: &folded)
    }
    return profile.roles[TermHash.of(folded)]
  }

  /// Up to eight bytes as a little-endian word, the rest of it zero.
  @inline(__always)
  private func load(_ start: Int, _ count: Int) -> UInt64 {
    guard start + 8 <= bytes.count, let base = bytes.baseAddress else { return loadSlowly(start, count) }
    let word = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self)
    return count == 8 ? UInt64(littleEndian: word) : UInt64(littleEndian: word) & (1 << UInt64(8 * count) - 1)
  }

  private func loadSlowly(_ start: Int, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<count { word |= UInt64(bytes[start + index]) << UInt64(8 * index) }
    return word
  }

  /// Lower-cases eight ASCII bytes at once, and tells where capitals stood: bit 7 of their bytes.
  @inline(__always)
  private static func fold(_ word: UInt64) -> (word: UInt64, upper: UInt64) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & (0x7F * ones)
    let fromA = low &+ (0x80 - 0x41) * ones
    let pastZ = low &+ (0x80 - 0x5B) * ones
    let upper = (fromA & ~pastZ & ~word) & (0x80 * ones)
    return (word | upper >> 2, upper)
  }

  /// The case of an ASCII word from its folding.
  @inline(__always)
  private static func letterCase(_ word: UInt64, _ upper: UInt64, _ count: Int) -> TokenCase {
    let first = UInt8(truncatingIfNeeded: word)
    if upper == 0 { return first >= 0x61 && first <= 0x7A ? .lower : lowerWithin(word) }
    let capitals = upper.nonzeroBitCount
    if capitals == count { return .upper }
    if upper == 0x80 { return (word & 0x4000) == 0 ? .upper : .capitalised }
    return capitalsWithin(word, upper)
  }

  /// The case of a word that does not begin with a letter and has no capitals: "5th", "'s".
  private static func lowerWithin(_ word: UInt64) -> TokenCase {
    (word & 0x4040_4040_4040_4040) == 0 ? .none : .lower
  }

  /// The case of a word with several capitals, or one that is not its first byte: "U.S.", "F1", "iPhone".
  private static func capitalsWithin(_ word: UInt64, _ upper: UInt64) -> TokenCase {
    let letters = word & 0x4040_4040_4040_4040
    return letters << 1 == upper ? .upper : .mixed
  }
}

/// Counts letters by case over a word of any script.
struct CaseCounter {
  private var upper = 0
  private var lower = 0
  private var startsUpper = false

  mutating func add(_ scalar: UInt32) {
    if CaseFolding.folded(scalar) != scalar, !Self.foldedLowerCase.contains(scalar) {
      if upper + lower == 0 { startsUpper = true }
      upper += 1
    } else if Self.isLower(scalar) {
      lower += 1
    }
  }

  /// Lower-case letters and marks that fold to another form all the same: the apostrophes, the micro sign, the long s, the
  /// final sigma and other forms of Greek letters.
  private static let foldedLowerCase: Set<UInt32> = [
    0x2019, 0x02BC, 0xB5, 0x17F, 0x3C2, 0x3D0, 0x3D1, 0x3D5, 0x3D6, 0x3F0, 0x3F1, 0x3F5,
  ]

  /// Whether a scalar that folds to itself is a lower-case letter: the scripts with case, by block.
  static func isLower(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x61...0x7A, 0xDF...0xF6, 0xF8...0x24F, 0x370...0x58F, 0x1E00...0x1FFF, 0xA640...0xA69F: true
    default: false
    }
  }

  var letterCase: TokenCase {
    if upper == 0 { return lower == 0 ? .none : .lower }
    if lower == 0 { return .upper }
    return upper == 1 && startsUpper ? .capitalised : .mixed
  }
}
