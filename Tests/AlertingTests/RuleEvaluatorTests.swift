import Alerting
import Foundation
import Model
import Testing

@Suite("A rule and an article")
struct RuleEvaluatorTests {
  static let arrival = Date(timeIntervalSince1970: 1_634_558_400)  // 2021-10-18 12:00 UTC

  static func event(
    _ actor: String? = "Russia",
    _ target: String? = "NATO",
    code: String = "161",
    status: EventStatus = .realised,
    severity: Double = 5,
    date: String? = "2021-10-18"
  ) throws -> Event {
    Event(
      actor: actor.map(Participant.init(name:)),
      target: target.map(Participant.init(name:)),
      code: try #require(EventCode(rawValue: code)),
      category: .sanction,
      goldstein: -4,
      status: status,
      trigger: "suspends",
      part: .text,
      offset: 0..<8,
      sentence: "Russia suspends its mission.",
      sentenceIndex: 0,
      date: date.flatMap { EventDate($0) },
      severity: Severity(severity),
      grounds: EventGrounds(lexiconEntry: "suspend + mission", frame: "active", status: "past")
    )
  }

  static func article(
    published: String? = "2021-10-18",
    kind: PageKind = .article,
    title: String = "Russia suspends NATO mission"
  ) -> AlertArticle {
    var article = Article(text: "Moscow expelled eight diplomats from Zürich. 警報が出た。")
    article.title = title
    article.site = "Northern Wire"
    article.domain = "northernwire.example"
    article.published = published.flatMap { CalendarDay($0) }
    article.kind = kind
    return AlertArticle(article, arrivedAt: arrival)
  }

  @Test(
    "the condition holds or not",
    arguments: [
      ("severity at least 5", true), ("severity over 5", false), ("severity is 5", true),
      ("severity is not 5", false),
      ("goldstein under -3", true), ("code is 16", true), ("code is 161", true), ("code is 163", false),
      ("code in 19, 16", true), ("code not in 19, 18", true), ("category is sanction", true),
      ("category is not sanction", false), ("status is realised", true), ("status in planned, denied", false),
      ("actor is Russia", true), ("actor is NATO", false), ("either is NATO", true),
      ("either is not NATO", false),
      ("actor in NATO", false), ("target in NATO", true), ("target in NATO.members", false),
      ("target is nobody", false),
      ("dyad is NATO, Russia", true), ("dyad is Russia -> NATO", true), ("dyad is NATO -> Russia", false),
      ("dyad is not NATO -> Russia", true), ("source is northern wire", true),
      ("source is northernwire.example", true),
      ("source is wire.example", false), ("source is example", false), ("title contains nato", true),
      ("title contains \"suspends nato\"", true), ("title contains suspend", false),
      ("title contains \"nato russia\"", false),
      ("text contains zurich", true), ("text contains 警報", true), ("text contains mission", false),
      ("text contains mission, diplomats", true), ("text not contains sport", true),
      ("severity > 9 or actor is Russia and target is NATO", true),
      ("(severity > 9 or actor is Russia) and target is Russia", false),
      ("not (severity > 9 or code is 19)", true),
    ]
  )
  func conditions(written: String, holds: Bool) throws {

    let rule = try RuleText(written, names: SomeActors.names)
    let verdict = try RuleEvaluator.evaluate(rule, Self.article(), events: [try Self.event()])
    #expect(verdict.matches.isEmpty != holds)
  }

  @Test("all tests on events speak of one and the same event")
  func oneEvent() throws {
    let rule = try RuleText("actor is Russia and severity over 6", names: SomeActors.names)
    let events = [try Self.event(severity: 5), try Self.event("NATO", "Russia", severity: 8)]
    #expect(try RuleEvaluator.evaluate(rule, Self.article(), events: events).matches.isEmpty)
  }

