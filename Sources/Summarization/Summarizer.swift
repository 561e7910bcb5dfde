package import Model
package import Text

/// A sentence that tells the article's main event, as an event coder found it.
package struct EventSentence: Sendable, Hashable {
  /// Its place among the document's sentences, from 0.
  package var index: Int
  /// 0 to 10.
  package var severity: Double

  /// Makes an event sentence.
  package init(index: Int, severity: Double) {
    self.index = index
    self.severity = severity
  }
}

/// Chooses the sentences of an article that tell most of it.
///
/// A linear ranker over named features, trained on editors' highlights; see `Documentation/summaries.md`.
package struct Summarizer: Sendable {
  private let model = RankingModel.standard

  /// Makes a summariser.
  package init() {}

  /// Summarises an article.
  ///
  /// - Parameters:
  ///   - article: the analysed article.
  ///   - budget: how long the summary may be.
  ///   - about: words that the summary should be about; nil for the article's own subject.
  ///   - events: sentences that tell the article's events; empty where no events are known.
  /// - Returns: sentences verbatim in reading order, and the score of every sentence.
  /// - Complexity: linear in the article's tokens, and in sentences times chosen sentences.
  package func summarise(
    _ article: AnalysedArticle,
    budget: SummaryBudget = .standard,
    about: String? = nil,
    events: [EventSentence] = []
  ) -> Summary {
    let document = article.body
    let reading = ArticleReading(article, events: events)
    let matrix = reading.matrix
    let scores = reading.table.rows.indices.map { model.score(matrix[$0]) }
    var selection = Selection(table: reading.table, scores: scores, budget: budget)
    let chosen = selection.run().map { reading.table.rows[$0].index }
    var scored = reading.unusable
    for (row, sentence) in reading.table.rows.enumerated() {
      scored.append(
        ScoredSentence(
          index: sentence.index,
          score: Double(scores[row]),
          factors: model.factors(matrix[row]),
          verdict: selection.verdicts[row]
        )
      )
    }
    return Summary(
      sentences: chosen.map { sentence($0, of: document) },
      scored: scored.sorted { $0.index < $1.index }
    )
  }

  private func sentence(_ index: Int, of document: Document) -> SummarySentence {
    let range = document.sentences[index].range
    let start = Dateline.end(in: document.bytes, of: range)
    return SummarySentence(
      index: index,
      text: document.text(in: range),
      shown: document.text(in: start..<range.upperBound)
    )
  }
}
