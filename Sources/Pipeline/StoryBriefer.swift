internal import Language
package import Model
internal import Summarization
internal import Text

/// Sums up several articles on one matter. It asks for none of the tables that events are coded by.
package struct StoryBriefer: Sendable {
  private let identifier = LanguageIdentifier()
  private let briefer = Briefer()

  /// Makes a briefer.
  package init() {}

  /// The sentences that tell a matter in at most `wordsMax` words, and where the articles disagree.
  ///
  /// - Complexity: that of comparing each article's sentences with those of the others.
  package func brief(_ articles: [Article], wordsMax: Int) -> Brief {
    briefer.brief(articles.map { AnalysedArticle(identifier.identified($0)) }, words: wordsMax)
  }
}
