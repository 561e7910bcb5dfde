import Foundation
import Model
import Storage
import StoreSupport
import Testing

@Suite("Verdicts of analysts, and severities that are not known, in the store")
struct MarkStoreTests {
  private let store: Store
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws { store = try StoreForTests.new() }

  @Test("a verdict keeps the article and the event that it judges, though a new text no longer tells it")
  func judged() throws {
    let (id, _) = try store.save(Samples.mission(), at: noon)
    let event = try #require(try store.articles.article(id.number)?.events.first)
    #expect(try store.mark(event.id, isRight: false, note: "a drill", at: noon))
    var changed = Samples.mission()
    changed.article.text = "Nothing happened."
    changed.coding.events = []
    changed.sentences = [0..<17]
    _ = try store.save(changed, at: noon + 60)
    let mark = try #require(try store.alerts.marks(limit: 10).first)
    #expect(mark.subject == event.id)
    #expect(mark.judged.event == event.event)
    #expect(mark.judged.article == JudgedArticle(Samples.mission().article, number: id.number))
  }

  @Test("a later verdict takes the place of an earlier one; one that is taken back is gone")
  func replaced() throws {
    let (id, _) = try store.save(Samples.mission(), at: noon)
    let event = try #require(try store.articles.article(id.number)?.events.first?.id)
    #expect(try store.mark(event, isRight: false, note: "", at: noon))
    #expect(try store.mark(event, isRight: true, note: "after all", at: noon + 1))
    #expect(try store.alerts.marks(limit: 10).map(\.note) == ["after all"])
    #expect(try store.removeMark(event))
    #expect(try !store.removeMark(event))
    #expect(try store.alerts.marks(limit: 10).isEmpty)
  }

  @Test("what there is not cannot be judged", arguments: [RecordKind.event, .firing, .article])
  func missing(kind: RecordKind) throws {
    #expect(try !store.mark(RecordID(kind, 9), isRight: true, note: "", at: noon))
    #expect(try store.alerts.forEachMark { _ in } == 0)
  }

  @Test("an article whose events are not coded comes back without a severity, and so does its line")
  func notCoded() throws {
    var reading = Samples.mission()
    reading.coding = .notCoded("events are not coded for this language (fi)")
    let (id, _) = try store.save(reading, at: noon)
    #expect(try store.articles.article(id.number)?.reading.coding == reading.coding)
    #expect(try store.articles.article(id.number)?.reading.coding.severity == nil)
    #expect(try store.articles.lines(ArticleQuery()).map(\.severity) == [nil])
    var query = ArticleQuery()
    query.minimumSeverity = 0
    #expect(try store.articles.lines(query).isEmpty)
  }
}
