import Foundation
import Model
import Pipeline
import Storage
import Stories
import Testing

@Suite("Stories from articles to the store")
struct StoryFilingTests {
  private let newsroom: Newsroom

  init() throws { newsroom = try Newsroom() }

  private static let mission = """
    Russia suspended its mission to NATO on Monday in retaliation for the expulsion of eight Russian diplomats. Foreign \
    Minister Sergei Lavrov said in Moscow that the alliance's liaison office would be closed as well.
    """
  private static let missionElsewhere = """
    On Monday Russia suspended its mission to NATO. Foreign Minister Sergei Lavrov announced the step days after the \
    alliance had expelled eight Russian diplomats. The liaison office of NATO in Moscow will be closed too.
    """
  private static let quake = """
    An earthquake of magnitude 6.1 struck the coast of Peru on Monday, killing 12 people in the town of Pisco, rescuers \
    said. The tremor was felt in Lima.
    """

  @Test("reports of one event share a story, another event has its own")
  func stories() throws {
    let first = try newsroom.publish("Russia shuts NATO mission", Self.mission, at: "a.example")
    let quake = try newsroom.publish("Earthquake kills 12 in Peru", Self.quake, at: "a.example", hours: 1)
    let second = try newsroom.publish(
      "Kremlin freezes its mission to NATO",
      Self.missionElsewhere,
      at: "b.example",
      hours: 2
    )
    #expect(try newsroom.story(of: second) == newsroom.story(of: first))
    #expect(try newsroom.story(of: quake) != newsroom.story(of: first))
    let facts = try #require(try StoryReader(store: newsroom.store).facts(ofArticle: second))
    #expect(facts.articleCount == 2)
    #expect(facts.sources.count == 2)
    #expect(facts.firstSeen == newsroom.noon)
    #expect(facts.growth(within: 3600, at: newsroom.noon + 7200) == 1)
    let early = try StoryReader(store: newsroom.store).facts(ofArticle: first, asOf: newsroom.noon + 60)
    #expect(early?.articleCount == 1)
  }

  @Test("a copy is known by its text and counts with its original as one source")
  func copies() throws {
    let first = try newsroom.publish("Russia shuts NATO mission", Self.mission, at: "a.example")
    let copy = try newsroom.publish("NATO mission shut by Russia", Self.mission, at: "b.example", hours: 1)
    let membership = try #require(try newsroom.store.stories.membership(ofArticle: copy))
    #expect(membership.copyOf?.number == first)
    #expect(membership.news.isEmpty)
    let facts = try #require(try StoryReader(store: newsroom.store).facts(ofArticle: copy))
    #expect(facts.sources.map(\.articles) == [[first, copy]])
    #expect(facts.sources.first?.reasons == ["copy of a\(first)"])
  }

  @Test("a page without text is no article, and belongs to no story")
  func unknown() throws {
    #expect(try StoryReader(store: newsroom.store).facts(ofArticle: 7) == nil)
  }

  @Test("an act that several articles tell counts once in a series")
  func series() throws {
    try newsroom.publish("Russia shuts NATO mission", Self.mission, at: "a.example")
    try newsroom.publish("Kremlin freezes mission", Self.missionElsewhere, at: "b.example", hours: 2)
    let series = EventSeries(store: newsroom.store)
    let today = try #require(CalendarDay("2026-03-10"))
    let acts = try series.acts(
      of: .dyad(actor: "Russia", target: "NATO"),
      from: today.adding(days: -7),
      through: today
    ).filter { $0.severity > 4 }
    #expect(acts.count == 1)
    #expect(acts.first?.reports ?? 0 >= 2)
    #expect(try series.maxSeverity(of: .actor("Russia"), within: 7, through: today) > 4)
    #expect(try series.maxSeverity(of: .actor("Russia"), within: 7, through: today.adding(days: -30)) == 0)
    let change = try #require(try series.change(of: .dyad(actor: "Russia", target: "NATO"), through: today))
    #expect(change.day == today)
    #expect(
      try series.change(of: .actor("Russia"), through: today, knownAt: newsroom.noon - 1) == nil
    )
  }
}
