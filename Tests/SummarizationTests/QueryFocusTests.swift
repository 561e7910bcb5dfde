import Model
import Summarization
import Testing

@Suite("A summary about something")
struct QueryFocusTests {
  @Test(
    "prefers the sentence that tells of it",
    arguments: [("inspectors and rust", 1), ("missing drivers", 4), ("euros", 6)]
  )
  func focus(about: String, index: Int) {
    let summary = Summarizer().summarise(article(bridgeStory), budget: .sentences(1), about: about)
    #expect(summary.sentences.map(\.index) == [index])
    #expect(summary.scored[index].factors.contains { $0.name == "about" && $0.value > 0 })
  }

  @Test("that the text does not tell of is the plain summary")
  func absent() {
    let summarizer = Summarizer()
    let plain = summarizer.summarise(article(bridgeStory))
    #expect(summarizer.summarise(article(bridgeStory), about: "volcano") == plain)
    #expect(summarizer.summarise(article(bridgeStory), about: "") == plain)
  }
}