  @Test(
    "a condition that names no status sees realised, threatened and planned only",
    arguments: EventStatus.allCases
  )
  func statuses(status: EventStatus) throws {
    let rule = try RuleText("severity at least 0", names: SomeActors.names)
    let verdict = try RuleEvaluator.evaluate(rule, Self.article(), events: [try Self.event(status: status)])
    #expect(verdict.matches.isEmpty == !status.isCurrent)
    #expect(verdict.refusal?.outcome == (status.isCurrent ? nil : .heldForStatus))
    let named = try RuleText("severity at least 0 and status is \(status.rawValue)", names: SomeActors.names)
    #expect(
      try RuleEvaluator.evaluate(named, Self.article(), events: [try Self.event(status: status)]).matches
        .count
        == 1
    )
  }

  @Test(
    "an article that was old when it arrived is held back",
    arguments: [
      ("2021-10-18", "", true), ("2021-10-15", "", true), ("2021-10-14", "", false),
      ("2021-10-14", "fresh 4d", true),
      ("2021-10-17", "fresh 12h", true), ("2021-10-16", "fresh 12h", false),
      ("2014-03-18", "fresh any", true),
      (nil, "", true),
    ] as [(String?, String, Bool)]
  )
  func freshness(published: String?, clause: String, fires: Bool) throws {
    let rule = try RuleText("severity > 4 \(clause)", names: SomeActors.names)
    let verdict = try RuleEvaluator.evaluate(
      rule,
      Self.article(published: published),
      events: [try Self.event()]
    )
    #expect(verdict.matches.isEmpty != fires)
    #expect(verdict.refusal?.outcome == (fires ? nil : .heldForAge))
  }

  @Test("a page that is no article is held back", arguments: PageKind.allCases)
  func kinds(kind: PageKind) throws {
    let rule = try RuleText("severity > 4", names: SomeActors.names)
    let verdict = try RuleEvaluator.evaluate(rule, Self.article(kind: kind), events: [try Self.event()])
    #expect(verdict.refusal?.outcome == (kind == .article ? nil : .heldForKind))
  }

  @Test("a condition without events fires for the article itself")
  func articleOnly() throws {
    let rule = try RuleText("title contains mission", names: SomeActors.names)
    #expect(try RuleEvaluator.evaluate(rule, Self.article(), events: []).matches.map(\.eventIndex) == [nil])
    let mixed = try RuleText("title contains mission or severity > 4", names: SomeActors.names)
    #expect(try RuleEvaluator.evaluate(mixed, Self.article(), events: []).matches.isEmpty)
  }

  @Test("one act told twice in an article is one match, by its worst event")
  func sameAct() throws {
    let rule = try RuleText("severity > 1", names: SomeActors.names)
    let events = [
      try Self.event(severity: 4), try Self.event(code: "160", severity: 5),
      try Self.event("NATO", "Russia", severity: 2),
    ]
    let matches = try RuleEvaluator.evaluate(rule, Self.article(), events: events).matches
    #expect(matches.map(\.eventIndex) == [1, 2])
  }

  @Test("a miss shows the event that came nearest, test by test")
  func miss() throws {
    let rule = try RuleText("actor is Russia and severity over 6", names: SomeActors.names)
    let events = [try Self.event("NATO", "Russia", severity: 2), try Self.event(severity: 5)]
    let (decision, index) = try RuleEvaluator.miss(rule, Self.article(), events: events)
    #expect(index == 1)
    #expect(decision.findings.map(\.holds) == [true, false])
    #expect(decision.findings.map(\.found) == ["Russia -> NATO", "5.0"])
  }

  @Test("acts are told apart by sides, kind and whether they happened, fighting not by direction")
  func identities() throws {
    let article = Self.article()
    let identity = { (event: Event) in ActKey(event, in: article).stem }
    #expect(identity(try Self.event(code: "161")) == identity(try Self.event(code: "160")))
    #expect(identity(try Self.event()) != identity(try Self.event("NATO", "Russia")))
    #expect(identity(try Self.event()) != identity(try Self.event(status: .planned)))
    #expect(identity(try Self.event(code: "190")) == identity(try Self.event("NATO", "Russia", code: "193")))
    #expect(ActKey(try Self.event(date: "2021-10"), in: article).day == CalendarDay("2021-10-18"))
  }
}
