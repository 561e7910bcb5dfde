internal import Text

/// How often each word and word pair of a reference occurs in each sentence of a text: ROUGE-1 and ROUGE-2 over stems
/// (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004).
struct Overlap {
  /// For each sentence, counts of the reference's distinct items.
  private var sentences: [[Int32]]
  /// How often the reference has each item.
  private let wanted: [Int32]
  private let referenceSize: Int
  private let sizes: [Int]

  /// Counts n-grams of `order` words.
  init(_ text: [[UInt64]], reference: [UInt64], order: Int) {
    let goal = Self.grams(reference, order)
    var ids: [UInt64: Int] = [:]
    var wanted: [Int32] = []
    for gram in goal {
      let id = ids[gram] ?? wanted.count
      if id == wanted.count {
        ids[gram] = id
        wanted.append(0)
      }
      wanted[id] += 1
    }
    self.wanted = wanted
    referenceSize = goal.count
    let grams = text.map { Self.grams($0, order) }
    sizes = grams.map(\.count)
    sentences = grams.map { grams in
      var counts = [Int32](repeating: 0, count: wanted.count)
      for gram in grams { if let id = ids[gram] { counts[id] += 1 } }
      return counts
    }
  }

  /// The F1 of a set of sentences, 0 to 1.
  func f1(_ chosen: [Int]) -> Double {
    var hits = 0
    for item in wanted.indices {
      var found: Int32 = 0
      for sentence in chosen { found += sentences[sentence][item] }
      hits += Int(min(found, wanted[item]))
    }
    let size = chosen.reduce(referenceSize) { $0 + sizes[$1] }
    return size == 0 ? 0 : 2 * Double(hits) / Double(size)
  }

  private static func grams(_ words: [UInt64], _ order: Int) -> [UInt64] {
    guard words.count >= order else { return [] }
    return (0...(words.count - order)).map { start in
      words[start..<start + order].reduce(0) { $0 &* 0x9E37_79B9_7F4A_7C15 &+ $1 }
    }
  }
}

extension Document {
  /// The stems' hashes of a sentence's words.
  func stems(of sentence: Sentence) -> [UInt64] {
    tokens[sentence.tokens].filter { $0.kind == .word || $0.kind == .number }
      .map { vocabulary.hash(of: $0.stem) }
  }
}
