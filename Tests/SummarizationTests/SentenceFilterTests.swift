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
      ("Nobody came.", .tooShort),
      ("\"The bridge was old and it was never repaired.", .unbalanced),
      ("The mayor called it “a disaster for the whole town.", .unbalanced),
    ] as [(String, SentenceVerdict)]
  )
  func rejected(sentence: String, verdict: SentenceVerdict) {
    let summary = Summarizer().summarise(article(sentence))
    #expect(summary.scored.map(\.verdict) == [verdict])
    #expect(summary.sentences.isEmpty)
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
