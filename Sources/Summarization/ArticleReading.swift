internal import Model
internal import Text

/// An article read for ranking: its usable sentences with their features, and the others with the reason.
struct ArticleReading {
  let table: SentenceTable
  let matrix: FeatureMatrix
  /// The sentences that may not stand in a summary.
  let unusable: [ScoredSentence]

  init(_ article: AnalysedArticle, events: [EventSentence] = []) {
    let document = article.body
    let lexicon = SummaryLexicon.of(language: document.language)
    let classes = (0..<document.vocabulary.count).map {
      lexicon.classes[document.vocabulary.hash(of: Int32($0))] ?? []
    }
    let filter = SentenceFilter(document: document, lexicon: lexicon, classes: classes)
    var unusable: [ScoredSentence] = []
    var usable: [Int] = []
    for index in document.sentences.indices {
      if let verdict = filter.verdict(on: index) {
        unusable.append(ScoredSentence(index: index, score: 0, factors: [], verdict: verdict))
      } else {
        usable.append(index)
      }
    }
    self.unusable = unusable
    table = SentenceTable(document: document, classes: classes, sentences: usable)
    matrix = FeatureMatrix(
      table,
      titleStems: Self.titleStems(article, lexicon),
      eventSeverity: Self.severities(events, of: usable)
    )
  }

  /// The title's content stems that the text holds too.
  private static func titleStems(_ article: AnalysedArticle, _ lexicon: SummaryLexicon) -> Set<Int32> {
    guard let title = article.title else { return [] }
    let content = title.tokens.lazy.filter { token in
      token.isWord && !(lexicon.classes[title.vocabulary.hash(of: token.term)] ?? []).contains(.stop)
    }
    return Set(
      content.compactMap { article.body.vocabulary.id(ofHash: title.vocabulary.hash(of: $0.stem)) }
    )
  }

  private static func severities(_ events: [EventSentence], of sentences: [Int]) -> [Float] {
    var worst: [Int: Double] = [:]
    for event in events { worst[event.index] = max(worst[event.index] ?? 0, event.severity) }
    return sentences.map { Float(worst[$0] ?? 0) / 10 }
  }
}
