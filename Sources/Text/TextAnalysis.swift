/// One analysis of a text: paragraphs, tokens, sentences, stems.
struct TextAnalysis {
  private(set) var paragraphs: [Range<Int>] = []
  private(set) var sentences: [Sentence] = []
  private(set) var tokens: [Token] = []
  private(set) var vocabulary = Vocabulary()
  private(set) var roles: [WordRoles] = []

  init(bytes: [UInt8], profile: LanguageProfile, withStems: Bool) {
    bytes.withUnsafeBufferPointer { buffer in
      var tokenizer = Tokenizer(bytes: buffer, profile: profile)
      splitParagraphs(&tokenizer)
      if withStems { stem(&tokenizer) }
      tokens = tokenizer.tokens
      vocabulary = tokenizer.vocabulary
      roles = tokenizer.roles
    }
  }

  private mutating func splitParagraphs(_ tokenizer: inout Tokenizer) {
    let bytes = tokenizer.bytes
    var start = 0
    while start < bytes.count {
      let end = ByteRun.newline(in: bytes, from: start)
      let paragraph = trimmed(start..<end, bytes)
      start = end + 1
      guard !paragraph.isEmpty else { continue }
      let first = tokenizer.tokens.count
      tokenizer.tokenise(paragraph)
      guard tokenizer.tokens.count > first else { continue }
      paragraphs.append(paragraph)
      split(first, tokenizer)
      tokenizer.clearCandidates()
    }
  }

  private func trimmed(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, bytes[low] <= 0x20 { low += 1 }
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    return low..<high
  }

  private mutating func split(_ first: Int, _ tokenizer: borrowing Tokenizer) {
    let (count, paragraph) = (tokenizer.tokens.count, paragraphs.count - 1)
    sentences += tokenizer.withText { text in
      var start = first
      return SentenceSplitter(text: text, paragraph: first..<count).ends().map { end in
        defer { start = end }
        let range = Int(text.tokens[start].start)..<Int(text.tokens[end - 1].end)
        return Sentence(range: range, tokens: start..<end, paragraph: paragraph)
      }
    }
  }

  /// Stems each distinct word once, then hands the stems to the tokens.
  private func stem(_ tokenizer: inout Tokenizer) {
    guard let algorithm = tokenizer.profile.stemmer else { return }
    var vocabulary = tokenizer.takeVocabulary()
    let stems = Stemmers.stems(&vocabulary, algorithm: algorithm)
    tokenizer.give(back: vocabulary, stems: stems)
  }
}
