/// One analysis of a text: paragraphs, tokens, sentences, stems.
struct TextAnalysis {
  private(set) var paragraphs: [Range<Int>] = []
  private(set) var sentences: [Sentence] = []
  private(set) var tokens: [Token] = []
  private(set) var vocabulary = Vocabulary()
  private(set) var roles: [WordRoles] = []

  init(bytes: [UInt8], profile: LanguageProfile) {
    bytes.withUnsafeBufferPointer { buffer in
      var tokenizer = Tokenizer(bytes: buffer, profile: profile)
      splitParagraphs(&tokenizer)
      stem(&tokenizer)
      tokens = tokenizer.tokens
      vocabulary = tokenizer.vocabulary
      roles = tokenizer.roles
    }
  }

  private mutating func splitParagraphs(_ tokenizer: inout Tokenizer) {
    let bytes = tokenizer.bytes
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
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
    let tokens = tokenizer.tokens
    var start = first
    for end in SentenceSplitter(text: copy tokenizer, paragraph: first..<tokens.count).ends() {
      let range = Int(tokens[start].start)..<Int(tokens[end - 1].end)
      sentences.append(Sentence(range: range, tokens: start..<end, paragraph: paragraphs.count - 1))
      start = end
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
