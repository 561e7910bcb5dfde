import Foundation
import Model
import Stories
import Testing

@Suite("What a story is about") struct StoryGistTests {
  @Test("is what most of its members share")
  func shared() {
    let gist = StoryGist([
      profile(
        "Ferry halted at Karvona",
        "The ferry at Karvona was halted on Monday, the harbour master said."
      ),
      profile("Karvona ferry stops", "The ferry of Karvona does not run; engineers look at its hull."),
      profile(
        "No ferry",
        "Passengers waited in vain for the ferry at Karvona and took a bus along the shore."
      ),
    ])
    #expect(gist.memberCount == 3)
    let names = gist.terms.filter(\.isName).map(\.text)
    let words = gist.terms.filter { !$0.isName }.map(\.text)
    #expect(names == ["Karvona"])
    #expect(words.contains { $0.lowercased() == "ferry" } && !words.contains("bus"), "\(words)")
    #expect(gist.terms.first { $0.text == "Karvona" }?.members == 3)
  }

  @Test("of no member is empty")
  func empty() { #expect(StoryGist([]).terms.isEmpty && StoryGist([]).acts.isEmpty) }

  @Test(
    "and its coverage ends with a silence that its rhythm does not explain",
    arguments: [
      ([0], 1, nil), ([0], 2, nil), ([0], 3, 0), ([0, 1, 4], 12, nil), ([0, 1, 4], 14, 4), ([], 9, nil),
      ([0, 9], 4, 0),
    ] as [([Double], Double, Double?)]
  )
  func coverage(days: [Double], now: Double, endedAt: Double?) {
    func day(_ number: Double) -> Date { Date(timeIntervalSince1970: 86_400 * number) }
    let coverage = StoryCoverage(arrivals: days.map(day), at: day(now))
    #expect(coverage == (endedAt.map { .ended(since: day($0)) } ?? .running))
  }
}
