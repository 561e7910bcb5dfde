import Model
import Summarization
import Testing

@Suite("A dateline")
struct DatelineTests {
  @Test(
    "is cut in what is shown",
    arguments: [
      ("(CNN) -- The bridge fell into the river.", "The bridge fell into the river."),
      ("(CNN)The bridge fell into the river.", "The bridge fell into the river."),
      ("Islamabad, Pakistan (CNN) -- The bridge fell.", "The bridge fell."),
      ("KYIV, Ukraine (AP) — The bridge fell at night.", "The bridge fell at night."),
      ("MOSCOW, Oct 18 (Reuters) - The bridge fell.", "The bridge fell."),
      ("BEIRUT — The bridge fell into the river.", "The bridge fell into the river."),
      ("WASHINGTON -- \"The bridge fell,\" she said.", "\"The bridge fell,\" she said."),
    ]
  )
  func cut(sentence: String, shown: String) {
    #expect(Summarizer().summarise(article(sentence)).sentences.map(\.shown) == [shown])
  }

  @Test(
    "is not seen where there is none",
    arguments: [
      "The World Health Organization (WHO) - a body of the UN - sent doctors.",
      "NATO (the alliance) expelled eight Russian diplomats.",
      "NATO — once called obsolete — sent two more battalions.",
    ]
  )
  func kept(sentence: String) {
    #expect(Summarizer().summarise(article(sentence)).sentences.map(\.shown) == [sentence])
  }
}
