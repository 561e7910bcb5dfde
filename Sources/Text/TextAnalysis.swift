/// One pass over a text: paragraphs, tokens, sentences.
struct TextAnalysis {
  let bytes: [UInt8]
  let language: String
  private(set) var paragraphs: [Range<Int>] = []
  private(set) var sentences: [Sentence] = []
  private(set) var tokens: [Token] = []
  private(set) var vocabulary = Vocabulary()
  private var stemmer: Stemmer?

  init(bytes: [UInt8], language: String) {
    self.bytes = bytes
    self.language = language
    stemmer = Stemmer(language: language)
  }

  mutating func run() {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let paragraph = trimmed(start..<end)
      if !paragraph.isEmpty {
        paragraphs.append(paragraph)
        split(paragraph)
      }
      start = end + 1
    }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, bytes[low] <= 0x20 { low += 1 }
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    return low..<high
  }

  private mutating func split(_ paragraph: Range<Int>) {
    var start = paragraph.lowerBound
    var at = start
    while at < paragraph.upperBound {
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") else {
        continue
      }
      while at < paragraph.upperBound, isClosing(bytes[at]) { at += 1 }
      guard at == paragraph.upperBound || bytes[at] == 0x20 else { continue }
      append(trimmed(start..<at))
      start = at
    }
    append(trimmed(start..<paragraph.upperBound))
  }

  private func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ")") || byte >= 0x80
  }

  private mutating func append(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let first = tokens.count
    tokenise(range)
    sentences.append(Sentence(range: range, tokens: first..<tokens.count, paragraph: paragraphs.count - 1))
  }

  private mutating func tokenise(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      let start = at
      let byte = bytes[at]
      at += 1
      guard byte > 0x20 else { continue }
      var kind = TokenKind.punctuation
      if isWord(byte) {
        while at < range.upperBound, isWord(bytes[at]) { at += 1 }
        kind = (0x30...0x39).contains(byte) ? .number : .word
      }
      let folded = bytes[start..<at].map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
      let term = vocabulary.intern(folded)
      let stem = kind == .word ? (stemmer?.stem(folded)).map { vocabulary.intern($0) } ?? term : term
      tokens.append(Token(start: Int32(start), end: Int32(at), kind: kind, term: term, stem: stem))
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte >= 0x80
  }
}
