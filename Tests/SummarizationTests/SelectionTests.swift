import Model
import Summarization
import Testing

@Suite("The choice of sentences")
struct SelectionTests {
  let story = """
    The parliament of Ruritania voted on Monday to close the border with Graustark after months of smuggling.
    Graustark recalled its ambassador from Ruritania on Tuesday and called the vote an insult to the region.
    But it did not close its own side of the border, where hundreds of trucks were waiting on Tuesday night.
    Traders in both capitals expect prices of grain and fuel to rise within days of the closure.
    """

  @Test("takes a sentence that opens with \"But\" only after its predecessor")
  func leaning() {
    for count in 1...3 {
      let chosen = Summarizer().summarise(article(story), budget: .sentences(count)).sentences.map(\.index)
      #expect(!chosen.contains(2) || chosen.contains(1))
    }
  }

  @Test("fills a share of the text", arguments: [0.3, 0.5, 1.0])
  func share(share: Double) {
    let summary = Summarizer().summarise(article(story), budget: .share(share))
    let all = Double(story.split { $0 == " " || $0 == "\n" }.count)
    let taken = summary.sentences.map { Double($0.text.split(separator: " ").count) }.reduce(0, +)
    #expect(taken > 0)
    #expect(taken <= (all * share).rounded())
  }

  @Test("fills the sentences asked for even where all of them repeat")
  func repeats() {
    let line = "The parliament of Ruritania voted on Monday to close the border."
    let summary = Summarizer().summarise(article([line, line, line].joined(separator: "\n")))
    #expect(summary.sentences.map(\.index) == [0, 1, 2])
  }
}
