package import Foundation

/// An article as it stood when an analyst gave a verdict: what a training program reads it from.
package struct JudgedArticle: Sendable, Hashable, Codable {
  /// Its row, written `a12`.
  package var number: Int64
  /// The canonical address.
  package var url: String?
  /// The outlet's name.
  package var site: String?
  /// The headline.
  package var title: String?
  /// As it was read when it was judged.
  package var text: String
  /// The day of publication.
  package var published: CalendarDay?
  /// A tag such as `en-GB`.
  package var language: String?

  /// A stored article.
  package init(_ article: Article, number: Int64) {
    self.number = number
    (url, site, title, text) = (article.url, article.site, article.title, article.text)
    (published, language) = (article.published, article.language)
  }
}

/// What a verdict is about, kept with it: articles are read again and coded anew, and a verdict must still say of what it
/// was one.
package struct JudgedCase: Sendable, Hashable, Codable {
  /// The rule of a firing and its text; nil for an event.
  package var rule: String?
  /// The rule's text; nil for an event.
  package var condition: String?
  /// The event's article, or the one that a firing fired for.
  package var article: JudgedArticle
  /// The event, or the one that a firing fired for; nil for a rule that speaks of none.
  package var event: Event?

  /// Puts a case together.
  package init(article: JudgedArticle, event: Event?, rule: String? = nil, condition: String? = nil) {
    self.article = article
    self.event = event
    self.rule = rule
    self.condition = condition
  }
}

/// An analyst's verdict on a coded event or on a firing.
package struct AnalystMark: Sendable, Hashable {
  /// Such as `e5` or `f3`.
  package var subject: RecordID
  /// What the analyst says.
  package var isRight: Bool
  /// In whose words; empty for none.
  package var note: String
  /// When.
  package var markedAt: Date
  /// What it is about, kept as it was.
  package var judged: JudgedCase

  /// Puts a verdict together.
  package init(subject: RecordID, isRight: Bool, note: String, markedAt: Date, judged: JudgedCase) {
    self.subject = subject
    self.isRight = isRight
    self.note = note
    self.markedAt = markedAt
    self.judged = judged
  }
}
