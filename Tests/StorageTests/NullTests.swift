import Foundation
import Model
import Storage
import StoreSupport
import Testing

/// U+0000, at which SQLite ends a text and which PostgreSQL refuses: the same comes of it in both.
@Suite("A null in a text")
struct NullTests {
  private let store: Store
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws { store = try StoreForTests.new() }

  @Test("is a blank in every column, in lists too, and what is written as one in letters stays")
  func blank() throws {
    var reading = Samples.mission()
    reading.article.text = "Russia\0suspended its mission to NATO on Monday. Talks are off."
    reading.article.title = "A\0mission"
    reading.article.captions = ["Flags\0of NATO", #"C:\u0000 and \\u0000"#]
    reading.coding.events = reading.coding.events.map { event in
      var event = event
      event.sentence = "Russia\0suspended it."
      event.grounds.status = "past\0tense"
      return event
    }
    let (id, _) = try store.save(reading, at: noon)
    let stored = try #require(try store.articles.article(id.number))
    #expect(stored.reading.article.text == "Russia suspended its mission to NATO on Monday. Talks are off.")
    #expect(stored.reading.article.title == "A mission")
    #expect(stored.reading.article.captions == ["Flags of NATO", #"C:\u0000 and \\u0000"#])
    #expect(stored.events.map(\.event.sentence) == ["Russia suspended it."])
    #expect(stored.events.map(\.event.grounds.status) == ["past tense"])
  }

  @Test("is a blank in what an analyst writes, and in what is looked for")
  func lookedFor() throws {
    let (id, _) = try store.save(Samples.mission(), at: noon)
    let event = try #require(try store.articles.article(id.number)?.events.first?.id)
    #expect(try store.mark(event, isRight: false, note: "a\0drill", at: noon))
    #expect(try store.alerts.marks(limit: 1).map(\.note) == ["a drill"])
    var query = EventQuery()
    query.actor = "Rus\0sia"
    #expect(try store.articles.events(query).isEmpty)
    query.actor = "Russia"
    #expect(try store.articles.events(query).count == 1)
  }
}
