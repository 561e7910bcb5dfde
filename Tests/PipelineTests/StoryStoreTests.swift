import Foundation
import Model
import Pipeline
import Storage
import StoreSupport
import Testing

@Suite("Stories in the store")
struct StoryStoreTests {
  private let store: Store
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws { store = try StoreForTests.new() }

  /// A reading with one act of Russia's against NATO.
  private static func mission() -> ArticleReading {
    AlertRoom.reading(
      AlertRoom.Report("harbourpost.example/mission", story: nil),
      at: Date(timeIntervalSince1970: 1_634_558_400)
    )
  }

  /// Saves a made-up article whose story is the first candidate, if there is any.
  @discardableResult
  private func save(
    _ name: String,
    keys: [Int64],
    news: [StoryNews] = [],
    minutes: Double = 0
  ) throws -> StoryMembership {
    var reading = StoryStoreTests.mission()
    reading.article.url = "https://harbourpost.example/\(name)"
    reading.article.title = name
    let (id, _) = try store.save(reading, filing(keys: keys, news: news), at: noon + minutes * 60)
    return try #require(try store.stories.membership(ofArticle: id.number))
  }

  private func filing(keys: [Int64], news: [StoryNews] = []) -> StoryFiling {
    StoryFiling(
      keys: keys.map { StoryKeyColumn(hash: $0, weight: $0 > 1000 ? 2 : 1) },
      profile: [1, 2, 3],
      agency: "Reuters",
      decide: { _, candidates, _ in
        FilingDecision(
          story: candidates.first?.number,
          state: "{\"members\":\(candidates.first?.members.count ?? 0)}",
          tie: candidates.isEmpty ? .new : news.isEmpty ? .same : .development,
          nearest: candidates.first?.members.last?.article,
          news: news,
          grounds: [StoryGround("likeness", 0.5, weight: 1)],
          profile: [1, 2, 3]
        )
      },
      revise: { _ in ("{}", [StoryNews(.changedNumber, told: "17 killed", before: "6 killed")]) }
    )
  }

  @Test("an article joins the story that shares most keys with it, in the transaction that stores it")
  func joining() throws {
    let first = try save("one", keys: [1, 2, 3])
    let other = try save("other", keys: [7, 8, 9], minutes: 1)
    let second = try save("two", keys: [2, 3, 9], minutes: 2)
    #expect(first.tie == .new)
    #expect(other.story != first.story)
    #expect(second.story == first.story)
    #expect(second.tie == .same)
    #expect(second.nearest == first.article)
    #expect(second.grounds == [StoryGround("likeness", 0.5, weight: 1)])
    let story = try #require(try store.stories.story(first.story.number))
    #expect(story.articleCount == 2)
    #expect(story.title == "one")
    #expect(story.lastAt == noon + 120)
    #expect(story.developedAt == noon)
    #expect(try store.stories.members(of: story.id.number).map(\.title) == ["one", "two"])
  }

  @Test("members are those that had arrived by a moment")
  func asOf() throws {
    let first = try save("one", keys: [1])
    try save("two", keys: [1], minutes: 10)
    let early = try store.stories.members(of: first.story.number, asOf: noon + 60)
    #expect(early.map(\.title) == ["one"])
    #expect(early.first?.agency == "Reuters")
  }

  @Test("news open a development")
  func development() throws {
    let first = try save("one", keys: [1])
    let second = try save("two", keys: [1], news: [StoryNews(.newCode, told: "16")], minutes: 5)
    #expect(second.news == [StoryNews(.newCode, told: "16")])
    #expect(try store.stories.story(first.story.number)?.developedAt == noon + 300)
  }

  @Test("an article that is read again keeps its story, and what its new text tells is news")
  func revision() throws {
    let first = try save("one", keys: [1])
    var reading = StoryStoreTests.mission()
    reading.article.url = "https://harbourpost.example/one"
    reading.article.text = "Russia suspended its mission to NATO on Monday. Seventeen died."
    _ = try store.save(reading, filing(keys: [50]), at: noon + 60)
    let again = try #require(try store.stories.membership(ofArticle: first.article.number))
    #expect(again.story == first.story)
    #expect(again.tie == .new)
    #expect(again.news == [StoryNews(.changedNumber, told: "17 killed", before: "6 killed")])
    #expect(try save("later", keys: [50], minutes: 2).story == first.story)
  }

