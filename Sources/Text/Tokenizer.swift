/// Splits paragraphs into tokens, in one pass over the bytes.
///
/// Tokens are those of the Universal Dependencies treebanks, which the parser is trained on: "do|n't", "Iran|'s",
/// "15|-|year", but "U.S.", "Mr.", "1,000.5" and "anti-war" whole. Whether a full stop belongs to its word is decided here
/// from the word and the next character; whether the sentence ends there is the sentence splitter's business.
struct Tokenizer: ~Copyable {
  /// A longer run without a space is cut into tokens of this size: no name, compound or address that anybody looks for is
  /// longer, and what works on single tokens stays bounded.
  static let tokenBytesMax = 1_024

  let input: InputBytes
  let profile: LanguageProfile
  private(set) var tokens: [Token] = []
  private(set) var vocabulary: Vocabulary
  /// What the language's data says of each term, by term id.
  private(set) var roles: [WordRoles] = []
  /// Indices of tokens after which a sentence may end.
  private(set) var candidates: [Int32] = []
  /// Indices of tokens that may part what has no mark between: dates in digits, and rulers of dashes and the like.
  private(set) var partings: [Int32] = []
  /// Where the paragraph ends.
  var end = 0
  /// Up to here no host name goes on: a look-ahead has found that it would not end in one.
  var hostlessEnd = 0
  private var spaceBefore = true
  private var folded: [UInt8] = []

