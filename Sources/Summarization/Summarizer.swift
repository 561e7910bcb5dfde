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
    let model = RankingModel.standard(for: budget)
    let reading = ArticleReading(article, events: events)
    let plain = reading.table.rows.indices.map { model.score(reading.matrix[$0]) }
    let focus = QueryFocus(about, language: article.body.language, table: reading.table, scores: plain)
    let scores = plain.indices.map { plain[$0] + focus[$0] }
    var selection = Selection(table: reading.table, scores: scores, budget: budget)
    let chosen = selection.run().map { reading.table.rows[$0].index }
    return Summary(
      sentences: chosen.map { sentence($0, of: article.body) },
      scored: explanations(reading, model, focus, scores, selection.verdicts)
    )
  }

  private func sentence(_ index: Int, of document: Document) -> SummarySentence {
    SummarySentence(
      index: index,
      text: document.text(of: document.sentences[index]),
      shown: Dateline.text(ofSentence: index, in: document)
    )
  }

  /// Every sentence of the text with its score and verdict, in reading order.
  private func explanations(
    _ reading: ArticleReading,
    _ model: RankingModel,
    _ focus: QueryFocus,
    _ scores: [Float],
    _ verdicts: [SentenceVerdict]
  ) -> [ScoredSentence] {
    var scored = reading.table.unusable.map {
      ScoredSentence(index: $0.index, score: 0, factors: [], verdict: $0.verdict)
    }
    for (row, sentence) in reading.table.rows.enumerated() {
      var factors = model.factors(reading.matrix[row])
      if focus[row] > 0 { factors.append(ScoreFactor(Factor.about.name, Double(focus[row]))) }
      scored.append(
        ScoredSentence(
          index: sentence.index,
          score: Double(scores[row]),
          factors: factors,
          verdict: verdicts[row]
        )
      )
    }
    return scored.sorted { $0.index < $1.index }
  }
}
