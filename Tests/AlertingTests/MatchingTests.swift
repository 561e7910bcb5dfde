import Alerting
import Foundation
import Model
import Testing

@Suite("Conditions on articles, stories and the past")
struct MatchingTests {
  /// Answers as a store would: the past of one pair and of one actor.
  private struct Past: SeriesSource {
    func value(
      of function: SeriesFunction,
      _ subject: SeriesSubject,
      days: Int?,
      through day: CalendarDay
    ) -> Double {
      switch (function, subject) {
      case (.count, .pair("Russia", "NATO")): Double(days ?? 0)
      case (.count, .actor("Russia")): 12
      case (.maxSeverity, .dyad(actor: "NATO", target: "Russia")): 7.5
      case (.index, .pair): 21
      case (.rise, .actor("NATO")): 400
      default: 0
      }
    }
  }

  private static func article() -> AlertArticle {
    var article = Article(text: "Moscow expelled eight diplomats. At least 17 people were killed.")
    article.title = "Russia suspends NATO mission"
    article.site = "Northern Wire"
    article.domain = "northernwire.example"
    article.language = "en-GB"
    article.published = CalendarDay("2021-10-17")
    article.publishedAt = RuleEvaluatorTests.arrival.addingTimeInterval(-5 * 3_600)
    let story = AlertStory(
      number: 4,
      firstSeenAt: RuleEvaluatorTests.arrival.addingTimeInterval(-26 * 3_600),
      articleCount: 6,
      sourceCount: 3,
      growth: 5
    )
    var alert = AlertArticle(article, arrivedAt: RuleEvaluatorTests.arrival, severity: 6, story: story)
    alert.place = { "Germany" }
    alert.character = ArticleCharacter.of(.followUp, .international)
    return alert
  }

  @Test(
    "hold or do not",
    arguments: [
      ("article.genre is follow-up", true), ("article.genre in news, follow-up", true),
      ("article.genre is not analysis", true), ("article.genre is news", false),
      ("article.domain is international", true), ("article.domain not in conflict, domestic", true),
      ("article.domain in sport, business", false),
      ("article.severity at least 6", true), ("article.severity over 6", false),
      ("story.sources at least 3", true), ("story.sources over 3", false), ("story.articles is 6", true),
      ("story.articles is not 6", false), ("story.growth at least 5", true), ("story.growth under 5", false),
      ("story.age over 1d", true), ("story.age over 27h", false), ("story.age at most 26h", true),
      ("story.first-seen is 2021-10-17", true), ("story.first-seen before 2021-10-17", false),
      ("story.first-seen after 2021-10-16", true), ("age at least 5h", true), ("age over 5h", false),
      ("age under 301 minutes", true), ("published is 2021-10-17", true),
      ("published is not 2021-10-17", false), ("published before 2021-10-18", true),
      ("published after 2021-10-17", false), ("language is en", true), ("language is en-gb", true),
      ("language is en-us", false), ("language in de, en", true), ("language is not en", false),
      ("site is northern wire", true), ("site is northernwire.example", false),
      ("site in \"A\", \"Northern Wire\"", true), ("site is not \"A\"", true), ("place is Germany", true),
      ("place is Russia", false), ("place in NATO", true), ("place in NATO.members", true),
      ("place not in NATO", false), ("trigger contains suspends", true), ("trigger contains mission", false),
      ("sentence contains \"its mission\"", true), ("sentence not contains mission", false),
      ("title matches /suspend(s|ed)/", true), ("title matches /SUSPENDS/", false),
      ("title matches /SUSPENDS/i", true), ("text matches /[0-9]{2} people/", true),
      ("text not matches /[0-9]{3} people/", true), ("text not matches /expelled/", false),
      ("sentence matches /^Russia/", true), ("trigger matches /^s.*s$/", true),
      ("count(same dyad) within 7d is 7", true), ("count(same dyad) within 7d over 7", false),
      ("count(Russia) within 2d at least 12", true), ("count(NATO) within 2d at least 1", false),
      ("max severity(NATO -> Russia) within 30d at least 7.5", true),
      ("max severity(Russia -> NATO) within 30d at least 1", false), ("index(same dyad) over 20", true),
      ("index(Germany) over 20", false), ("rise(same target) at least 365", true),
      ("rise(same actor) at least 365", false), ("rise(same actor) is not 365", true),
      ("severity at least 5 and story.sources at least 2 and place is Germany", true),
      ("severity at least 6 or count(same dyad) within 3d at least 3", true),
      ("not (story.growth over 4 and rise(same target) over 1)", false),
    ]
  )
  func conditions(written: String, holds: Bool) throws {
    let rule = try RuleText(written, names: SomeActors.names)
    let verdict = try RuleEvaluator.evaluate(
      rule,
      Self.article(),
      events: [try RuleEvaluatorTests.event()],
      series: Past()
    )
    #expect(verdict.matches.isEmpty != holds)
  }

