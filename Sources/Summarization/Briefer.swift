package import Model
package import Text

/// Chooses sentences from several documents on one story so that together they tell most of it.
package struct Briefer: Sendable {
  /// Documents beyond this number are left out: a story's first hundred reports hold what a brief can say.
  package static let documentsMax = 100
  /// Two sentences that share this share of their word pairs tell the same.
  private static let duplicateShare = 0.6

  private let tuning: BriefTuning?

  /// Makes a briefer, with the tuning that suits documents and budget where none is given.
  package init(tuning: BriefTuning? = nil) { self.tuning = tuning }

  /// Writes a brief of at most `words` words, taking whole sentences.
  ///
  /// - Parameters:
  ///   - documents: analysed articles on one story, in the order in which sources are numbered.
  ///   - words: how long the brief may be.
  /// - Returns: verbatim sentences in the order to be read, and the figures on which documents differ.
  /// - Complexity: that of `BriefSelection.run()`.
  package func brief(_ documents: [AnalysedArticle], words: Int) -> Brief {
    let documents = Array(documents.prefix(Self.documentsMax))
    let tables = documents.map { SentenceTable($0.body, lexicon: .of(language: $0.body.language)) }
    let pool = BriefPool(tables)
    let tuning = tuning ?? .standard(documents: documents.count, words: words)
    let chosen = BriefSelection(pool, words: words, tuning: tuning).run()
    return Brief(
      sentences: BriefOrder(documents: documents).sorted(chosen.map { pool.candidates[$0] })
        .map { sentence($0, of: documents[$0.document].body, in: pool) },
      disagreements: FigureComparison(tables).disagreements()
    )
  }

  private func sentence(
    _ candidate: BriefCandidate,
    of document: Document,
    in pool: BriefPool
  ) -> BriefSentence {
    BriefSentence(
      source: BriefSource(document: candidate.document, sentence: candidate.sentence),
      text: document.text(of: document.sentences[candidate.sentence]),
      shown: Dateline.text(ofSentence: candidate.sentence, in: document),
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
