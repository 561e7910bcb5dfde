import Model
import Stories
import Testing

@Suite("The story matcher") struct StoryMatcherTests {
  private let blast = profile(
    "Gas blast kills 12 at Karvona coal mine",
    "A gas explosion tore through the Karvona coal mine in Silesia on Tuesday, killing 12 miners, rescuers said."
  )
  private let blastElsewhere = profile(
    "Twelve miners dead after explosion in Silesia",
    "Twelve miners died on Tuesday when gas exploded at the Karvona mine in Silesia, said the mine's rescue service."
  )
  private let summit = profile(
    "Leaders of Freedonia and Sylvania sign border treaty",
    "The presidents of Freedonia and Sylvania signed a treaty on their border in Geneva on Monday."
  )

  @Test("puts two reports of one event into one story and another event into its own")
  func stories() {
    var matcher = StoryMatcher()
    #expect(matcher.assign(blast).tie == .new)
    #expect(matcher.assign(summit).story == 2)
    let told = matcher.assign(blastElsewhere)
    #expect(told.story == 1)
    #expect(told.tie == .same)
    #expect(told.member == 0)
    #expect(!told.grounds.isEmpty)
  }

  @Test("knows a copy by its text, also when it is cut")
  func copies() {
    let text = (0..<60).map { "Sentence \($0) speaks of thing\($0) and place\($0)." }
    var matcher = StoryMatcher()
    _ = matcher.assign(profile("One headline", text.joined(separator: " ")), article: 41)
    let cut = matcher.assign(profile("Another headline", text.prefix(20).joined(separator: " ")), article: 42)
    #expect(cut.tie == .copy)
    #expect(cut.member == 41)
  }

  @Test("takes no report from a template for a copy of one about another place")
  func template() {
    func report(_ place: String, _ millions: Int) -> StoryProfile {
      let quays = (1...6).map { quay in
        "The council of \(place) approved on Monday a plan worth \(millions) million crowns to rebuild \(place) harbour, and "
          + "the mayor of \(place) praised its speaker for part \(quay) of the work on quay \(quay * 7)."
      }
      return profile(
        "\(place) council approves budget for harbour works",
        quays.joined(separator: " ")
      )
    }
    var matcher = StoryMatcher()
    _ = matcher.assign(report("Karvona", 20))
    #expect(matcher.assign(report("Quentis", 24)).story == 2)
    #expect(matcher.assign(report("Karvona", 20)).tie == .copy)
  }

  @Test("gives an empty article a story of its own")
  func empty() {
    var matcher = StoryMatcher()
    #expect(matcher.assign(profile(nil, "")).story == 1)
    #expect(matcher.assign(profile(nil, "")).story == 2)
  }

  @Test("knows the same headline on another day for another event")
  func days() {
    var matcher = StoryMatcher()
    _ = matcher.assign(
      profile("Car bomb kills 6 in Baghdad", "A car bomb killed 6 people in Baghdad on Tuesday.")
    )
    let other = matcher.assign(
      profile(
        "Car bomb kills 17 in Baghdad",
        "A car bomb killed 17 people in Baghdad on Thursday, police said."
      )
    )
    #expect(other.tie == .new)
    #expect(other.grounds.contains { $0.name == "contradicting day" })
  }

  @Test("takes no article into a story that ended two weeks ago")
  func window() {
    var matcher = StoryMatcher()
    let text = "A gas explosion tore through the Karvona coal mine in Silesia, killing miners, rescuers said."
    _ = matcher.assign(profile("Gas blast at Karvona coal mine", text, published: "2026-03-01"))
    #expect(matcher.assign(profile("Gas blast at Karvona mine", text, published: "2026-03-02")).story == 1)
    #expect(matcher.assign(profile("Gas blast at Karvona mine", text, published: "2026-04-02")).tie == .new)
  }
}
