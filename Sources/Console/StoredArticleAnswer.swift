internal import Exchange
internal import Foundation
internal import Model
internal import Storage

/// A stored article as other programs read it: what `analyse` writes, with the ids under which it is kept.
struct StoredArticleAnswer: Encodable {
  let stored: StoredArticle
  let summary: Summary?
  /// What analysts say of its events.
  var marks: [RecordID: MarkVerdict] = [:]

  private enum Key: String, CodingKey { case id, summary, verdict, events, arrived, revision }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let coding = stored.reading.coding
    try container.encode(stored.id.description, forKey: .id)
    try ArticleAnswer(stored.reading.article, isKindAlwaysTold: true).encode(to: encoder)
    try container.encode((summary?.sentences ?? []).map(\.text), forKey: .summary)
    try CodingAnswer(coding).encode(to: encoder)
    try container.encode(coding.verdict, forKey: .verdict)
    try container.encode(stored.events.map { NumberedEvent(stored: $0, mark: marks[$0.id]) }, forKey: .events)
    try container.encode(stored.arrivedAt.formatted(.iso8601), forKey: .arrived)
    try container.encode(stored.revision, forKey: .revision)
  }

  /// An event with its id.
  private struct NumberedEvent: Encodable {
    let stored: StoredEvent
    let mark: MarkVerdict?

    private enum Key: String, CodingKey { case id, verdict, note }

    func encode(to encoder: any Encoder) throws {
      try EventAnswer(stored.event).encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(stored.id.description, forKey: .id)
      // Only where there is one: most events are judged by nobody.
      try container.encodeIfPresent(mark?.word, forKey: .verdict)
      try container.encodeIfPresent(mark?.note, forKey: .note)
    }
  }
}
