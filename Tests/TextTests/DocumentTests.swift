import Testing
import Text

@Suite("A document")
struct DocumentTests {
  @Test("holds its sentences verbatim, within paragraphs")
  func sentences() {
    let document = Document("One stop. Two stops!\nA paragraph without a stop\n\n  \nLast.")
    #expect(
      document.sentences.map(document.text(of:)) == [
        "One stop.", "Two stops!", "A paragraph without a stop", "Last.",
      ]
    )
    #expect(document.sentences.map(\.paragraph) == [0, 0, 1, 2])
  }
}