  init(bytes: UnsafeBufferPointer<UInt8>, profile: LanguageProfile) {
    input = InputBytes(bytes: bytes)
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
      if bytes[at] == 0x20 {
        at += 1
        spaceBefore = true
        guard at < end else { break }
      }
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

  /// Lends what has been read.
  borrowing func withText<Result>(_ body: (TokenisedText) -> Result) -> Result {
    tokens.withUnsafeBufferPointer { tokens in
      roles.withUnsafeBufferPointer { roles in
        candidates.withUnsafeBufferPointer { candidates in
          partings.withUnsafeBufferPointer { partings in
            body(
              TokenisedText(
                input: input,
                tokens: tokens,
                roles: roles,
                candidates: candidates,
                partings: partings,
                profile: profile
              )
            )
          }
        }
      }
    }
  }

  /// Forgets the candidates of the paragraph that has been split into sentences.
  mutating func clearCandidates() {
    candidates.removeAll(keepingCapacity: true)
    partings.removeAll(keepingCapacity: true)
  }

  /// Hands the vocabulary out to be added to, without a copy; it must be given back.
  mutating func takeVocabulary() -> Vocabulary {
    let taken = vocabulary
    vocabulary = Vocabulary()
    return taken
  }

  /// Takes the vocabulary back, and sets the words' stems by their terms, where they are not pairs of characters.
  mutating func give(back vocabulary: Vocabulary, stems: [Int32]) {
    self.vocabulary = vocabulary
    stems.withUnsafeBufferPointer { stems in
      tokens.withUnsafeMutableBufferPointer { tokens in
        for index in 0..<tokens.count where tokens[index].kind == .word {
          guard tokens[index].stem == tokens[index].term else { continue }
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

  /// In scripts without spaces a single character tells little: the stem of each is the pair that it opens, as indexes of
  /// such scripts have it. The last of a run keeps its own.
  mutating func pairWithLast() {
    let last = tokens.count - 1
    guard last > 0, tokens[last - 1].end == tokens[last].start else { return }
    guard characters[scalar(Int(tokens[last - 1].start)).value].characterClass == .ideograph else { return }
    let pair = Int(tokens[last - 1].start)..<Int(tokens[last].end)
    let hash = input.foldedHash(pair.lowerBound, pair.upperBound).hash
    tokens[last - 1].stem = vocabulary.id(ofHash: hash) ?? internNew(pair.lowerBound, pair.upperBound, hash)
  }

  mutating func addParting() { partings.append(Int32(tokens.count - 1)) }

  mutating func addCandidate() { candidates.append(Int32(tokens.count - 1)) }
}

// MARK: - The input

extension Tokenizer {
  var bytes: UnsafeBufferPointer<UInt8> {
    @inline(__always) get { input.bytes }
  }
  var classes: ByteClassTable {
    @inline(__always) get { input.classes }
  }
  var characters: CharacterTable {
    @inline(__always) get { input.characters }
  }

  @inline(__always)
  func scalar(_ at: Int) -> (value: UInt32, length: Int) { input.scalar(at) }
  @inline(__always)
  func isWordByte(_ byte: UInt8) -> Bool { input.isWordByte(byte) }
  @inline(__always)
  func startsLetter(_ at: Int) -> Bool { input.startsLetter(at) }
  @inline(__always)
  func startsUpper(_ at: Int) -> Bool { input.startsUpper(at) }
  @inline(__always)
  func isDigit(_ at: Int) -> Bool { input.isDigit(at) }
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
    let (word, upper) = InputBytes.fold(input.load(start, count))
    let hash = TermHash.finish(TermHash.step(TermHash.start, word), count: count)
    let term = vocabulary.intern(word: word, count: count, hash: hash)
    return append(start, end, kind, term, hash, Self.letterCase(word, upper, count))
  }

  /// Appends a token of more than eight bytes of ASCII.
  private mutating func emitChunks(_ start: Int, _ end: Int, _ kind: TokenKind) -> WordRoles {
    var (state, capitals, letters) = (TermHash.start, 0, 0)
    var at = start
    while at < end {
      let (word, upper) = InputBytes.fold(input.load(at, min(8, end - at)))
      state = TermHash.step(state, word)
      capitals += upper.nonzeroBitCount
      letters += ByteRun.letters(word).nonzeroBitCount
      at += 8
    }
    let hash = TermHash.finish(state, count: end - start)
    let term = vocabulary.id(ofHash: hash) ?? internASCII(start, end, hash)
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
    let (hash, letterCase) = input.foldedHash(start, end)
    let term = vocabulary.id(ofHash: hash) ?? internNew(start, end, hash)
    return append(start, end, kind, term, hash, letterCase)
  }

  /// Makes a term of the ASCII bytes between two offsets.
  private mutating func internASCII(_ start: Int, _ end: Int, _ hash: UInt64) -> Int32 {
    folded.removeAll(keepingCapacity: true)
    for at in stride(from: start, to: end, by: 8) {
      let count = min(8, end - at)
      withUnsafeBytes(of: InputBytes.fold(input.load(at, count)).word.littleEndian) {
        folded.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
      }
    }
    return vocabulary.intern(folded, hash: hash)
  }

  /// Makes a term of the folding of the bytes between two offsets.
  private mutating func internNew(_ start: Int, _ end: Int, _ hash: UInt64) -> Int32 {
    folded.removeAll(keepingCapacity: true)
    var at = start
    while at < end {
      let (scalar, length) = scalar(at)
      at += length
      if scalar >= 0x80, characters[scalar].characterClass == .ignorable { continue }
      CaseFolding.append(scalar, to: &folded)
    }
    if folded.isEmpty { folded.append(contentsOf: bytes[start..<end]) }
    let term = vocabulary.intern(folded, hash: hash)
    if Int(term) == roles.count { roles.append(profile.roles[hash]) }
    return term
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
  @inline(__always)
  func roles(_ start: Int, _ end: Int) -> WordRoles { profile.roles(of: input, start, end) }

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
    ByteRun.letters(word) == 0 ? .none : .lower
  }

  /// The case of a word with several capitals, or one that is not its first byte: "U.S.", "F1", "iPhone".
  private static func capitalsWithin(_ word: UInt64, _ upper: UInt64) -> TokenCase {
    ByteRun.letters(word) == upper ? .upper : .mixed
  }
}
