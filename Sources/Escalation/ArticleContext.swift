import Actors
import Model
import Text

/// The analysed parts of an article with its actors. A class: every coder of a sentence holds it.
final class ArticleContext: Sendable {
  struct PartWords: Sendable {
    let place: ArticlePart
    let words: DocumentWords
  }

  struct Part: Sendable {
    let place: ArticlePart
    let words: DocumentWords
    let mentions: [ActorMention]
  }

  let parts: [Part]
  let table: ActorTable
  let published: CalendarDay?
  /// The country that the article is about, for roles that name none: the first of its dateline or the one it names most.
  let country: String?
  /// How often the article names each actor, by its canonical name.
  let mentionCounts: [String: Int]

  /// The words of an article's parts, as a lexicon sees them.
  static func words(of article: AnalysedArticle, _ lexicon: EventLexicon) -> [PartWords] {
    let title = article.title.map { PartWords(place: .title, words: DocumentWords($0, lexicon: lexicon)) }
    return [title, PartWords(place: .text, words: DocumentWords(article.body, lexicon: lexicon))].compactMap(
      \.self
    )
  }

  /// Resolves an article's actors.
  init(_ article: AnalysedArticle, _ words: [PartWords], table: ActorTable) {
    let actors = ActorResolver(table).resolve(article)
    parts = words.map { part in
      let mentions = part.place == .title ? actors.title : actors.body
      return Part(place: part.place, words: part.words, mentions: mentions)
    }
    var counts: [String: Int] = [:]
    for mention in actors.title + actors.body {
      if let name = mention.actor { counts[name, default: 0] += 1 }
    }
    mentionCounts = counts
    published = article.published
    country = actors.place
    self.table = table
  }
}
