import Foundation
import Model
import Storage
import Testing

@Suite("Firings in the store")
struct FiringStoreTests {
  private let now = Date(timeIntervalSince1970: 1_634_580_000)  // 2021-10-18 18:00 UTC
  private let store: Store

  init() throws { store = try Store() }

  private func addRule(endpoints: [String] = ["ops"]) throws -> StoredRule {
    for name in endpoints {
      try store.addEndpoint(Endpoint(name: name, url: SecretURL("https://hooks.example/\(name)")), at: now)
    }
    try store.addRule(name: "rupture", text: "severity over 4", endpoints: endpoints, at: now)
    return try #require(try store.rules().first)
  }

  /// Stores a report of the act and returns it as the evaluation would read it.
  private func report(_ number: Int) throws -> StoredArticle {
    var reading = Samples.mission()
    reading.article.url = "https://outlet\(number).example/mission"
    reading.article.text += " Report \(number)."
    let (id, _) = try store.save(reading, at: now)
    return try #require(try store.article(id.number))
  }

  private func match(
    _ article: StoredArticle,
    day: String = "2021-10-18",
    stem: String = "Russia|NATO|16"
  ) throws
    -> RuleMatch
  {
    RuleMatch(
      eventNumber: article.events[0].id.number,
      event: article.events[0].event,
      action: "Reduce relations",
      act: ActKey(stem: stem, day: try #require(CalendarDay(day)), windowDays: 2),
      severity: 5,
      findings: [TestFinding(test: "severity over 4", found: "5.0", holds: true)]
    )
  }

  private func record(
    _ article: StoredArticle,
    _ matches: [RuleMatch],
    _ rule: StoredRule
  ) throws -> [FiringChange] {
    try store.recordEvaluation(
      of: article,
      [RuleSaying(rule: rule, matches: matches, refusal: nil, refusedEventNumber: nil)],
      at: now,
      due: now
    ) { notice, endpoint, sequence in
      WebhookMessage(
        id: "msg_\(notice.firing)_\(endpoint.name)",
        type: "tocsin.alert.fired",
        contentType: "application/json",
        body: Array("{\"sequence\":\(sequence)}".utf8)
      )
    }
  }

  @Test(
    "the first report fires and queues a delivery for each endpoint, the second adds a source and sends nothing"
  )
  func twoReports() throws {
    let rule = try addRule(endpoints: ["ops", "desk"])
    let (first, second) = (try report(1), try report(2))
    let fired = try record(first, [try match(first)], rule)
    let joined = try record(second, [try match(second, day: "2021-10-19")], rule)
    #expect(fired.map(\.outcome) == [.fired])
    #expect(joined.map(\.outcome) == [.joined])
    #expect(joined.map(\.sourceCount) == [2])
    #expect(try store.firings(FiringQuery()).map(\.sourceCount) == [2])
    #expect(try store.deliveries().map(\.endpoint).sorted() == ["desk", "ops"])
    #expect(try store.counts().queuedEvaluations == 0)
    let firing = try #require(try store.firing(fired[0].firing.number))
    #expect(firing.sources.map(\.article) == [first.id, second.id])
    #expect(firing.sources[0].event == first.events[0].event)
  }

  @Test(
    "the same act is told by its stem and a window of days",
    arguments: [
      ("2021-10-20", "Russia|NATO|16", 1), ("2021-10-21", "Russia|NATO|16", 2),
      ("2021-10-16", "Russia|NATO|16", 1),
      ("2021-10-18", "NATO|Russia|16", 2),
    ]
  )
  func sameAct(day: String, stem: String, firings: Int) throws {
    let rule = try addRule()
    let (first, second) = (try report(1), try report(2))
    _ = try record(first, [try match(first)], rule)
    _ = try record(second, [try match(second, day: day, stem: stem)], rule)
    #expect(try store.firings(FiringQuery()).count == firings)
  }

  @Test("an evaluation is recorded once, and not for a form of the article that is gone")
  func once() throws {
    let rule = try addRule()
    let article = try report(1)
    #expect(try record(article, [try match(article)], rule).count == 1)
    #expect(try record(article, [try match(article)], rule).isEmpty)

    var revised = article.reading
    revised.article.text += " A correction."
    _ = try store.save(revised, at: now)
    #expect(try record(article, [try match(article)], rule).isEmpty)
    #expect(try store.counts().queuedEvaluations == 1)
    let again = try #require(try store.nextEvaluation())
    #expect(try record(again, [try match(again)], rule).map(\.outcome) == [.told])
    #expect(try store.deliveries().count == 1)
  }

  @Test("where a message cannot be rendered nothing is written, and the article stays queued")
  func renderingFails() throws {
    struct NoMessage: Error {}
    let rule = try addRule()
    let article = try report(1)
    let saying = RuleSaying(rule: rule, matches: [try match(article)], refusal: nil, refusedEventNumber: nil)
    #expect(throws: StorageError.self) {
      try store.recordEvaluation(of: article, [saying], at: now, due: now) { _, _, _ in throw NoMessage() }
    }
    #expect(try store.firings(FiringQuery()).isEmpty)
    #expect(try store.counts().queuedEvaluations == 1)
  }

  @Test("what was held back is kept with its reason")
  func held() throws {
    let rule = try addRule()
    let article = try report(1)
    let refusal = RuleDecision(.heldForAge, reason: "published 2014-03-18", findings: [])
    let saying = RuleSaying(rule: rule, matches: [], refusal: refusal, refusedEventNumber: nil)
    _ = try store.recordEvaluation(of: article, [saying], at: now, due: now) { _, _, _ in
      WebhookMessage(id: "x", type: "x", contentType: "x", body: [])
    }
    #expect(try store.heldDecisions(since: nil, limit: 10).map(\.decision) == [refusal])
    #expect(try store.decisions(about: article.id.number).map(\.rule) == ["rupture"])
  }

  @Test("names are unique, endpoints must be there, and one that a rule notifies cannot be removed")
  func conflicts() throws {
    _ = try addRule()
    #expect(throws: StorageError.conflict(.ruleNameTaken("RUPTURE"))) {
      try store.addRule(name: "RUPTURE", text: "severity over 5", endpoints: [], at: now)
    }
    #expect(throws: StorageError.conflict(.noSuchEndpoint("desk", known: ["ops"]))) {
      try store.addRule(name: "other", text: "severity over 5", endpoints: ["ops", "desk"], at: now)
    }
    #expect(try store.rules().map(\.name) == ["rupture"])
    #expect(throws: StorageError.conflict(.endpointInUse("ops", rules: ["rupture"]))) {
      try store.removeEndpoint(named: "ops")
    }
    #expect(throws: StorageError.conflict(.noSuchRule("none"))) { try store.removeRule(named: "none") }
    try store.removeRule(named: "rupture")
    try store.removeEndpoint(named: "ops")
    #expect(try store.endpoints().isEmpty)
  }

  @Test("a firing outlives its rule")
  func outlives() throws {
    let rule = try addRule()
    let article = try report(1)
    _ = try record(article, [try match(article)], rule)
    try store.removeRule(named: "rupture")
    #expect(try store.firings(FiringQuery()).map(\.rule) == ["rupture"])
  }
}
