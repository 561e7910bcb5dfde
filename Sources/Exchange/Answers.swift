internal import EventCodes
package import Model

/// What a page gave, as other programs read it: the same fields wherever it is told, absent values as null.
package struct ArticleAnswer: Encodable {
  private let article: Article
  private let isKindAlwaysTold: Bool

  /// The answer for an article.
  ///
  /// - Parameters:
  ///   - article: which.
  ///   - isKindAlwaysTold: false where `kind` stands only for what is no plain article.
  package init(_ article: Article, isKindAlwaysTold: Bool = false) {
    (self.article, self.isKindAlwaysTold) = (article, isKindAlwaysTold)
  }

  private enum Key: String, CodingKey { case url, site, title, author, date, language, kind, text }

  /// Its fields, beside others of the same object.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(article.url, forKey: .url)
    try container.encode(article.site, forKey: .site)
    try container.encode(article.title, forKey: .title)
    try container.encode(article.authors, forKey: .author)
    try container.encode(article.published, forKey: .date)
    try container.encode(article.language, forKey: .language)
    try container.encode(article.text, forKey: .text)
    if isKindAlwaysTold || article.kind != .article { try container.encode(article.kind, forKey: .kind) }
  }
}

/// What the events of an article come to, without the events.
package struct CodingAnswer: Encodable {
  private let coding: EventCoding

  /// The answer for a coding.
  package init(_ coding: EventCoding) { self.coding = coding }

  private enum Key: String, CodingKey { case genre, domain, escalatory, severity }

  /// Its fields, beside others of the same object.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(coding.character?.genre, forKey: .genre)
    try container.encode(coding.character?.domain, forKey: .domain)
    // Where events are not coded nobody knows: null is not false.
    try container.encode(coding.isCoded ? coding.isEscalatory : nil, forKey: .escalatory)
    try container.encode(coding.severity, forKey: .severity)
  }
}

/// An event as other programs read it.
package struct EventAnswer: Encodable {
  private let event: Event

  /// The answer for an event.
  package init(_ event: Event) { self.event = event }

  private enum Key: String, CodingKey {
    case actor, code, action, category, goldstein, target, status, trigger, sentence, `in`, offset, date,
      severity
  }

  /// One object, as `analyse` answers it: sides by name, the offset as two byte offsets, the severity as a
  /// number.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(event.actor, forKey: .actor)
    try container.encode(event.code, forKey: .code)
    try container.encode(event.code.phrase, forKey: .action)
    try container.encode(event.category, forKey: .category)
    try container.encode(event.goldstein, forKey: .goldstein)
    try container.encode(event.target, forKey: .target)
    try container.encode(event.status, forKey: .status)
    try container.encode(event.trigger, forKey: .trigger)
    try container.encode(event.sentence, forKey: .sentence)
    try container.encode(event.part, forKey: .in)
    try container.encode([event.offset.lowerBound, event.offset.upperBound], forKey: .offset)
    try container.encode(event.date, forKey: .date)
    try container.encode(event.severity.value, forKey: .severity)
  }
}
