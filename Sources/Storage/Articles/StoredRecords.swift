package import Foundation
package import Model

/// How an article came: every address on the way, and what was sent.
package struct Provenance: Sendable, Hashable, Codable {
  /// The addresses in the order they were asked, the requested one first; a file's path; empty for standard input.
  package var hops: [String]
  /// The server's `Content-Type`; nil for what was not fetched.
  package var contentType: String?
  /// Decoded bytes of the page.
  package var byteCount: Int
  /// What the extractor kept, dropped and chose, and by which rule.
  package var decisions: [ExtractionDecision]

  /// Makes a provenance.
  package init(
    hops: [String],
    contentType: String? = nil,
    byteCount: Int,
    decisions: [ExtractionDecision] = []
  ) {
    self.hops = hops
    self.contentType = contentType
    self.byteCount = byteCount
    self.decisions = decisions
  }
}

/// All that one reading of an article gives, to be stored as a whole.
package struct ArticleReading: Sendable {
  /// What was found in the page.
  package var article: Article
  /// How it came.
  package var provenance: Provenance
  /// Byte ranges of the text's sentences, in order.
  package var sentences: [Range<Int>]
  /// Its sentences that tell it, and how all of them scored.
  package var summary: Summary
  /// Its events, and why others are none.
  package var coding: EventCoding

  /// Puts a reading together.
  package init(
    article: Article,
    provenance: Provenance,
    sentences: [Range<Int>],
    summary: Summary,
    coding: EventCoding
  ) {
    self.article = article
    self.provenance = provenance
    self.sentences = sentences
    self.summary = summary
    self.coding = coding
  }

  /// The text of a sentence, counted from 0; empty where there is none of that number.
  package func sentence(_ index: Int) -> String {
    guard sentences.indices.contains(index) else { return "" }
    return String(decoding: Array(article.text.utf8)[sentences[index]], as: UTF8.self)
  }

  /// What identifies the article: its canonical URL, or a hash of title and text where it has none.
  package var identity: String {
    if let url = article.url { return url }
    return "text:" + StableHash.hexadecimal([article.title ?? "", article.text])
  }
}

/// What saving a reading did.
package enum SaveOutcome: String, Sendable {
  /// The article was not known.
  case added
  /// It was known and has changed; rules will see it again.
  case updated
  /// It was known and is the same, letter for letter.
  case unchanged
}

/// An event in the store.
package struct StoredEvent: Sendable, Hashable {
  /// Written `e5`.
  package var id: RecordID
  /// The article that tells it.
  package var articleID: RecordID
  /// What was coded.
  package var event: Event
}

/// An article in the store, with its events.
package struct StoredArticle: Sendable {
  /// Written `a12`.
  package var id: RecordID
  /// As it was last read.
  package var reading: ArticleReading
  /// Its events with their numbers, in their order.
  package var events: [StoredEvent]
  /// When it first came.
  package var arrivedAt: Date
  /// When it was last read.
  package var readAt: Date
  /// How many different texts it has had, from 1.
  package var revision: Int
  /// When an analyst deleted it, where alerts rest on it and it is kept as their evidence; nil otherwise.
  package var withdrawnAt: Date?
}

/// One line of a listing of articles.
package struct ArticleLine: Sendable {
  /// Written `a12`.
  package var id: RecordID
  /// The headline.
  package var title: String?
  /// The outlet's name.
  package var site: String?
  /// The canonical address.
  package var url: String?
  /// The day of publication.
  package var published: CalendarDay?
  /// A tag such as `en-GB`.
  package var language: String?
  /// What the page is.
  package var kind: PageKind
  /// Nil where events are not coded.
  package var severity: Double?
  /// Whether an analyst would want to be woken.
  package var isEscalatory: Bool
  /// How many events were coded.
  package var eventCount: Int
  /// When it first came.
  package var arrivedAt: Date
}
