import Alerting
import Foundation
import Model
import Testing

@Suite("An article whose events are not coded")
struct NotCodedTests {
  private static func article(severity: Double?) -> AlertArticle {
    var article = Article(text: "Venäjä karkotti kahdeksan diplomaattia.")
    article.title = "Venäjä karkottaa diplomaatteja"
    article.language = "fi"
    article.published = CalendarDay("2021-10-18")
    var alert = AlertArticle(article, arrivedAt: RuleEvaluatorTests.arrival, severity: severity)
    if severity != nil { alert.character = .of(.news, .sport) }
    return alert
  }

  private func matches(_ written: String, severity: Double?) throws -> Bool {
    let rule = try RuleText(written, names: SomeActors.names)
    return try !RuleEvaluator.evaluate(rule, Self.article(severity: severity), events: []).matches.isEmpty
  }

  @Test(
    "its severity is neither under nor over anything, and not the opposite of either",
    arguments: [
      // The condition, whether it holds where nothing is coded, and where coding found nothing (severity 0).
      ("article.severity under 5", false, true), ("article.severity at least 0", false, true),
      ("not article.severity at least 5", false, true), ("article.severity is not 5", false, true),
      ("not not article.severity under 5", false, true),
      ("title contains diplomaatteja", true, true),
      ("title contains diplomaatteja or article.severity under 5", true, true),
      ("article.severity over 5 or title contains diplomaatteja", true, true),
      ("title contains diplomaatteja and article.severity under 5", false, true),
      ("title contains diplomaatteja and not article.severity over 5", false, true),
      ("not (article.severity over 5 and title contains rauha)", true, true),
      ("not (article.severity over 5 or title contains rauha)", false, true),
      ("article.genre is news", false, true), ("article.genre is not analysis", false, true),
      ("not article.domain is conflict", false, true),
      ("severity at least 0", false, false), ("not severity at least 5", false, false),
      ("not actor is Russia", false, false), ("language is fi", true, true),
    ]
  )
  func truth(written: String, notCoded: Bool, calm: Bool) throws {
    #expect(try matches(written, severity: nil) == notCoded)
    #expect(try matches(written, severity: 0) == calm)
  }

  @Test(
    "why says that it is not coded",
    arguments: ["severity at least 5", "actor is Russia", "not article.severity under 5"]
  )
  func reasons(written: String) throws {
    let rule = try RuleText(written, names: SomeActors.names)
    let miss = try RuleEvaluator.miss(rule, Self.article(severity: nil), events: [])
    #expect(miss.decision.reason == "events of this article are not coded")
    #expect(miss.decision.findings.map(\.found) == ["not coded"])
    #expect(miss.decision.findings.map(\.holds) == [false])
    let found = try RuleEvaluator.miss(rule, Self.article(severity: 0), events: [])
    #expect(found.decision.reason != "events of this article are not coded")
  }

  @Test("what fires for its words alone has no severity")
  func severity() throws {
    let rule = try RuleText("title contains diplomaatteja", names: SomeActors.names)
    let verdict = try RuleEvaluator.evaluate(rule, Self.article(severity: nil), events: [])
    #expect(verdict.matches.map(\.severity) == [nil])
  }
}

extension ArticleCharacter {
  /// A genre and a field, surely.
  static func of(_ genre: ArticleGenre, _ domain: ArticleDomain) -> ArticleCharacter {
    ArticleCharacter(
      domain: domain,
      domainProbability: 1,
      genre: genre,
      genreProbability: 1,
      escalationScore: 0,
      rootScores: [],
      domainScores: [],
      genreScores: [],
      grounds: []
    )
  }
}
