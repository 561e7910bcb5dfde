internal import Text

/// One sentence that may stand in a summary, counted.
struct SentenceRow {
  /// Its place among the document's sentences.
  let index: Int
  /// Its content words (stems), as a range of `SentenceTable.content`.
  var content: Range<Int>
  var words = 0
  /// Capitalised words after the first: names, for the most part.
  var names = 0
  /// Names that no earlier sentence held.
  var newNames = 0
  var numbers = 0
  /// Words within quotation marks.
  var quoted = 0
  var firstPerson = 0
  var secondPerson = 0
  var speech = 0
  var days = 0
  var months = 0
  var negations = 0
  var modals = 0
  var referring = 0
  /// The classes of the first word.
  var opening: WordClass = []
  var opensWithQuote = false
  var asks = false
  var exclaims = false

  init(index: Int, contentStart: Int) {
    self.index = index
    content = contentStart..<contentStart
  }
}

/// A document as the ranker reads it: its usable sentences, counted once into flat arrays.
struct SentenceTable {
  let document: Document
  private(set) var rows: [SentenceRow] = []
  /// Stems of the content words of all rows, row after row.
  private(set) var content: [Int32] = []
  /// How often each stem of the vocabulary occurs among `content`.
  private(set) var frequency: [Int32]
  let classes: [WordClass]
  private var seenNames: [Bool]

  /// Counts the sentences at `indices`.
  ///
  /// - Complexity: linear in the document's tokens and vocabulary.
  init(document: Document, classes: [WordClass], sentences indices: [Int]) {
    self.document = document
    self.classes = classes
    frequency = Array(repeating: 0, count: document.vocabulary.count)
    seenNames = Array(repeating: false, count: document.vocabulary.count)
    rows.reserveCapacity(indices.count)
    content.reserveCapacity(document.tokens.count / 2)
    for index in indices { count(sentence: index) }
  }

  private mutating func count(sentence index: Int) {
    var row = SentenceRow(index: index, contentStart: content.count)
    var isQuoting = false
    for position in document.sentences[index].tokens {
      let token = document.tokens[position]
      if token.isWord {
        count(token, into: &row)
        if isQuoting { row.quoted += 1 }
      } else {
        countMark(at: Int(token.start), into: &row, isQuoting: &isQuoting)
      }
    }
    row.content = row.content.lowerBound..<content.count
    rows.append(row)
  }

  private mutating func count(_ token: Token, into row: inout SentenceRow) {
    let term = Int(token.term)
    let known = classes[term]
    if row.words == 0 { row.opening = known }
    row.words += 1
    if token.kind == .number { row.numbers += 1 }
    if !known.isEmpty { row.count(known) }
    let first = document.bytes[Int(token.start)]
    if row.words > 1, (0x41...0x5A).contains(first), !known.contains(.firstPerson) {
      row.names += 1
      if !seenNames[term] {
        seenNames[term] = true
        row.newNames += 1
      }
    }
    if !known.contains(.stop) {
      content.append(token.stem)
      frequency[Int(token.stem)] += 1
    }
  }

  private func countMark(at start: Int, into row: inout SentenceRow, isQuoting: inout Bool) {
    switch document.bytes[start] {
    case UInt8(ascii: "\""):
      if row.words == 0 { row.opensWithQuote = true }
      isQuoting.toggle()
    case 0xE2 where start + 2 < document.bytes.count && (0x9C...0x9E).contains(document.bytes[start + 2]):
      // “ ” „ are E2 80 9C to 9E; dashes share their first two bytes.
      if row.words == 0 { row.opensWithQuote = true }
      isQuoting = document.bytes[start + 2] != 0x9D
    case UInt8(ascii: "?"): row.asks = true
    case UInt8(ascii: "!"): row.exclaims = true
    default: break
    }
  }
}

extension SentenceRow {
  /// Counts a word that is in some class.
  fileprivate mutating func count(_ known: WordClass) {
    if known.contains(.firstPerson) { firstPerson += 1 }
    if known.contains(.secondPerson) { secondPerson += 1 }
    if known.contains(.speech) { speech += 1 }
    if known.contains(.day) { days += 1 }
    if known.contains(.month) { months += 1 }
    if known.contains(.negation) { negations += 1 }
    if known.contains(.modal) { modals += 1 }
    if known.contains(.referring) { referring += 1 }
  }
}

extension SentenceTable {
  /// Whether a token of the document tells of a subject: no function word.
  func isContent(_ token: Token) -> Bool { !classes[Int(token.term)].contains(.stop) }

  /// Marks the `count` stems that occur most often, at least twice; of equals, those met first.
  func keyTerms(_ count: Int) -> [Bool] {
    var isKey = Array(repeating: false, count: frequency.count)
    let repeated = frequency.indices.filter { frequency[$0] > 1 }
    for stem in repeated.sorted(by: { (frequency[$1], $0) < (frequency[$0], $1) }).prefix(count) {
      isKey[stem] = true
    }
    return isKey
  }
}
