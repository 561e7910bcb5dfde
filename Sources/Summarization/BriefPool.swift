internal import Text

/// A sentence of some document that a brief may take.
struct BriefCandidate {
  let document: Int
  /// Its place among its document's sentences.
  let sentence: Int
  /// Its place among its document's usable sentences, from 0.
  let rank: Int
  let words: Int
  /// Ids of its distinct concepts: pairs of neighbouring words of which one at least is a content word.
  let concepts: [Int32]
}

/// The usable sentences of several documents over one set of concepts.
struct BriefPool {
  private(set) var candidates: [BriefCandidate] = []
  /// In how many documents each concept occurs.
  private(set) var documentFrequency: [Int32] = []
  private var ids: [UInt64: Int32] = [:]
  private var lastDocument: [Int32] = []

  /// - Complexity: linear in the tokens of all documents.
  init(_ readings: [ArticleReading]) {
    for (index, reading) in readings.enumerated() { add(reading.table, document: index) }
  }

  private mutating func add(_ table: SentenceTable, document: Int) {
    for (rank, row) in table.rows.enumerated() {
      var concepts: [Int32] = []
      var previous: Token?
      for token in table.document.tokens[table.document.sentences[row.index].tokens] where token.isWord {
        if let left = previous, table.isContent(left) || table.isContent(token) {
          concepts.append(intern(left, token, of: table.document, number: document))
        }
        previous = token
      }
      candidates.append(
        BriefCandidate(
          document: document,
          sentence: row.index,
          rank: rank,
          words: row.words,
          concepts: Set(concepts).sorted()
        )
      )
    }
  }

  private mutating func intern(_ left: Token, _ right: Token, of document: Document, number: Int) -> Int32 {
    let vocabulary = document.vocabulary
    let key = vocabulary.hash(of: left.stem) &* 0x9E37_79B9_7F4A_7C15 ^ vocabulary.hash(of: right.stem)
    let id = ids[key] ?? Int32(documentFrequency.count)
    if Int(id) == documentFrequency.count {
      ids[key] = id
      documentFrequency.append(0)
      lastDocument.append(-1)
    }
    if lastDocument[Int(id)] != Int32(number) {
      lastDocument[Int(id)] = Int32(number)
      documentFrequency[Int(id)] += 1
    }
    return id
  }
}
