internal import Model
package import Pipeline

/// `analyse`: articles in; text, summaries and events out.
package struct AnalyseExchange: Sendable {
  private let jobs: Int
  private let parts: AnalysisParts
  private let wish: SummaryWish

  /// - Parameters:
  ///   - jobs: how many lines are worked on at once.
  ///   - parts: what the answers hold.
  ///   - wish: the budget of the summaries, and what they should be about.
  package init(jobs: Int, parts: AnalysisParts, wish: SummaryWish) {
    self.jobs = jobs
    self.parts = parts
    self.wish = wish
  }

  /// Answers every line; returns how many could not be.
  ///
  /// - Throws: `ExchangeError` where reading or writing fails.
  package func run(_ source: LineSource, to sink: LineSink) throws(ExchangeError) -> Int {
    let (analyser, parts, wish) = (Analyser(), parts, wish)
    return try LineExchange<ArticleRequest>(jobs: jobs).run(
      source,
      to: sink,
      work: { request throws(LineError) in
        analyser.analyse(try request.article(analyser), parts: parts, wish: wish)
      },
      answer: { AnalyseAnswer(analysis: $0, parts: parts) }
    )
  }
}

/// An article's answer: the fields of the parts that were wanted, absent values as null.
struct AnalyseAnswer: Encodable {
  let analysis: ArticleAnalysis
  let parts: AnalysisParts

  private enum Key: String, CodingKey { case summary, events }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if parts.contains(.extract) { try ArticleAnswer(analysis.article).encode(to: encoder) }
    if let summary = analysis.summary {
      try container.encode(summary.sentences.map(\.text), forKey: .summary)
    }
    if let coding = analysis.coding {
      try CodingAnswer(coding).encode(to: encoder)
      try container.encode(coding.events.map(EventAnswer.init), forKey: .events)
    }
  }
}
