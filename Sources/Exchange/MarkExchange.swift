internal import Foundation
package import Model

/// Verdicts of analysts as JSON Lines: what a training program learns from.
package enum MarkExchange {
  /// The line of one verdict.
  ///
  /// - Throws: where it cannot be written as JSON.
  package static func line(_ mark: AnalystMark) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(MarkAnswer(mark: mark)))
  }
}

/// A verdict with its case: events as `analyse` has them, absent values as null.
private struct MarkAnswer: Encodable {
  let mark: AnalystMark

  private enum Key: String, CodingKey {
    case id, kind, verdict, note, marked, rule, article, event
  }

  private enum RuleKey: String, CodingKey { case name, condition }

  private enum ArticleKey: String, CodingKey { case id, url, site, title, text, published, language }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(mark.subject.description, forKey: .id)
    try container.encode(mark.subject.kind.noun, forKey: .kind)
    try container.encode(mark.isRight ? "right" : "wrong", forKey: .verdict)
    try container.encode(mark.note, forKey: .note)
    try container.encode(mark.markedAt.formatted(.iso8601), forKey: .marked)
    if let rule = mark.judged.rule {
      var values = container.nestedContainer(keyedBy: RuleKey.self, forKey: .rule)
      try values.encode(rule, forKey: .name)
      try values.encode(mark.judged.condition, forKey: .condition)
    } else {
      try container.encodeNil(forKey: .rule)
    }
    try encodeArticle(container.nestedContainer(keyedBy: ArticleKey.self, forKey: .article))
    try container.encode(mark.judged.event.map(EventAnswer.init), forKey: .event)
  }

  private func encodeArticle(_ container: KeyedEncodingContainer<ArticleKey>) throws {
    var container = container
    let article = mark.judged.article
    try container.encode(RecordID(.article, article.number).description, forKey: .id)
    try container.encode(article.url, forKey: .url)
    try container.encode(article.site, forKey: .site)
    try container.encode(article.title, forKey: .title)
    try container.encode(article.text, forKey: .text)
    try container.encode(article.published, forKey: .published)
    try container.encode(article.language, forKey: .language)
  }
}
