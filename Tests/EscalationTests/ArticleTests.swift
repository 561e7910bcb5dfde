import Escalation
import Model
import Testing
import Text

@Suite("Whole articles")
struct ArticleTests {
  private let mission = """
    Russia suspended the work of its permanent mission to NATO on Monday, two weeks after NATO expelled eight Russian \
    diplomats over claims of spying.
    NATO’s liaison office in Moscow will be closed, Russian Foreign Minister Sergei Lavrov said.
    Relations have been poor since Moscow annexed the Crimean peninsula from Ukraine in 2014.
    """

  private func article(_ title: String? = "Russia suspends its mission to NATO") -> EventCoding {
    coding(mission, title: title, on: "2021-10-18")
  }

  @Test("Russia's suspension of its mission is the main event, dated to its Monday")
  func suspension() throws {
    let main = try #require(article().events.first)
    #expect(main.actor == Participant(name: "Russia"))
    #expect(main.target == Participant(name: "NATO"))
    #expect(main.code.rawValue == "161")
    #expect(main.status == .realised)
    #expect(main.date?.description == "2021-10-18")
  }

  @Test("The expulsion of the eight goes from NATO to Russia")
  func expulsion() {
    #expect(
      article().events.contains {
        $0.actor == Participant(name: "NATO") && $0.target == Participant(name: "Russia")
          && $0.code.rawValue == "161"
          && $0.status == .realised
      }
    )
  }

  @Test("The annexation of Crimea is background, and alerts nobody")
  func annexation() throws {
    let annexation = try #require(article().events.first { $0.code.root == "19" })
    #expect(annexation.actor == Participant(name: "Russia"))
    #expect(annexation.target == Participant(name: "Ukraine"))
    #expect(annexation.status == .background)
    #expect(annexation.date == .year(2014))
    #expect(annexation.severity.value == 0)
  }

  @Test("Headline and lead tell one event")
  func merging() {
    let events = coding(
      "Chile recalled its ambassador from Bolivia on Friday.",
      title: "Chile recalls ambassador from Bolivia",
      on: "2004-03-06"
    ).events
    #expect(events.count == 1)
    #expect(events.first?.part == .title)
    #expect(events.first?.date?.description == "2004-03-05")
  }

  @Test("Offsets count UTF-8 bytes and hold the trigger")
  func offsets() throws {
    let text = "Größe zählt nicht. Peru expelled two Chilean diplomats."
    let event = try #require(coding(text).events.first)
    #expect(Array(text.utf8)[event.offset].elementsEqual(event.trigger.utf8))
    #expect(event.sentence == "Peru expelled two Chilean diplomats.")
  }

  @Test("A text in another language holds no events and says so")
  func otherLanguage() {
    var article = Article(text: "Russland hat die Ukraine angegriffen.")
    article.language = "de"
    let coding = EventCoder(judgement: nil).code(AnalysedArticle(article))
    #expect(coding.events.isEmpty)
    #expect(coding.verdict == "events are not coded for this language (de)")
  }

  @Test(
    "An empty answer says why",
    arguments: [
      "", "The weather stays fine.", "Brazil attacked from the first minute and won the match 3-1.",
    ]
  )
  func emptyAnswer(_ text: String) {
    let coding = coding(text)
    #expect(coding.events.isEmpty)
    #expect(!coding.verdict.isEmpty)
  }
}

@Suite("Whether an article escalates")
struct VerdictTests {
  @Test(
    "It does",
    arguments: [
      "Pakistan shelled Indian positions in Kashmir on Sunday.",
      "Iran threatened to close the strait to American ships.",
      "Police arrested three journalists in Belarus.",
      "Rioters burned shops in the capital of Kenya.",
    ]
  )
  func escalates(_ text: String) {
    #expect(coding(text).isEscalatory)
  }

  @Test(
    "It does not",
    arguments: [
      "Peru accused Chile of spying.",
      "Police in Spain arrested two suspects in a robbery.",
      "Thousands of workers marched peacefully in Portugal.",
      "Russia invaded Afghanistan in 1979.",
      "Colombia and the rebels signed a peace agreement.",
    ]
  )
  func doesNot(_ text: String) {
    #expect(!coding(text).isEscalatory)
  }

  @Test("After a thousand acts no more are looked for")
  func limit() {
    let repeated = String(repeating: "Russia attacked Ukraine, ", count: 20) + "it said.\n"
    let last = "Kenya recalled its ambassador from Chad."
    #expect(coded(String(repeating: repeated, count: 3) + last).contains("Kenya 161 Chad realised"))
    #expect(!coded(String(repeating: repeated, count: 60) + last).contains("Kenya 161 Chad realised"))
  }
}
