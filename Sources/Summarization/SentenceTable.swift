internal import Model
internal import Text

/// One sentence that may stand in a summary, counted.
struct SentenceRow {
  /// Its place among the document's sentences.
  let index: Int
  /// Its content words (stems), as a range of `SentenceTable.content`.
  var content: Range<Int>
  /// Words and numbers, as tokens.
  var words = 0
  /// What stands between white space: words as people count them.
  var written = 0
  /// Capitalised words after the first: names, for the most part.
  var names = 0
  /// Names that no earlier sentence held.
  var newNames = 0
  var numbers = 0
  /// Words within quotation marks.
  var quoted = 0
  var firstPerson = 0
  var secondPerson = 0
  var referring = 0
  /// The classes of all its words together.
  var classes: WordClass = []
  /// The classes of its first word.
  var opening: WordClass = []
  var opensWithQuote = false
  var asks = false

  init(index: Int, contentStart: Int) {
    self.index = index
    content = contentStart..<contentStart
  }

  /// Whether it opens with a pronoun or a connective, and so leans on the sentence before it.
  var leans: Bool { opening.contains(.referring) || opening.contains(.connective) }
}

/// A document as the ranker reads it: its usable sentences, counted once into flat arrays.
struct SentenceTable {
  let document: Document
  private let tokens: [Token]
  private let bytes: [UInt8]
  /// Classes of every term of the document's vocabulary.
  let classes: [WordClass]
  private(set) var rows: [SentenceRow] = []
  /// Stems of the content words of all rows, row after row.
  private(set) var content: [Int32] = []
  /// How often each stem of the vocabulary occurs among `content`.
  private(set) var frequency: [Int32]
  /// The other sentences, and why they may not stand in a summary.
  private(set) var unusable: [(index: Int, verdict: SentenceVerdict)] = []
  private var seenNames: [Bool]
  /// The quotation that the paragraph at hand has open before the sentence at hand.
  private var quotation = ParagraphQuotation()

  /// Counts a document's sentences and parts those that may stand in a summary from those that may not.
  ///
  /// - Complexity: linear in the document's tokens and vocabulary.
  init(_ document: Document, lexicon: SummaryLexicon) {
    self.document = document
    tokens = document.tokens
    bytes = document.bytes
    classes = lexicon.classes(of: document.vocabulary)
    frequency = Array(repeating: 0, count: document.vocabulary.count)
    seenNames = Array(repeating: false, count: document.vocabulary.count)
    rows.reserveCapacity(document.sentences.count)
    content.reserveCapacity(document.tokens.count / 2)
    let filter = SentenceFilter(document: document, classes: classes, furniture: lexicon.furniture)
    for index in document.sentences.indices { add(index, filter) }
    if document.sentences.count == 1, rows.isEmpty, unusable.first?.verdict == .tooShort { keepOnly() }
  }

  private mutating func add(_ index: Int, _ filter: SentenceFilter) {
    let sentence = document.sentences[index]
    var row = SentenceRow(index: index, contentStart: content.count)
    var balance = QuotationBalance()
    for position in sentence.tokens {
      let token = tokens[position]
      if token.spaceBefore || row.written == 0 { row.written += 1 }
      if token.isWord {
        count(token, into: &row)
        if balance.isOpen { row.quoted += 1 }
      } else if balance.count(token, in: bytes) {
        if row.words == 0 { row.opensWithQuote = true }
      } else if bytes[Int(token.start)] == UInt8(ascii: "?") {
        row.asks = true
      }
    }
    row.content = row.content.lowerBound..<content.count
    let isWithin = quotation.isOpen(before: sentence, opensWithQuote: row.opensWithQuote, balance: balance)
    if let verdict = filter.verdict(on: sentence, row, balance, isWithinQuotation: isWithin) {
      unusable.append((index, verdict))
      content.removeSubrange(row.content)
    } else {
      keep(row)
    }
  }

  /// One sentence is all that an article of one sentence has to say, however short it is.
  private mutating func keepOnly() {
    unusable = []
    var row = SentenceRow(index: 0, contentStart: 0)
    for position in document.sentences[0].tokens where tokens[position].isWord {
      row.written += 1
      count(tokens[position], into: &row)
    }
    row.content = 0..<content.count
    keep(row)
  }

  private mutating func count(_ token: Token, into row: inout SentenceRow) {
    let known = classes[Int(token.term)]
    if row.words == 0 { row.opening = known }
    if row.words == 1, known.contains(.period) { row.opening.remove(.referring) }
    row.words += 1
    if case .number = token.kind { row.numbers += 1 }
    if !known.isEmpty {
      row.classes.formUnion(known)
      if known.contains(.firstPerson) { row.firstPerson += 1 }
      if known.contains(.secondPerson) { row.secondPerson += 1 }
      if known.contains(.referring) { row.referring += 1 }
    }
    if row.words > 1, token.opensUpper, !known.contains(.firstPerson) { row.names += 1 }
    if !document.isStopWord(token) { content.append(token.stem) }
  }

  private mutating func keep(_ row: SentenceRow) {
    var row = row
    for stem in content[row.content] { frequency[Int(stem)] += 1 }
    for position in document.sentences[row.index].tokens.dropFirst() {
      let token = tokens[position]
      guard token.opensUpper, token.isWord, !seenNames[Int(token.term)] else { continue }
      seenNames[Int(token.term)] = true
      row.newNames += 1
    }
    rows.append(row)
  }
}

extension SentenceTable {
  /// Marks the `count` stems that occur most often, at least twice; of equals, those met first.
  func keyTerms(_ count: Int) -> [Bool] {
    var isKey = Array(repeating: false, count: frequency.count)
    let repeated = frequency.indices.filter { frequency[$0] > 1 }
    for stem in repeated.sorted(by: { (frequency[$1], $0) < (frequency[$0], $1) }).prefix(count) {
      isKey[stem] = true
    }
    return isKey
  }

  /// Marks the stems of another text's content words that this document holds too, and counts them.
  func shared(with other: Document) -> (isShared: [Bool], count: Int) {
    var isShared = Array(repeating: false, count: frequency.count)
    var count = 0
    for token in other.tokens where token.isWord && !other.isStopWord(token) {
      guard let stem = document.vocabulary.id(ofHash: other.vocabulary.hash(of: token.stem)),
        !isShared[Int(stem)]
      else { continue }
      isShared[Int(stem)] = true
      count += 1
    }
    return (isShared, count)
  }

  /// How many distinct marked stems a row holds.
  func count(_ isMarked: [Bool], in row: SentenceRow) -> Int {
    var found: [Int32] = []
    for stem in content[row.content] where isMarked[Int(stem)] && !found.contains(stem) { found.append(stem) }
    return found.count
  }
}
