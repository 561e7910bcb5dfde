import Escalation
import LinearModels
import Model
import Testing
import Text

/// Who is chosen for the sides of an act, by weights that a test gives and by those that were learned.
@Suite("Ranked sides")
struct SideRankingTests {
  private func event(
    _ text: String,
    title: String? = nil,
    weights: [String: (actor: Double, target: Double)] = [:]
  ) throws -> Event {
    let english = Judgement.english
    let rows = weights.sorted { $0.key < $1.key }.map {
      LinearModel.Row(name: $0.key, value: 1, weights: [$0.value.actor, $0.value.target])
    }
    let judgement = Judgement(
      newsworthiness: english.newsworthiness,
      acts: english.acts,
      statuses: english.statuses,
      sides: LinearModel(classes: SideRanking.questions, isNormalised: false, rows: rows),
      main: english.main,
      verdict: english.verdict
    )
    var article = Article(text: text)
    article.title = title
    return try #require(EventCoder(judgement: judgement).code(AnalysedArticle(article)).events.first)
  }

  @Test("Without weights the rules' answer stands, with its reason")
  func unweighed() throws {
    let event = try event("Russian forces shelled Ukrainian villages on Friday, killing nine people.")
    #expect(event.actor == Participant(name: "Russia"))
    #expect(event.grounds.actor?.rule.contains("likelier") == false)
  }

  @Test("Somebody of the title takes a side where that weighs most, and the reason says instead of whom")
  func title() throws {
    let event = try event(
      "Rockets killed nine people in Kharkiv, Ukraine, on Friday.",
      title: "Russia blamed for dead of Friday",
      weights: ["way title": (9, 0)]
    )
    #expect(event.actor == Participant(name: "Russia"))
    #expect(
      event.grounds.actor?.rule == "name of Russia, named in the title, likelier here than unknown (100 %)"
    )
  }

  @Test("Nobody stands on both sides of an act")
  func both() throws {
    let event = try event(
      "Israel bombed Syria on Friday, killing nine soldiers.",
      weights: ["mention name": (5, 5), "kind country": (5, 5)]
    )
    #expect(event.actor != event.target)
  }

  @Test(
    "A dateline, a byline, an agency and a weekday never win",
    arguments: [
      "BEIRUT, March 3 (Reuters) - Israel bombed Syrian army posts near Homs, killing nine soldiers.",
      "AMMAN (AP) — Israel bombed Syrian army posts near Homs on Friday, Reuters said.",
      "By Jane Jordan and Peter Egypt — Israel bombed Syrian army posts near Homs, killing nine soldiers.",
    ]
  )
  func strangers(text: String) throws {
    let event = try event(
      text,
      weights: ["way sentence": (9, 9), "nearest before active": (-3, -3)]
    )
    for side in [event.actor, event.target] {
      #expect(["Israel", "Syria"].contains(side?.name))
    }
  }
}
