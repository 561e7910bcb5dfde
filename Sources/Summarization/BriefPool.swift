internal import Text

/// A sentence of some document that a brief may take.
struct BriefCandidate {
  let document: Int
  /// Its place among its document's sentences.
  let sentence: Int
  /// Its place among its document's usable sentences, from 0.
  let rank: Int
  /// Words as people count them: what stands between white space.
  let words: Int
  /// Ids of its distinct concepts: pairs of neighbouring words of which one at least is a content word.
  let concepts: [Int32]
}

/// The usable sentences of several documents over one set of concepts.
struct BriefPool {
  /// Sentences beyond this number, shared out evenly over the documents, are left out: news stands at the top.
  static let candidatesMax = 4_000

  private(set) var candidates: [BriefCandidate] = []
  /// In how many documents each concept occurs.
  private(set) var documentFrequency: [Float] = []
  /// In how many sentences each concept occurs.
  private(set) var sentenceFrequency: [Float] = []
  /// How high each concept stands in its documents: the sum over them of 1 / (1 + rank of its first sentence).
  private(set) var prominence: [Float] = []
  private var ids: [UInt64: Int32] = [:]
  private var lastDocument: [Int32] = []

  /// - Complexity: linear in the tokens of all documents.
  init(_ tables: [SentenceTable]) {
    let share = Self.candidatesMax / max(1, tables.count)
    for (document, table) in tables.enumerated() {
      for (rank, row) in table.rows.prefix(share).enumerated() { add(row, rank, of: table, document) }
    }
  }

  private mutating func add(_ row: SentenceRow, _ rank: Int, of table: SentenceTable, _ document: Int) {
    var concepts: [Int32] = []
    var previous: (hash: UInt64, isStop: Bool)?
    for token in table.document.tokens[table.document.sentences[row.index].tokens] where token.isWord {
      let hash = table.document.vocabulary.hash(of: token.stem)
      let isStop = table.document.isStopWord(token)
      if let left = previous, !(left.isStop && isStop) {
        concepts.append(intern(left.hash &* 0x9E37_79B9_7F4A_7C15 ^ hash, rank, document))
      }
      previous = (hash, isStop)
    }
    let distinct = Set(concepts).sorted()
    for concept in distinct { sentenceFrequency[Int(concept)] += 1 }
    candidates.append(
      BriefCandidate(
        document: document,
        sentence: row.index,
        rank: rank,
        words: row.written,
        concepts: distinct
      )
    )
  }

  private mutating func intern(_ key: UInt64, _ rank: Int, _ document: Int) -> Int32 {
    let id = ids[key] ?? Int32(documentFrequency.count)
    if Int(id) == documentFrequency.count {
      ids[key] = id
      documentFrequency.append(0)
      sentenceFrequency.append(0)
      prominence.append(0)
      lastDocument.append(-1)
    }
    if lastDocument[Int(id)] != Int32(document) {
      lastDocument[Int(id)] = Int32(document)
      documentFrequency[Int(id)] += 1
      prominence[Int(id)] += 1 / Float(1 + rank)
    }
    return id
  }
}
