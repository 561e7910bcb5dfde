import Actors
import Model
import Text

/// One analysed part of an article with its actors.
struct ArticleContext: Sendable {
  struct Part: Sendable {
    let place: ArticlePart
    let words: DocumentWords
    let mentions: [ActorMention]
  }

  let parts: [Part]
  let published: CalendarDay?
  /// The country that the article is about, for roles that name none.
  let country: String?

  init(_ article: AnalysedArticle, table: ActorTable, lexicon: EventLexicon) {
    published = article.published
    let documents =
      (article.title.map { [(ArticlePart.title, $0)] } ?? []) + [(ArticlePart.text, article.body)]
    parts = documents.map { place, document in
      Part(
        place: place,
        words: DocumentWords(document, lemmas: lexicon.lemmas),
        mentions: table.mentions(in: document, at: article.published)
      )
    }
    country = Self.country(of: parts)
  }

  /// How much of an article decides what it is about: what stands later is background.
  private static let leadSentences = 4

  /// The country whose places its beginning names most; without places, whose name it says most.
  private static func country(of parts: [Part]) -> String? {
    var counts: [String: Int] = [:]
    for part in parts {
      let document = part.words.document
      let end = document.sentences.prefix(leadSentences).last?.tokens.upperBound ?? 0
      for mention in part.mentions where mention.tokens.lowerBound < end {
        guard let actor = mention.actor, !mention.isFromContext, mention.kind == .country else { continue }
        counts[actor, default: 0] += mention.form.isPlace ? placeWeight : 1
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// A city says where something happens; a country's name may only say who speaks.
  private static let placeWeight = 2
}
