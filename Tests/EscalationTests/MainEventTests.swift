import LinearModels
import Model
import Testing
import Text

@testable import Escalation

@Suite("What an article is about")
struct MainEventTests {
  /// By weights of roots, and by the odds that the article is about any.
  private func coding(
    _ text: String,
    title: String? = nil,
    any: Double,
    _ weights: [String: Double] = [:]
  )
    -> EventCoding
  {
    let english = Judgement.english
    let rows =
      [LinearModel.Row(name: "bias", value: 1, weights: [0, any])]
      + weights.sorted { $0.key < $1.key }.map {
        LinearModel.Row(name: $0.key, value: 1, weights: [$0.value, 0])
      }
    let judgement = Judgement(
      newsworthiness: english.newsworthiness,
      acts: english.acts,
      statuses: english.statuses,
      sides: english.sides,
      main: LinearModel(classes: MainChoice.questions, isNormalised: false, rows: rows),
      verdict: english.verdict
    )
    var article = Article(text: text)
    article.title = title
    article.published = CalendarDay("2021-10-18")
    return EventCoder(judgement: judgement).code(AnalysedArticle(article))
  }

  private let twoActs =
    "Russia expelled two Polish diplomats on Friday. Thousands of protesters rallied against the government in Warsaw."

  @Test(
    "is the act whose root the weights prefer, told first and marked with its reason",
    arguments: ["14", "16"]
  )
  func preferred(root: String) throws {
    let coding = coding(twoActs, any: 4, ["root \(root)": 6])
    let current = coding.events.filter(\.status.isCurrent)
    #expect(Set(current.map(\.code.root)) == ["14", "16"])
    let main = try #require(current.first { $0.grounds.main != nil })
    #expect(main.code.root == root)
    #expect(main.grounds.main?.factors.contains { $0.name == "root \(root)" } == true)
    #expect(current.count { $0.grounds.main != nil } == 1)
  }

  @Test("is nothing where no candidate is likely enough")
  func nothing() {
    #expect(coding(twoActs, any: -9).events.allSatisfy { $0.grounds.main == nil })
  }

  @Test("may be what is not sure enough to be told beside other acts, but not what its words only imagine")
  func untold() {
    let doubtful = "The senator criticized the referee over a late call at the county fair."
    #expect(coding(doubtful, any: 4).events.contains { $0.status.isCurrent })
    #expect(!coding(doubtful, any: -9).events.contains { $0.status.isCurrent })
    let imagined = "If Russia were to attack Poland, NATO could respond."
    #expect(coding(imagined, any: 4).events.allSatisfy { $0.status != .realised })
    let past = "In March 2014 Russia annexed Crimea."
    #expect(coding(past, any: 4).events.allSatisfy { $0.status == .background })
  }

  @Test("lends the article its severity only where that is sure, and says so")
  func severity() throws {
    let text = "Opposition lawmakers criticized the minister over the budget on Monday."
    let sure = coding(text, any: 4)
    let unsure = coding(text, any: -1.5)
    #expect(try #require(sure.severity) > 0)
    #expect(unsure.severity == 0)
    let factors = try #require(unsure.events.first?.severity.factors)
    #expect(factors.contains { $0.name == "not sure that the article is about it" })
  }
}
