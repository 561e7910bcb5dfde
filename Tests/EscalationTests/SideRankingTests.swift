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
    weights: [String: (actor: Double, target: Double)] = [:],
    ofPairs pairWeights: [String: Double] = [:]
  ) throws -> Event {
    let english = Judgement.english
    let rows =
      weights.sorted { $0.key < $1.key }.map {
        LinearModel.Row(name: $0.key, value: 1, weights: [$0.value.actor, $0.value.target, 0])
      }
      + pairWeights.sorted { $0.key < $1.key }.map {
        LinearModel.Row(name: $0.key, value: 1, weights: [0, 0, $0.value])
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

  @Test("Who stands on one side stands on the other too only where nothing speaks against such a pair")
  func both() throws {
    let text = "Israel bombed Syria on Friday, killing nine soldiers."
    let drawn = ["nearest before active": (9.0, 9.0), "mention name": (5.0, 5.0)]
    let alone = try event(text, weights: drawn)
    #expect(alone.actor == alone.target)
    let together = try event(text, weights: drawn, ofPairs: ["pair of one and the same country": -30])
    #expect(together.actor?.name == "Israel")
    #expect(together.target?.name == "Syria")
  }

  @Test("Who acts against whom in an article's other acts weighs in an act that names more than two")
  func elsewhere() throws {
    let event = try event(
      """
      Israel and Syria spoke of the attack in Egypt on Friday. Israel shelled Syria on Monday. Israel bombed Syria on \
      Tuesday, killing nine soldiers. Israel shelled Syrian posts on Thursday.
      """,
      weights: ["way sentence": (5, 5)],
      ofPairs: ["pair elsewhere often never": 20, "pair elsewhere sometimes never": 20]
    )
    #expect(event.actor?.name == "Israel")
    #expect(event.target?.name == "Syria")
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
