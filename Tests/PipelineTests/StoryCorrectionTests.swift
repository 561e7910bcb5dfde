import Foundation
import Model
import Pipeline
import Storage
import Testing

@Suite("Corrections of stories")
struct StoryCorrectionTests {
  private let newsroom: Newsroom
  private var store: Store { newsroom.store }

  init() throws { newsroom = try Newsroom() }

  private static let blast =
    "A gas explosion tore through the Karvona coal mine in Silesia on Tuesday, killing 12 miners, rescuers said."
  private static let blastElsewhere =
    "Twelve miners died on Tuesday when gas exploded at the Karvona mine in Silesia, said the mine's rescue service."
  private static let summit =
    "The presidents of Freedonia and Sylvania signed a treaty on their border in Geneva on Monday."

  @Test("after a merge later articles of either event come to the story that stays")
  func merge() throws {
    let summit = try newsroom.publish("Border treaty signed in Geneva", Self.summit, at: "a.example")
    let blast = try newsroom.publish("Gas blast kills 12 at Karvona mine", Self.blast, at: "a.example")
    let (kept, moved) = (try newsroom.story(of: summit) ?? 0, try newsroom.story(of: blast) ?? 0)
    try StoryCorrections(store: store).merge(moved, into: kept, at: newsroom.noon)
    #expect(try store.stories.story(kept)?.articleCount == 2)
    #expect(try store.stories.story(moved)?.mergedInto?.number == kept)
    #expect(try store.stories.lines(StoryQuery()).map(\.id.number) == [kept])
    let later = try newsroom.publish(
      "Twelve miners dead after explosion in Silesia",
      Self.blastElsewhere,
      at: "b.example",
      hours: 1
    )
    #expect(try newsroom.story(of: later) == kept)
  }

  @Test("after a split the article takes its copies along, and later articles go where they are more alike")
  func split() throws {
    let summit = try newsroom.publish("Border treaty signed in Geneva", Self.summit, at: "a.example")
    let blast = try newsroom.publish("Gas blast kills 12 at Karvona mine", Self.blast, at: "a.example")
    let copy = try newsroom.publish("Blast at Karvona coal mine kills 12", Self.blast, at: "b.example")
    let story = try newsroom.story(of: summit) ?? 0
    try StoryCorrections(store: store).merge(
      try newsroom.story(of: blast) ?? 0,
      into: story,
      at: newsroom.noon
    )
    let new = try StoryCorrections(store: store).split(story, article: blast, at: newsroom.noon)
    #expect(try newsroom.story(of: copy) == new.number)
    #expect(try store.stories.story(story)?.articleCount == 1)
    #expect(try store.stories.membership(ofArticle: blast)?.tie == .new)
    let later = try newsroom.publish(
      "Twelve miners dead after explosion in Silesia",
      Self.blastElsewhere,
      at: "c.example",
      hours: 1
    )
    #expect(try newsroom.story(of: later) == new.number)
    let corrections = try store.stories.corrections()
    #expect(corrections.map(\.kind) == [.merge, .split])
    #expect(corrections.last?.articles.map(\.number) == [blast, copy])
    #expect(corrections.last?.identities.count == 2)
  }

  @Test("a correction of another store is made here once, where its articles are stored")
  func exchange() throws {
    let other = try Newsroom()
    var articles: [Int64] = []
    for room in [newsroom, other] {
      articles.append(try room.publish("Border treaty signed in Geneva", Self.summit, at: "a.example"))
      articles.append(try room.publish("Gas blast kills 12 at Karvona mine", Self.blast, at: "a.example"))
      articles.append(try room.publish("Blast at Karvona coal mine kills 12", Self.blast, at: "b.example"))
    }
    let (kept, moved) = (try newsroom.story(of: articles[0]) ?? 0, try newsroom.story(of: articles[1]) ?? 0)
    try StoryCorrections(store: store).merge(moved, into: kept, at: newsroom.noon)
    _ = try StoryCorrections(store: store).split(kept, article: articles[1], at: newsroom.noon)
    let exported = try store.stories.corrections().map { correction in
      ExportedCorrection(
        kind: correction.kind,
        identities: correction.identities.joined(separator: " "),
        anchor: correction.anchor
      )
    }
    let exchange = CorrectionExchange(store: other.store)
    let (summit, blast) = (
      RecordID(.story, try other.story(of: articles[3]) ?? 0),
      RecordID(.story, try other.story(of: articles[4]) ?? 0)
    )
    #expect(try exchange.step(exported[1]) == .holds(blast))
    #expect(try exchange.step(exported[0]) == .merge(summit, blast))
    try exchange.carryOut(.merge(summit, blast), at: other.noon)
    #expect(try exchange.step(exported[0]) == .holds(summit))
    let split = try exchange.step(exported[1])
    #expect(
      split == .split(summit, articles: [RecordID(.article, articles[4]), RecordID(.article, articles[5])])
    )
    try exchange.carryOut(split, at: other.noon)
    #expect(try other.store.stories.story(summit.number)?.articleCount == 1)
    #expect(try other.story(of: articles[4]) == other.story(of: articles[5]))
    #expect(try CorrectionExchange(store: try Newsroom().store).step(exported[0]) == .unknown)
  }

  @Test("what cannot be corrected is refused, and changes nothing")
  func refusals() throws {
    let article = try newsroom.publish("Border treaty signed in Geneva", Self.summit, at: "a.example")
    let story = try newsroom.story(of: article) ?? 0
    #expect(throws: StorageError.conflict(.story(.storyHasNoOther(RecordID(.story, story))))) {
      try StoryCorrections(store: store).split(story, article: article, at: newsroom.noon)
    }
    #expect(throws: StorageError.conflict(.story(.sameStory(RecordID(.story, story))))) {
      try StoryCorrections(store: store).merge(story, into: story, at: newsroom.noon)
    }
    #expect(throws: StorageError.conflict(.story(.noSuchStory(RecordID(.story, 77))))) {
      try StoryCorrections(store: store).merge(77, into: story, at: newsroom.noon)
    }
    #expect(try store.stories.corrections().isEmpty)
  }
}
