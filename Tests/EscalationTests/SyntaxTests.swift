import Model
import Testing

@Suite("Who did it to whom, through the syntax of a sentence")
struct SyntaxTests {
  @Test(
    "One act in every voice",
    arguments: [
      SentenceCase("Serbia attacked Croatia.", "Serbia 190 Croatia realised"),
      SentenceCase("Croatia was attacked by Serbia.", "Serbia 190 Croatia realised"),
      SentenceCase("Serbia's attack on Croatia shocked the region.", "Serbia 190 Croatia realised"),
      SentenceCase("Serbia launched an attack on Croatia.", "Serbia 190 Croatia realised"),
      SentenceCase("Serbian forces shelled a Croatian town.", "Serbia 194 Croatia realised"),
      SentenceCase(
        "The expulsion of Cuban diplomats by Canada was announced on Friday.",
        "Canada 161 Cuba realised"
      ),
      SentenceCase(
        "Canada, which expelled three Cuban diplomats, gave no reason.",
        "Canada 161 Cuba realised"
      ),
      SentenceCase("Troops from Chad crossed the border, attacking Sudan.", "Chad 190 Sudan realised"),
    ]
  )
  func voices(_ sentence: SentenceCase) {
    #expect(coded(sentence.text).contains(sentence.event))
  }

  @Test("Clashes count in both directions")
  func clashes() {
    let events = coded("Clashes between Armenia and Azerbaijan left dozens dead.")
    #expect(events.contains("Armenia 190 Azerbaijan realised"))
    #expect(events.contains("Azerbaijan 190 Armenia realised"))
  }

  @Test("A battle is fought from its subject to its object")
  func battle() {
    #expect(coded("Ethiopia fought Somalia for the town.") == ["Ethiopia 190 Somalia realised"])
  }

  @Test("Two who act are two events")
  func twoActors() {
    let events = coded("France and Britain imposed sanctions on Syria.")
    #expect(events.contains("France 163 Syria realised"))
    #expect(events.contains("United Kingdom 163 Syria realised"))
  }

  @Test("Two who are acted upon are two events")
  func twoTargets() {
    let events = coded("Iran attacked Iraq and Kuwait.")
    #expect(events.count == 2)
    #expect(events.allSatisfy { $0.hasPrefix("Iran 190") })
  }

  @Test("Coordinated verbs share their subject")
  func coordinatedVerbs() {
    let events = coded("Iran recalled its ambassador from Argentina and closed its embassy in Peru.")
    #expect(events.contains("Iran 161 Argentina realised"))
    #expect(events.contains("Iran 161 Peru realised"))
  }
}
