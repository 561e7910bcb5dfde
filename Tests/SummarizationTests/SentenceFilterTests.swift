import Model
import Summarization
import Testing

@Suite("Sentences that may not stand in a summary")
struct SentenceFilterTests {
  @Test(
    "are page furniture, too short, or half of a quotation",
    arguments: [
      ("By Ann Lee and Bob Ray, Daily Mail Reporter", .furniture),
      ("Published on 18 October 2021 at noon", .furniture),
      ("CNN's Ann Lee contributed to this report.", .furniture),
      ("All rights reserved.", .furniture),
      ("The mayor at her desk in May (pictured)", .furniture),
      ("File photo of the bridge in Milltown", .furniture),
      ("Scroll down for video.", .furniture),
      ("Read more: the history of the bridge", .furniture),
      ("Follow us on Twitter for more stories", .furniture),
      ("Additional reporting by Ann Lee in Milltown", .furniture),
      ("Image caption The bridge before it fell", .furniture),
      ("Share this with your friends and family", .furniture),
      ("Sign up for our morning briefing here", .furniture),
      ("(Corrects number of dead in paragraph two.)", .furniture),
      ("(Adds details, quotes from the minister)", .furniture),
      ("WATCH: How the bridge fell into the river", .furniture), ("Watch: how the bridge fell", .furniture),
      ("Shares of Acme, opens new tab, fell by a third on Friday.", .furniture),
      ("A woman walks past the bridge in Milltown in May. REUTERS/Ada Quill", .furniture),
      ("The bridge in Milltown, Friday, May 3. (AP Photo/Ada Quill)", .furniture),
      ("\"The bridge was old and it was never repaired.", .unbalanced),
      ("The mayor called it “a disaster for the whole town.", .unbalanced),
    ] as [(String, SentenceVerdict)]
  )
  func rejected(sentence: String, verdict: SentenceVerdict) {
    let summary = Summarizer().summarise(article(sentence))
    #expect(Set(summary.scored.map(\.verdict)) == [verdict])
    #expect(summary.sentences.isEmpty)
  }

  @Test("are the middle of a quotation that goes over several sentences")
  func speech() {
    let text = """
      The mayor spoke to the town on Friday evening after the bridge had fallen.
      “We saw the cracks in the spring. We told the county about them in May. Nobody came to look at them.
      “We will build a new bridge of our own before the winter comes,” she told the town.
      """
    let verdicts = Summarizer().summarise(article(text)).scored.map(\.verdict)
    #expect(verdicts[1...3].allSatisfy { $0 == .unbalanced })
    #expect(verdicts[0] == .chosen)
    #expect(verdicts[4] == .unbalanced || verdicts[4] == .chosen)
  }

  @Test("are not the only one of an article, however short it is")
  func onlySentence() {
    #expect(Summarizer().summarise(article("Nobody came.")).sentences.map(\.text) == ["Nobody came."])
    #expect(
      Summarizer().summarise(article("Nobody came. The bridge fell in the night of Friday.")).sentences.count
        == 1
    )
  }

  @Test("are questions at the head of an article, as long as something else is told")
  func opening() {
    let text = """
      Could the old bridge in Milltown fall into the river this very winter?
      The county closed the bridge in Milltown on Friday after engineers had found cracks. Buses cross the river at Orlin now.
      """
    let summary = Summarizer().summarise(article(text), budget: .sentences(2))
    #expect(summary.sentences.allSatisfy { !$0.text.hasSuffix("?") })
    #expect(
      Summarizer().summarise(article("Could the old bridge in Milltown fall this winter?")).sentences.count
        == 1
    )
  }

  @Test(
    "are not those that only look like it",
    arguments: [
      "By Monday the river had reached the bridge in Milltown.",
      "The minister left the meeting and turned right.",
      "She said that the report would be published on Friday.",
      "The mayor called it “a disaster” for the whole town.",
      "Er nannte es „ein Unglück“ für die ganze Stadt.",
    ]
  )
  func kept(sentence: String) {
    #expect(Summarizer().summarise(article(sentence)).scored.map(\.verdict) == [.chosen])
  }

  @Test("are cross-heads: lines of their own without a mark among paragraphs")
  func crossHeads() {
    let text = """
      The bridge over the river fell on Monday.
      What we know so far
      Two lorries were on it when it fell.
      Nobody has found the drivers yet.
      """
    let verdicts = Summarizer().summarise(article(text)).scored.map(\.verdict)
    #expect(verdicts == [.chosen, .furniture, .chosen, .chosen])
  }
}
