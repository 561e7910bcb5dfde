package import Foundation
package import Model

/// How an article came: every address on the way, and what was sent.
package struct Provenance: Sendable, Hashable, Codable {
  /// The addresses in the order they were asked, the requested one first; a file's path; empty for standard input.
  package var hops: [String]
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
  package var article: Article
  package var provenance: Provenance
  /// Byte ranges of the text's sentences, in order.
  package var sentences: [Range<Int>]
  package var summary: Summary
  package var coding: EventCoding
  /// How the article finds its story; nil for what belongs to none, and for a reading that was read back.
  package var story: StoryFiling?

  /// Puts a reading together.
  package init(
    article: Article,
    provenance: Provenance,
    sentences: [Range<Int>],
    summary: Summary,
    coding: EventCoding,
    story: StoryFiling? = nil
  ) {
    self.article = article
    self.provenance = provenance
    self.sentences = sentences
    self.summary = summary
    self.coding = coding
    self.story = story
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
  package var id: RecordID
  package var articleID: RecordID
  package var event: Event
}

/// An article in the store, with its events.
package struct StoredArticle: Sendable {
  package var id: RecordID
  package var reading: ArticleReading
  package var events: [StoredEvent]
  /// When it first came.
  package var arrivedAt: Date
  /// When it was last read.
  package var readAt: Date
  /// How many different texts it has had, from 1.
  package var revision: Int
}

/// One line of a listing of articles.
package struct ArticleLine: Sendable {
  package var id: RecordID
  package var title: String?
  package var site: String?
  package var url: String?
  package var published: CalendarDay?
  package var language: String?
  package var kind: PageKind
  /// Nil where events are not coded.
  package var severity: Double?
  package var isEscalatory: Bool
  package var eventCount: Int
  package var arrivedAt: Date
}
