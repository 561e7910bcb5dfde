package import Model
package import Text

/// Chooses sentences from several documents on one story so that together they tell most of it.
///
/// Greedy coverage of word pairs (after Gillick and Favre, "A Scalable Global Model for Summarization", 2009), each pair
/// worth the number of documents that hold it and each sentence worth more the earlier it stands in its document.
package struct Briefer: Sendable {
  /// Documents beyond this number are left out: a story's first hundred reports hold what a brief can say.
  package static let documentsMax = 100
  /// Two sentences that share this share of their concepts tell the same.
  private static let duplicateShare = 0.6

  /// Makes a briefer.
  package init() {}

  /// Writes a brief of at most `words` words, taking whole sentences.
  ///
  /// - Parameters:
  ///   - documents: analysed articles on one story, in the order in which sources are numbered.
  ///   - words: how long the brief may be.
  /// - Returns: verbatim sentences in the order to be read, and the figures on which documents differ.
  /// - Complexity: linear in the tokens of all documents, times the number of sentences chosen.
  package func brief(_ documents: [AnalysedArticle], words: Int) -> Brief {
    let readings = documents.prefix(Self.documentsMax).map { ArticleReading($0) }
    let pool = BriefPool(readings)
    let chosen = choose(from: pool, words: words)
    return Brief(
      sentences: chosen.map { sentence($0, of: pool, documents) },
      disagreements: []
    )
  }

  /// Indices of candidates, those that stand early in their documents first.
  private func choose(from pool: BriefPool, words: Int) -> [Int] {
    var isCovered = Array(repeating: false, count: pool.documentFrequency.count)
    var remaining = words
    var chosen: [Int] = []
    while let best = best(of: pool, isCovered, chosen, words: remaining) {
      chosen.append(best)
      remaining -= pool.candidates[best].words
      for concept in pool.candidates[best].concepts { isCovered[Int(concept)] = true }
    }
    return chosen.sorted { left, right in
      let (left, right) = (pool.candidates[left], pool.candidates[right])
      return (left.rank, left.document) < (right.rank, right.document)
    }
  }

  private func best(of pool: BriefPool, _ isCovered: [Bool], _ chosen: [Int], words: Int) -> Int? {
    var best: Int?
    var bestGain: Float = 0
    for (index, candidate) in pool.candidates.enumerated() where candidate.words <= words {
      let gain = gain(of: candidate, pool, isCovered)
      if gain > bestGain, !chosen.contains(index) { (best, bestGain) = (index, gain) }
    }
    return best
  }

  private func gain(of candidate: BriefCandidate, _ pool: BriefPool, _ isCovered: [Bool]) -> Float {
    var gain: Float = 0
    for concept in candidate.concepts where !isCovered[Int(concept)] {
      gain += Float(pool.documentFrequency[Int(concept)])
    }
    return gain / Float(candidate.words).squareRoot() * (1 + 2 / Float(candidate.rank + 1))
  }

  private func sentence(_ index: Int, of pool: BriefPool, _ documents: [AnalysedArticle]) -> BriefSentence {
    let candidate = pool.candidates[index]
    let document = documents[candidate.document].body
    let range = document.sentences[candidate.sentence].range
    let start = Dateline.end(in: document.bytes, of: range)
    return BriefSentence(
      source: BriefSource(document: candidate.document, sentence: candidate.sentence),
      text: document.text(in: range),
      shown: document.text(in: start..<range.upperBound),
      alsoIn: duplicates(of: candidate, in: pool)
    )
  }

  /// Sentences of other documents that say the same, the most alike of each document.
  private func duplicates(of candidate: BriefCandidate, in pool: BriefPool) -> [BriefSource] {
    var sources: [Int: (share: Double, sentence: Int)] = [:]
    let concepts = Set(candidate.concepts)
    for other in pool.candidates where other.document != candidate.document {
      let larger = max(concepts.count, other.concepts.count, 1)
      let share = Double(other.concepts.count { concepts.contains($0) }) / Double(larger)
      if share >= Self.duplicateShare, share > sources[other.document]?.share ?? 0 {
        sources[other.document] = (share, other.sentence)
      }
    }
    return sources.sorted { $0.key < $1.key }
      .map { BriefSource(document: $0.key, sentence: $0.value.sentence) }
  }
}
