internal import Exchange
internal import Foundation
internal import Model
internal import Storage

/// A stored article as other programs read it: what `analyse` writes, with the ids under which it is kept.
struct StoredArticleAnswer: Encodable {
  let stored: StoredArticle
  let summary: Summary?

  private enum Key: String, CodingKey {
    case id, url, site, title, author, date, language, kind, text, summary, genre, domain, escalatory,
      severity, verdict,
      events, arrived, revision
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let (article, coding) = (stored.reading.article, stored.reading.coding)
    try container.encode(stored.id.description, forKey: .id)
    try container.encode(article.url, forKey: .url)
    try container.encode(article.site, forKey: .site)
    try container.encode(article.title, forKey: .title)
    try container.encode(article.authors, forKey: .author)
    try container.encode(article.published, forKey: .date)
    try container.encode(article.language, forKey: .language)
    try container.encode(article.kind, forKey: .kind)
    try container.encode(article.text, forKey: .text)
    try container.encode((summary?.sentences ?? []).map(\.text), forKey: .summary)
    try container.encode(coding.character?.genre, forKey: .genre)
    try container.encode(coding.character?.domain, forKey: .domain)
    // Where events are not coded nobody knows: null is not false.
    try container.encode(coding.isCoded ? coding.isEscalatory : nil, forKey: .escalatory)
    try container.encode(coding.severity, forKey: .severity)
    try container.encode(coding.verdict, forKey: .verdict)
    try container.encode(stored.events.map(NumberedEvent.init), forKey: .events)
    try container.encode(stored.arrivedAt.formatted(.iso8601), forKey: .arrived)
    try container.encode(stored.revision, forKey: .revision)
  }

  /// An event with its id.
  private struct NumberedEvent: Encodable {
    let stored: StoredEvent

    private enum Key: String, CodingKey { case id }

    func encode(to encoder: any Encoder) throws {
      try EventAnswer(stored.event).encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(stored.id.description, forKey: .id)
    }
  }
}
