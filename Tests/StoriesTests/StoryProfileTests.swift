import Model
import Stories
import Testing
import Text

@Suite("A story profile") struct StoryProfileTests {
  @Test("comes back from its bytes as it was, and from damaged bytes not at all")
  func bytes() throws {
    var article = Article(
      text: "Russia suspended its mission to NATO on Monday after 8 envoys were expelled."
    )
    article.title = "Russia shuts mission"
    article.language = "en"
    article.published = CalendarDay("2021-10-18")
    let events = [try event("161", date: "2021-10-18"), try event("190")]
    let profile = StoryProfile(article: AnalysedArticle(article), events: events)
    #expect(!profile.terms.isEmpty && !profile.quantities.isEmpty && profile.acts.count == 2)
    #expect(StoryProfile(bytes: profile.bytes) == profile)
    #expect(StoryProfile(bytes: StoryProfile.empty.bytes) == .empty)
    #expect(StoryProfile(bytes: []) == nil)
    #expect(StoryProfile(bytes: Array(profile.bytes.dropLast())) == nil)
    #expect(StoryProfile(bytes: profile.bytes + [0]) == nil)
    #expect(StoryProfile(bytes: [99] + Array(profile.bytes.dropFirst())) == nil)
  }

  @Test(
    "reads numbers with what they count",
    arguments: [
      ("A blast killed 33 miners.", 33.0, "33 miners"),
      ("Three soldiers were shot.", 3, "Three soldiers"),
      ("It paid $ 160 million dollars.", 160_000_000, "160 million dollars"),
      ("A 6.1 magnitude quake struck.", 6.1, "6.1 magnitude"),
      ("Some 1,200 people fled.", 1200, "1,200 people"),
    ]
  )
  func quantities(text: String, value: Double, shown: String) {
    let found = profile(nil, text).quantities
    #expect(found.map(\.value) == [value])
    #expect(found.map(\.text) == [shown])
  }

  @Test("reads the weekdays of the first sentences as bits from Monday")
  func weekdays() {
    #expect(profile(nil, "A bomb went off on Tuesday.").weekdays == 1 << 2)
    #expect(profile("Talks on Monday", "They end Sunday.").weekdays == 1 << 1 | 1 << 7)
  }

  @Test("takes capitals for names, but not in a headline in title case")
  func names() {
    let article = profile("Ministers Meet Again Over Fishing", "Talks between Oslo and Freedonia went on.")
    let names = article.terms.filter(\.isName).map(\.text)
    #expect(Set(names) == ["Oslo", "Freedonia"])
  }

  @Test("keeps few terms of a long article")
  func limits() {
    let text = (0..<3000).map { "Word\($0) q\($0)x." }.joined(separator: " ")
    #expect(profile(nil, text).terms.count <= 96)
  }
}
