import Model
import Summarization
import Testing
import Text

@Suite("A brief")
struct BrieferTests {
  let documents = [
    article(bridgeStory),
    article(
      """
      A bridge over the River Tame in Milltown collapsed on Monday, killing four people, police said.
      Divers found one of the missing drivers on Wednesday, the fire service of Milltown reported.
      Residents have asked for a ferry until a new bridge is built.
      """
    ),
  ]

  @Test("stays within its budget and is verbatim", arguments: [20, 50, 100])
  func budget(words: Int) {
    let brief = Briefer().brief(documents, words: words)
    let lengths = brief.sentences.map { $0.text.split(separator: " ").count }
    #expect(lengths.reduce(0, +) <= words)
    for sentence in brief.sentences {
      let document = documents[sentence.source.document].body
      #expect(document.text(of: document.sentences[sentence.source.sentence]) == sentence.text)
    }
  }

  @Test("takes sentences from several documents")
  func sources() {
    let brief = Briefer().brief(documents, words: 60)
    #expect(Set(brief.sentences.map(\.source.document)) == [0, 1])
  }

  @Test("folds near-duplicates into one sentence with both sources")
  func folding() {
    let brief = Briefer().brief(documents, words: 60)
    let collapse = brief.sentences.filter { $0.text.contains("collapsed") }
    #expect(collapse.count == 1)
    #expect(collapse.first?.alsoIn.count == 1)
  }

  @Test("tells what is new first, then background by time")
  func order() {
    let news = article(
      "The army of Graustark crossed the border of Ruritania on Monday, the government in Streslau said.",
      published: "2021-10-18"
    )
    let background = article(
      """
      Ruritania left the customs union in 2014 after a long quarrel about tolls with Graustark.
      A first treaty on the border was signed by Graustark and Ruritania in 1998.
      """,
      published: "2021-10-18"
    )
    let brief = Briefer().brief([background, news], words: 100)
    #expect(
      brief.sentences.map(\.source) == [
        BriefSource(document: 1, sentence: 0), BriefSource(document: 0, sentence: 1),
        BriefSource(document: 0, sentence: 0),
      ]
    )
  }

  @Test("of nothing is empty")
  func empty() {
    #expect(Briefer().brief([], words: 100) == Brief(sentences: [], disagreements: []))
    #expect(Briefer().brief([article("")], words: 100).sentences.isEmpty)
    #expect(Briefer().brief(documents, words: 0).sentences.isEmpty)
  }
}
