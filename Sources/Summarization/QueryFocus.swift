internal import Text

/// What sentences gain by telling of the words that a reader asked about.
///
/// One that holds all the words gains more than lies between the best and the worst score of the text, and than it can lose
/// by leaning on its predecessor, and so comes before all that hold none; between sentences that hold them the ranker decides.
struct QueryFocus {
  private let gains: [Float]

  /// - Parameters:
  ///   - about: the words asked about; nil or words that the text does not hold leave all gains at 0.
  ///   - language: the language of the words, that of the text.
  ///   - table: the sentences.
  ///   - scores: what the ranker gave each.
  init(_ about: String?, language: String, table: SentenceTable, scores: [Float]) {
    guard let about else {
      gains = []
      return
    }
    let (isAsked, count) = table.shared(with: Document(about, language: language))
    let range = (scores.max() ?? 0) - (scores.min() ?? 0) + 2 * Selection.leaningPenalty
    gains = table.rows.map { row in
      count == 0 ? 0 : range * Float(table.count(isAsked, in: row)) / Float(count)
    }
  }

  /// What a row gains.
  subscript(row: Int) -> Float { gains.isEmpty ? 0 : gains[row] }
}
