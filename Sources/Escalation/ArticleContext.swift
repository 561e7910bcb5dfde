import Actors
import Model
import Text

/// The analysed parts of an article with its actors. A class: every coder of a sentence holds it.
final class ArticleContext: Sendable {
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

  init(_ article: AnalysedArticle, table: ActorTable, lexicon: EventLexicon) {
    let actors = ActorResolver(table).resolve(article)
    func part(_ place: ArticlePart, _ document: Document, _ mentions: [ActorMention]) -> Part {
      Part(place: place, words: DocumentWords(document, lexicon: lexicon), mentions: mentions)
    }
    parts =
      (article.title.map { [part(.title, $0, actors.title)] } ?? [])
      + [part(.text, article.body, actors.body)]
    published = article.published
    country = actors.place
    self.table = table
  }
}
