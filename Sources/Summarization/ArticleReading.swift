internal import Model
package import Text

/// An article read for ranking: its usable sentences with their features, and the others with the reason.
package struct ArticleReading {
  let table: SentenceTable
  /// A row for each usable sentence.
  package let matrix: FeatureMatrix

  /// Reads an article.
  ///
  /// - Parameters:
  ///   - article: the analysed article.
  ///   - events: sentences that tell its events; empty where none are known.
  /// - Complexity: linear in the article's tokens.
  package init(_ article: AnalysedArticle, events: [EventSentence] = []) {
    table = SentenceTable(article.body, lexicon: .of(language: article.body.language))
    matrix = FeatureMatrix(table, title: article.title, events: events)
  }

  /// The places of the usable sentences among the document's, a row each.
  package var sentences: [Int] { table.rows.map(\.index) }
}
