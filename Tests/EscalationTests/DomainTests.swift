import Escalation
import EventCodes
import Model
import Testing
import Text

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

  @Test(
    "What somebody fights in courts and talks is not done by them now",
    arguments: [
      "Canada will contest the sanctions against Norway, a minister said.",
      "Norway challenged the embargo on Canada at a tribunal.",
    ]
  )
  func resisted(_ text: String) {
    let events = coding(text).events
    #expect(events.allSatisfy { !$0.code.isA(.escalation) || !$0.status.isCurrent })
  }

  @Test("A state that fights what its own leader speaks of fights nobody")
  func withinOneCountry() {
    let events = coding("Chile will combat what its president called unfair prices.").events
    #expect(events.allSatisfy { !$0.code.isA(.escalation) })
  }

  @Test("A state that would threaten or sanction itself does neither, and what is left out says why")
  func againstItself() {
    var article = Article(
      text:
        "Brazil will fight what its president called unfair sugar tariffs, the trade minister said on Monday."
    )
    article.title = "Brazil to fight sugar tariffs, pointing at fair prices"
    let coding = EventCoder().code(AnalysedArticle(article))
    #expect(coding.events.allSatisfy { $0.actor != $0.target || !$0.status.isCurrent })
    #expect(!coding.isEscalatory)
  }

  @Test("A rejected trigger says why")
  func reasons() {
    let coding = coding("Brazil attacked Argentina from the first minute and won the match 3-1.")
    #expect(coding.rejected.contains { $0.reason == "sport" })
    #expect(coding.isEscalatory == false)
    #expect(!coding.verdict.isEmpty)
  }
}
