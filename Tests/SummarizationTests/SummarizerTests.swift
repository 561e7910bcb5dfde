import Model
import Summarization
import Testing
import Text

@Suite("A summary")
struct SummarizerTests {
  let summarizer = Summarizer()

  @Test("has as many sentences as asked for, where the text has them", arguments: [0, 1, 3, 5, 50])
  func sentenceBudget(count: Int) {
    let summary = summarizer.summarise(article(bridgeStory), budget: .sentences(count))
    #expect(summary.sentences.count == min(count, 7))
  }

  @Test("stays within a budget in words", arguments: [25, 40, 80])
  func wordBudget(count: Int) {
    let summary = summarizer.summarise(article(bridgeStory), budget: .words(count))
    let words = summary.sentences.map { $0.text.split(separator: " ").count }.reduce(0, +)
    #expect(!summary.sentences.isEmpty)
    #expect(words <= count)
  }

  @Test("of one word still has a sentence")
  func tinyWordBudget() {
    #expect(summarizer.summarise(article(bridgeStory), budget: .words(1)).sentences.count == 1)
  }

  @Test("of one sentence is weighed by weights of its own")
  func oneSentence() {
    let one = summarizer.summarise(article(bridgeStory), budget: .sentences(1))
    let few = summarizer.summarise(article(bridgeStory), budget: .words(20))
    let several = summarizer.summarise(article(bridgeStory), budget: .sentences(2))
    #expect(one.scored.map(\.score) == few.scored.map(\.score))
    #expect(one.scored.map(\.score) != several.scored.map(\.score))
  }

  @Test("stands verbatim in the text, in reading order")
  func verbatim() {
    let summary = summarizer.summarise(article(bridgeStory), budget: .sentences(4))
    #expect(summary.sentences.allSatisfy { bridgeStory.contains($0.text) })
    #expect(summary.sentences.map(\.index) == summary.sentences.map(\.index).sorted())
  }

  @Test("does not say the same twice")
  func redundancy() {
    let summary = summarizer.summarise(article(bridgeStory), budget: .sentences(3))
    let tellingCollapse = summary.sentences.filter { $0.index == 0 || $0.index == 5 }
    #expect(tellingCollapse.count == 1)
  }

  @Test("explains every sentence of the text")
  func explanation() {
    let summary = summarizer.summarise(article(bridgeStory))
    #expect(summary.scored.map(\.index) == Array(0..<7))
    for sentence in summary.scored where !sentence.factors.isEmpty {
      let sum = sentence.factors.map(\.value).reduce(0, +)
      #expect(abs(sum - sentence.score) < 0.001)
    }
    let chosen = summary.scored.filter { $0.verdict == .chosen }.map(\.index)
    #expect(chosen == summary.sentences.map(\.index))
  }

  @Test("prefers the sentence that tells the main event")
  func mainEvent() {
    let plain = summarizer.summarise(article(bridgeStory))
    let led = summarizer.summarise(article(bridgeStory), events: [EventSentence(index: 4, severity: 9)])
    #expect(led.scored[4].score > plain.scored[4].score)
  }

  @Test("of an empty text is empty")
  func empty() {
    let summary = summarizer.summarise(article("", title: "Only a headline"))
    #expect(summary == Summary(sentences: [], scored: []))
  }

  @Test("shows a sentence without its dateline, and keeps it verbatim beside")
  func dateline() {
    let text = "MOSCOW, Oct 18 (Reuters) - Russia will suspend the activity of its mission to NATO."
    let summary = summarizer.summarise(article(text))
    #expect(summary.sentences.first?.text == text)
    #expect(summary.sentences.first?.shown == "Russia will suspend the activity of its mission to NATO.")
  }
}
