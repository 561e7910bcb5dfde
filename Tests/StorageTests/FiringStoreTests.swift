import Foundation
import Model
import Storage
import StoreSupport
import Testing

@Suite("Firings in the store")
struct FiringStoreTests {
  private let now = Date(timeIntervalSince1970: 1_634_580_000)  // 2021-10-18 18:00 UTC
  private let store: Store

  init() throws { store = try StoreForTests.new() }

  private func addRule(endpoints: [String] = ["ops"]) throws -> StoredRule {
    for name in endpoints {
      try store.addEndpoint(Endpoint(name: name, url: SecretURL("https://hooks.example/\(name)")), at: now)
    }
    try store.addRule(name: "rupture", text: "severity over 4", endpoints: endpoints, at: now)
    return try #require(try store.alerts.rules().first)
  }

  /// Stores a report of the act and returns it as the evaluation would read it.
  private func report(_ number: Int) throws -> StoredArticle {
    var reading = Samples.mission()
    reading.article.url = "https://outlet\(number).example/mission"
    reading.article.text += " Report \(number)."
    let (id, _) = try store.save(reading, at: now)
    return try #require(try store.articles.article(id.number))
  }

  /// Records a firing for an article under a rule, or one more source of it.
  private func record(
    _ article: EvaluatedArticle,
    _ rule: StoredRule,
    thread: String = "story 1",
    episode: Int = 1
  ) throws -> RecordID? {
    try store.write { transaction in
      guard try transaction.alerts.finishEvaluation(of: article) else { return nil }
      let (alerts, outbox) = (transaction.alerts, transaction.outbox)
      let evidence = EvidenceKey(article: article.id.number, event: article.events[0].id.number)
      let findings = [TestFinding(test: "severity over 4", found: "5.0", holds: true)]
      let decision = RuleDecision(.fired, reason: "the first report", findings: findings)
      try alerts.decide([(evidence, decision)], rule: rule.number, firing: nil, at: now)
      let known = try alerts.firing(rule: rule.number, threadKey: thread, episode: episode)
      let firing = try known ?? alerts.fire(draft(rule, thread: thread, episode: episode))
      try alerts.addEvidence([evidence], to: firing, rule: rule.number, at: now)
      try alerts.link([evidence], rule: rule.number, to: firing)
      if known == nil { try tell("fired", of: firing, outbox) }
      return RecordID(.firing, firing)
    }
  }

  /// Queues a message for each whom the firing's rule notifies.
  private func tell(_ change: String, of firing: Int64, _ outbox: OutboxFacet) throws {
    let occasion = try outbox.nextOccasion(of: firing)
    for recipient in try outbox.recipients(of: firing) {
      let sequence = try outbox.nextSequence(of: recipient)
      let message = WebhookMessage(
        id: "msg_\(firing)_\(recipient.name)_\(sequence)",
        type: "tocsin.alert.\(change)",
        contentType: "application/json",
        body: []
      )
      let queued = QueuedMessage(
        message: message,
        sequence: sequence,
        firing: firing,
        occasion: occasion,
        state: .pending,
        reason: "queued",
        at: now
      )
      _ = try outbox.enqueue(queued, for: recipient)
    }
  }

  private func draft(_ rule: StoredRule, thread: String, episode: Int) throws -> FiringDraft {
    FiringDraft(
      rule: rule.number,
      ruleName: rule.name,
      condition: rule.text,
      threadKey: thread,
      episode: episode,
      story: 1,
      act: ActKey(stem: "Russia|NATO|16", day: try #require(CalendarDay("2021-10-18")), windowDays: 2),
      severity: 5,
      reason: "the first report",
      firedAt: now
    )
  }

  @Test("a firing has a delivery for each endpoint, and gains sources without another")
  func twoReports() throws {
    let rule = try addRule(endpoints: ["ops", "desk"])
    let (first, second) = (try report(1), try report(2))
    let fired = try #require(try record(first.evaluated, rule))
    #expect(try record(second.evaluated, rule) == fired)
    #expect(try store.alerts.firings(FiringQuery()).map(\.sourceCount) == [2])
    #expect(try store.outbox.deliveries().map(\.endpoint).sorted() == ["desk", "ops"])
    #expect(try store.articles.counts().queuedEvaluations == 0)
    let firing = try #require(try store.alerts.firing(fired.number))
    #expect(firing.sources.map(\.article) == [first.id, second.id])
    #expect(firing.sources[0].event == first.events[0].event)
    #expect(firing.sources[0].findings.map(\.found) == ["5.0"])
    #expect(try store.alerts.decisions(about: second.id.number).map(\.firing) == [fired])
  }

  @Test("one alert of a thread is one firing: the database refuses a second one")
  func unique() throws {
    let rule = try addRule()
    _ = try record(try report(1).evaluated, rule)
    #expect(throws: StorageError.self) {
      try store.write {
        _ = try $0.alerts.fire(draft(rule, thread: "story 1", episode: 1))
      }
    }
    let second = try store.write {
      try $0.alerts.fire(draft(rule, thread: "story 1", episode: 2))
    }
    // A server does not use the number of what it undid again.
    #expect(StoreForTests.isOnServer ? second > 1 : second == 2)
  }

