import Model
import Stories
import Testing

@Suite("Short leads") struct LeadEvidenceTests {
  /// Two leads, and whether they are of one event.
  struct Pair: Sendable, CustomTestStringConvertible {
    let name: String
    let first: (title: String, text: String)
    let second: (title: String, text: String)
    let isOneEvent: Bool
    /// The evidence that decides it.
    let ground: String

    var testDescription: String { name }
  }

  @Test(
    "are of one event where they tell the same, not where they only name the same",
    arguments: [
      Pair(
        name: "one expulsion in other words",
        first: (
          "Freedonia expels ten Sylvanian envoys",
          "KLOPSTOK - Freedonia expelled ten Sylvanian diplomats over a spying affair, its foreign ministry said."
        ),
        second: (
          "Ten Sylvanian diplomats expelled from Freedonia",
          "Freedonia has expelled ten diplomats of neighbouring Sylvania over a spying affair, the ministry said."
        ),
        isOneEvent: true,
        ground: "words of the lead covered, up to half"
      ),
      Pair(
        name: "talks that begin, and the agreement of another week",
        first: (
          "Progress party and Firefly open coalition talks",
          "Freedonia's opposition Progress party began negotiations with Premier Rufus Firefly on entering his cabinet."
        ),
        second: (
          "Progress party to join Firefly",
          "Freedonia's Progress party clinched a pact that gives it six ministries and ends a deadlock over the budget."
        ),
        isOneEvent: false,
        ground: "words of the lead covered, up to half"
      ),
      Pair(
        name: "the same act on another day",
        first: (
          "Freedonia tests missile",
          "Freedonia test-fired a short-range missile able to carry nuclear warheads on Monday, its army said."
        ),
        second: (
          "Freedonia test-fires nuclear-capable missile",
          "Freedonia test-fired on Wednesday a surface-to-surface missile that can hit targets deep in Sylvania."
        ),
        isOneEvent: false,
        ground: "contradicting day"
      ),
      Pair(
        name: "the same kind of raid with other numbers",
        first: (
          "Freedonian army kills 2 rebels in Ruritania camp",
          "Freedonian soldiers killed 2 rebels in a raid on the Ruritania camp, bringing the dead of the campaign to 39."
        ),
        second: (
          "Army kills 5 in Ruritania",
          "Soldiers shot dead a rebel leader held responsible for rockets, one of 5 people killed in the Ruritania strip."
        ),
        isOneEvent: false,
        ground: "other numbers"
      ),
    ]
  )
  func leads(_ pair: Pair) {
    var matcher = StoryMatcher()
    _ = matcher.assign(profile(pair.first.title, pair.first.text))
    let told = matcher.assign(profile(pair.second.title, pair.second.text))
    #expect((told.story == 1) == pair.isOneEvent)
    #expect(told.grounds.contains { $0.name == pair.ground })
  }

  @Test("of one pair of sides are not of one event where each tells another act first")
  func otherMainAct() throws {
    let title = "Militants and Freedonia at odds over Sylvanian hostages"
    let text =
      "Militants holding three Sylvanian hostages in Freedonia spoke of their demands, a spokesman said."
    func story(of code: String) throws -> Int {
      var matcher = StoryMatcher()
      _ = matcher.assign(profile(title, text, events: [try event("046")]))
      let other = profile(
        "Militants speak of demands over Sylvanian hostages",
        "Gunmen who hold three Sylvanians in Freedonia let it be known what they want, said a man who knows the militants.",
        events: [try event(code)]
      )
      return matcher.assign(other).story
    }
    #expect(try story(of: "046") == 1)
    #expect(try story(of: "138") == 2)
  }

  @Test("become whole reports as they grow longer")
  func longer() {
    let lead = "Freedonia expelled ten Sylvanian diplomats over a spying affair, its foreign ministry said."
    var matcher = StoryMatcher()
    _ = matcher.assign(profile("Freedonia expels envoys", lead))
    let short = matcher.assign(profile("Freedonia expels Sylvanian envoys", lead))
    #expect(!short.grounds.contains { $0.name == "alike to the nearest article" })
    let rest = (0..<60).map { "Word\($0) stands here." }.joined(separator: " ")
    let long = matcher.assign(profile("Freedonia expels envoys of Sylvania", lead + " " + rest))
    #expect(long.grounds.contains { $0.name == "alike to the nearest article" })
    #expect(!long.grounds.contains { $0.name == "lead covered, up to half" })
  }
}
