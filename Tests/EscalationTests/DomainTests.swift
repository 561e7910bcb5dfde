import Model
import Testing

@Suite("What only sounds like conflict")
struct DomainTests {
  @Test(
    "Other fields of news hold no events",
    arguments: [
      "Brazil attacked Argentina from the first minute and won the match 3-1.",
      "The striker shot wide before Italy beat Spain in the semi-final.",
      "Shares and profits of the company fell after a takeover battle with its rival.",
      "Hurricane Dora killed nine people as it battered Mexico.",
      "The film retells a bank robbery in Texas.",
      "A gas explosion in a coal mine killed thirty miners in Poland.",
      "The bank warned that inflation threatens growth in Hungary.",
      "A jury convicted the man of murdering his wife.",
    ]
  )
  func otherFields(_ text: String) {
    #expect(coded(text).isEmpty)
  }

  @Test("A rejected trigger says why")
  func reasons() {
    let coding = coding("Brazil attacked Argentina from the first minute and won the match 3-1.")
    #expect(coding.rejected.contains { $0.reason == "sport" })
    #expect(coding.isEscalatory == false)
    #expect(!coding.verdict.isEmpty)
  }
}