  @Test("a story is compared by its first member and its latest seven")
  func membersKept() throws {
    for number in 1...12 { try save("n\(number)", keys: [5], minutes: Double(number)) }
    let seen = Seen()
    var reading = StoryStoreTests.mission()
    reading.article.url = "https://harbourpost.example/last"
    let filing = StoryFiling(
      keys: [StoryKeyColumn(hash: 5, weight: 1)],
      profile: [],
      agency: nil,
      decide: { _, candidates, _ in
        seen.members = candidates[0].members.map(\.article)
        return FilingDecision(
          story: nil,
          state: "",
          tie: .new,
          nearest: nil,
          news: [],
          grounds: [],
          profile: []
        )
      },
      revise: { _ in nil }
    )
    _ = try store.save(reading, filing, at: noon)
    #expect(seen.members == [1, 6, 7, 8, 9, 10, 11, 12])
  }

  @Test("of a key that many stories share only the latest 32 are found by it")
  func commonKeys() throws {
    for number in 1...40 { try save("n\(number)", keys: [Int64(1000 + number)], minutes: Double(number)) }
    // Each story is told again with one key that all share, the first one last.
    for number in (1...40).reversed() {
      try save("m\(number)", keys: [Int64(1000 + number), 7], minutes: 50)
    }
    #expect(try save("common", keys: [7], minutes: 60).story.number == 32)
    #expect(try save("rare", keys: [1040, 7], minutes: 70).story.number == 40)
  }

  @Test("a decision knows in how many stories of late the article's words stand")
  func frequencies() throws {
    let seen = Seen()
    func save(_ name: String, isNew: Bool) throws {
      var reading = StoryStoreTests.mission()
      reading.article.url = "https://harbourpost.example/\(name)"
      let filing = StoryFiling(
        keys: [StoryKeyColumn(hash: 5, weight: 1)],
        profile: [],
        agency: nil,
        places: [7, 8],
        decide: { _, candidates, frequencies in
          seen.frequencies = frequencies.byPlace
          seen.stories = frequencies.stories
          return FilingDecision(
            story: isNew ? nil : candidates.first?.number,
            state: "{}",
            tie: isNew ? .new : .same,
            nearest: nil,
            news: [],
            grounds: [],
            profile: [9],
            newPlaces: isNew ? [7] : []
          )
        },
        revise: { _ in nil }
      )
      _ = try store.save(reading, filing, at: noon)
    }
    try save("one", isNew: true)
    #expect(seen.frequencies == [:])
    try save("two", isNew: false)
    #expect(seen.frequencies.mapValues { ($0 * 100).rounded() / 100 } == [7: 1])
    try save("three", isNew: true)
    try save("four", isNew: false)
    #expect(seen.frequencies.mapValues { ($0 * 100).rounded() / 100 } == [7: 2])
    #expect((seen.stories * 100).rounded() / 100 == 2)
  }

  @Test("an event is counted on its own day, else on that of its report")
  func countedDays() throws {
    try save("one", keys: [1])
    let monday = try #require(CalendarDay("2021-10-18"))
    let found = try store.articles.countedEvents(
      of: .dyad(actor: "Russia", target: "NATO"),
      in: monday...monday
    )
    #expect(found.count == 1)
    #expect(found.first?.story == 1)
    #expect(try store.articles.countedEvents(of: .pair("NATO", "Russia"), in: monday...monday).count == 1)
    #expect(try store.articles.countedEvents(of: .actor("NATO"), in: monday...monday).count == 1)
    #expect(
      try store.articles.countedEvents(of: .dyad(actor: "NATO", target: "Russia"), in: monday...monday)
        .isEmpty
    )
    let before = monday.adding(days: -1)
    #expect(try store.articles.countedEvents(of: .actor("NATO"), in: before...before).isEmpty)
    #expect(
      try store.articles.countedEvents(of: .actor("NATO"), in: monday...monday, knownAt: noon - 1).isEmpty
    )
  }
}

/// What a decision was asked about.
private final class Seen: @unchecked Sendable {
  // Written and read by one thread: the store calls back within the call that waits for it.
  var members: [Int64] = []
  var frequencies: [Int64: Double] = [:]
  var stories = 0.0
}