  @Test("an evaluation is recorded once, and not for a form of the article that is gone")
  func once() throws {
    let rule = try addRule()
    let article = try report(1)
    #expect(try record(article.evaluated, rule) != nil)
    #expect(try record(article.evaluated, rule) == nil)

    var revised = article.reading
    revised.article.text += " A correction."
    _ = try store.save(revised, at: now + 60)
    #expect(try record(article.evaluated, rule) == nil)
    #expect(try store.articles.counts().queuedEvaluations == 1)
    let waiting = try #require(try store.alerts.nextEvaluation())
    let again = try #require(try store.articles.evaluatedArticles([waiting.article]).first)
    #expect(waiting.isRevision(of: again))
    #expect(try record(again, rule) != nil)
    #expect(try store.outbox.deliveries().count == 1)
  }

  @Test("an article that was read twice before rules saw it is no revision")
  func unseenForm() throws {
    let article = try report(1)
    var revised = article.reading
    revised.article.text += " More."
    _ = try store.save(revised, at: now + 60)
    let place = try #require(try store.alerts.nextEvaluation())
    #expect(place.queuedAt == now)
    let stored = try #require(try store.articles.evaluatedArticles([place.article]).first)
    #expect(!place.isRevision(of: stored))
  }

  @Test("what was held back is kept with its reason, one line for an article")
  func held() throws {
    let rule = try addRule()
    let article = try report(1)
    let refusal = RuleDecision(.heldForAge, reason: "published 2014-03-18", findings: [])
    try store.write { transaction in
      let events = [0, article.events[0].id.number]
      try transaction.alerts.decide(
        events.map { (EvidenceKey(article: article.id.number, event: $0), refusal) },
        rule: rule.number,
        firing: nil,
        at: now
      )
    }
    #expect(try store.alerts.heldDecisions(since: nil, limit: 10).map(\.decision) == [refusal])
    #expect(try store.alerts.decisions(about: article.id.number).map(\.rule) == ["rupture", "rupture"])
  }

  @Test("threads are found by key, by an act near in days, by what time changes, and go with their rule")
  func threads() throws {
    let rule = try addRule()
    let day = try #require(CalendarDay("2021-10-18"))
    let act = ActKey(stem: "Russia|NATO|16", day: day, windowDays: 2)
    let thread = StoredThread(
      rule: rule.number,
      key: "act Russia|NATO|16 2021-10-18",
      act: act,
      state: "{}",
      wakeAt: now,
      toldAt: now,
      isOpen: true
    )
    try store.write { transaction in
      try transaction.alerts.save(thread, at: now)
      #expect(try transaction.alerts.thread(rule: rule.number, key: thread.key) == thread)
      #expect(try transaction.alerts.threads(ofRule: rule.number, toldSince: nil, limit: 9) == [thread])
      for (days, isNear) in [(0, true), (2, true), (3, false), (-2, true), (-3, false)] {
        let other = ActKey(stem: act.stem, day: day.adding(days: days), windowDays: 2)
        #expect((try transaction.alerts.thread(rule: rule.number, act: other) != nil) == isNear)
      }
    }
    #expect(try store.alerts.dueThreads(through: now, limit: 9) == [thread])
    #expect(try store.alerts.dueThreads(through: now - 1, limit: 9).isEmpty)
    #expect(try store.alerts.nextWake() == now)
    try store.removeRule(named: "rupture")
    #expect(try store.alerts.nextWake() == nil)
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
    #expect(try store.alerts.rules().map(\.name) == ["rupture"])
    #expect(throws: StorageError.conflict(.endpointInUse("ops", rules: ["rupture"]))) {
      try store.removeEndpoint(named: "ops", reason: "")
    }
    #expect(throws: StorageError.conflict(.noSuchRule("none"))) { try store.removeRule(named: "none") }
    try store.removeRule(named: "rupture")
    try store.removeEndpoint(named: "ops", reason: "")
    #expect(try store.outbox.endpoints().isEmpty)
  }

  @Test("each occasion of a firing is one message for each endpoint, about all that it rests on by then")
  func occasions() throws {
    let rule = try addRule(endpoints: ["ops", "desk"])
    let (first, second) = (try report(1), try report(2))
    let firing = try #require(try record(first.evaluated, rule)).number
    _ = try record(second.evaluated, rule)
    for change in ["updated", "updated", "resolved"] {
      try store.write { transaction in
        let evidence = try #require(try transaction.alerts.evidence(of: firing))
        #expect(evidence.sources.map(\.number) == [first.id.number, second.id.number])
        #expect(evidence.events.count == 2)
        try tell(change, of: firing, transaction.outbox)
      }
    }
    let types = try #require(try store.alerts.firing(firing)).deliveries.map(\.message.type)
    #expect(types.filter { $0 == "tocsin.alert.updated" }.count == 4)
    #expect(types.count == 8)
  }

  @Test("of an alert that many articles tell, the first and the newest are told, and the others counted")
  func many() throws {
    let rule = try addRule(endpoints: ["ops"])
    let reports = try (1...40).map { try report($0) }
    for report in reports { _ = try record(report.evaluated, rule) }
    let firing = try store.alerts.lastFiring()
    let evidence = try #require(try store.write { try $0.alerts.evidence(of: firing) })
    let numbers = reports.map(\.id.number)
    #expect(evidence.sources.map(\.number) == numbers.prefix(20) + numbers.suffix(10))
    #expect(evidence.otherSources == 10)
    #expect(evidence.events.map(\.article) == evidence.sources.map(\.number))
    #expect(evidence.otherEvents == 10)
  }

  @Test("a firing outlives its rule")
  func outlives() throws {
    let rule = try addRule()
    let article = try report(1)
    _ = try record(article.evaluated, rule)
    try store.removeRule(named: "rupture")
    #expect(try store.alerts.firings(FiringQuery()).map(\.rule) == ["rupture"])
  }
}