  @Test(
    "find words however they are set",
    arguments: [
      "Council con\u{AD}demns Israel", "Council condemns\u{200B} Israel", "Council ｃｏｎｄｅｍｎｓ Israel",
      "COUNCIL CONDEMNS ISRAËL",
      "Council con\u{2060}demns Is\u{FEFF}rael",
    ]
  )
  func folded(title: String) throws {
    var article = Article(text: "The conﬂict goes on.")
    article.title = title
    let alert = AlertArticle(article, arrivedAt: RuleEvaluatorTests.arrival)
    for written in ["title contains \"condemns Israel\"", "text contains conflict"] {
      let rule = try RuleText(written, names: SomeActors.names)
      #expect(try !RuleEvaluator.evaluate(rule, alert, events: []).matches.isEmpty)
    }
  }

  @Test(
    "what is not known fulfils no comparison, and its negation",
    arguments: [
      ("story.sources at least 0", false), ("story.age under 9d", false), ("not story.age under 9d", true),
      ("place is Germany", false), ("place is not Germany", true), ("language is en", false),
      ("published before 2030-01-01", false), ("age under 9d", false),
      ("count(Russia) within 7d is 0", false),
      ("site is not \"A\"", true),
    ]
  )
  func unknown(written: String, holds: Bool) throws {
    let article = AlertArticle(Article(text: "A text."), arrivedAt: RuleEvaluatorTests.arrival)
    let rule = try RuleText(written, names: SomeActors.names)
    #expect(try RuleEvaluator.evaluate(rule, article, events: []).matches.isEmpty != holds)
  }

  @Test("a search that is given up holds neither way, and says so")
  func givenUp() throws {
    var article = Article(text: String(repeating: "a", count: 5_000))
    article.title = "A title"
    let alert = AlertArticle(article, arrivedAt: RuleEvaluatorTests.arrival)
    for written in ["text matches /^(a+)+$x/", "text not matches /^(a+)+$x/"] {
      let rule = try RuleText(written, names: SomeActors.names)
      #expect(try RuleEvaluator.evaluate(rule, alert, events: []).matches.isEmpty)
      let findings = try rule.condition.findings(for: EvaluationContext(alert, event: nil))
      #expect(findings.map(\.found) == ["the search took too many steps"])
    }
  }

  @Test("the index gives every condition that holds, and few others", arguments: 0..<20 as Range<UInt64>)
  func index(seed: UInt64) throws {
    var maker = RuleMaker(seed: seed &+ 1_000)
    let rules = try (0..<200).map { _ in try maker.rule() }
    let index = ConditionIndex(rules.map(\.condition))
    let events = [
      try RuleEvaluatorTests.event(), try RuleEvaluatorTests.event("NATO", nil, code: "1382", severity: 9),
      try RuleEvaluatorTests.event("United States", "unknown", status: .denied, severity: 0),
    ]
    for event in events {
      let places = Set(index.candidates(for: Self.article(), events: [event]))
      let context = EvaluationContext(Self.article(), event: event, series: Past())
      for (place, rule) in rules.enumerated() where try rule.condition.holds(for: context) {
        #expect(places.contains(place), "\(rule.condition)")
      }
    }
  }

  @Test("conditions that cannot hold for an event are not looked at")
  func indexIsNarrow() throws {
    let texts =
      (0..<100).map { "dyad is Germany, France and severity at least \($0 % 10)" } + ["dyad is Russia, NATO"]
    let rules = try texts.map { try RuleText($0, names: SomeActors.names).condition }
    let found = ConditionIndex(rules).candidates(
      for: Self.article(),
      events: [try RuleEvaluatorTests.event()]
    )
    #expect(found == [100])
  }
}
