import Model
import Stories
import Testing

@Suite("A second look at a story") struct StorySplitterTests {
  /// Reports of two blasts, and one more of the second.
  private static let first = [
    (
      "Gas blast kills 12 at Karvona coal mine",
      "A gas explosion tore through the Karvona coal mine in Silesia on Tuesday, killing 12 miners, rescuers said. Smoke rose from the Wilhelmine shaft, and families waited at its gate for word of Otto Brandl's shift."
    ),
    (
      "Twelve miners dead after explosion in Silesia",
      "Twelve miners died on Tuesday when gas exploded at the Karvona mine in Silesia, said the mine's rescue service. Families of Otto Brandl's shift waited at the gate of the Wilhelmine shaft, from which smoke rose."
    ),
  ]
  private static let second = [
    (
      "Boiler blast at Quentis sugar works kills three",
      "A boiler burst at the Quentis sugar works in Ruritania on Friday and killed three women of the night shift, Mayor Alma Teasdale said. Syrup flooded Harbour Street, and the ferry to Klopstock lay idle."
    ),
    (
      "Three women die as boiler bursts in Quentis",
      "Three women of the night shift died on Friday when a boiler of the Quentis sugar works in Ruritania burst. Mayor Alma Teasdale said that syrup had flooded Harbour Street; the ferry to Klopstock lay idle."
    ),
    (
      "Quentis mourns women killed at sugar works",
      "Quentis in Ruritania mourned three women whom a bursting boiler of the sugar works killed on Friday. Mayor Alma Teasdale closed Harbour Street, where syrup stood, and stopped the ferry to Klopstock."
    ),
  ]

  private static func read(_ article: (String, String)) -> StoryProfile { profile(article.0, article.1) }

  /// A matcher whose first story was told of both, by force.
  private func mixed(_ splitter: StorySplitter?) -> (matcher: StoryMatcher, stories: [Int]) {
    var matcher = StoryMatcher(splitter: splitter)
    let stories = (Self.first + Self.second.prefix(2)).map { article in
      matcher.assign(Self.read(article)) { comparisons in comparisons.isEmpty ? nil : 0 }.story
    }
    return (matcher, stories)
  }

  @Test("parts what has grown two centres, once the second event is told twice")
  func parted() {
    var (matcher, stories) = mixed(StorySplitter())
    #expect(stories == [1, 1, 1, 2])
    #expect(matcher.assign(Self.read(Self.second[2])).story == 2)
    #expect(matcher.assign(Self.read(Self.first[0])).story == 1)
  }

  @Test("leaves it whole where nobody looks again")
  func unlooked() {
    #expect(mixed(nil).stories == [1, 1, 1, 1])
  }

  @Test("leaves a story of one event whole, however often it is told")
  func whole() {
    var matcher = StoryMatcher()
    let stories = (Self.first + Self.first + Self.first).map { matcher.assign(Self.read($0)).story }
    #expect(stories == [1, 1, 1, 1, 1, 1])
  }
}
