import Model
import Stories
import Testing

@Suite("A crowded day") struct CrowdedDayTests {
  /// What one president does on one day, as an outlet tells each act.
  private static let leads = [
    (
      "Firefly signs harbour bill",
      "President Rufus Firefly signed a bill on Monday that lowers dues in Freedonia's harbours by a third."
    ),
    (
      "President tours flooded farms",
      "Wading through mud, Freedonia's President Rufus Firefly promised growers in Quentis new dykes and seed."
    ),
    (
      "Firefly names judge to high court",
      "Rufus Firefly, president of Freedonia, has picked Alma Teasdale, a scholar of sea law, as high court judge."
    ),
    (
      "Museum of clocks opens",
      "Nine hundred clocks rang when President Rufus Firefly cut the ribbon of a museum in Klopstock, Freedonia."
    ),
    (
      "Miners meet Firefly over strike",
      "Strikers of the Karvona pit laid their wage demands before Freedonian President Rufus Firefly on Tuesday."
    ),
    (
      "Firefly vetoes tax on salt",
      "President Rufus Firefly vetoed a tax on salt that Freedonia's parliament had passed by two votes last week."
    ),
    (
      "Skaters praised at palace",
      "Medals in hand, the skating team of Freedonia was received by President Rufus Firefly with tea and applause."
    ),
    (
      "Firefly hurt in fall from horse",
      "A frightened mare threw Freedonia's President Rufus Firefly during a hunt in Ruritania and broke his wrist."
    ),
    (
      "Four smugglers pardoned",
      "On the eve of his birthday President Rufus Firefly of Freedonia set free four men jailed for smuggling tobacco."
    ),
    (
      "Farewell to a poet",
      "Freedonian President Rufus Firefly read verses at the grave of Otto Brandl, who died aged ninety at his desk."
    ),
    (
      "Inquiry into late railways",
      "Trains that never come will be counted by a commission that Rufus Firefly, Freedonia's president, appointed."
    ),
    (
      "Royal yacht sold",
      "A shipper from Sylvania paid eleven million crowns for the yacht that President Rufus Firefly of Freedonia gave up."
    ),
  ]

  private static func lead(_ number: Int) -> StoryProfile {
    let (title, text) = leads[number % leads.count]
    return profile(title, text)
  }

  @Test("keeps the acts of one president apart, whatever came before", arguments: [1, 5, 7, 11])
  func apart(step: Int) {
    var matcher = StoryMatcher()
    let order = (0..<Self.leads.count).map { $0 * step % Self.leads.count }
    let stories = order.map { matcher.assign(Self.lead($0)).story }
    #expect(Set(stories).count == Self.leads.count)
  }

  @Test("keeps the same kind of act in other places apart, though the same words tell it")
  func elsewhere() {
    var matcher = StoryMatcher()
    let places = [
      ("Karvona", "Alma Teasdale", 14), ("Quentis", "Otto Brandl", 31),
      ("Lower Zubrovka", "Ivo Klopstock", 9),
      ("Ruritan Bay", "Greta Holm", 77),
    ]
    let stories = places.map { place, mayor, count in
      matcher.assign(
        profile(
          "Strike hits market in \(place)",
          "A strike on a market in \(place) on Monday hurt \(count) people, the mayor, \(mayor), said; shops burned until dawn."
        )
      ).story
    }
    #expect(Set(stories).count == places.count)
  }

  @Test("still joins what tells one of those acts")
  func together() {
    var matcher = StoryMatcher()
    let stories = Self.leads.indices.map { matcher.assign(Self.lead($0)).story }
    let again = matcher.assign(
      profile(
        "President vetoes Freedonian salt tax",
        "Freedonia's President Rufus Firefly vetoed on Wednesday the tax on salt that parliament had passed last week."
      )
    )
    #expect(again.story == stories[5])
  }

  @Test("weighs a name less the more stories have it")
  func weighing() throws {
    let profile = Self.lead(0)
    let name = try #require(profile.terms.first { $0.text == "Firefly" })
    func rarity(stories: Double) throws -> Float {
      let all = StoryFrequencies(
        stories: 1000,
        byPlace: [StoryFrequencies.place(of: name.hash): stories]
      )
      return try #require(profile.weighed(by: all).terms.first { $0.hash == name.hash }).rarity
    }
    #expect(try rarity(stories: 0) > 10)
    #expect(try rarity(stories: 30) < 6.5)
    #expect(try rarity(stories: 900) < 1.5)
  }

  @Test("forgets: a count is worth half after 8,192 articles")
  func fading() {
    let count = FadingCount(value: 8, article: 100)
    #expect(count.faded(at: 100) == 8)
    #expect(count.faded(at: 100 + 8192) == 4)
    #expect(count.faded(at: 50) == 8)
  }
}
