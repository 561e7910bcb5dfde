import Alerting
import Foundation
import Model
import Pipeline
import Storage
import StoreSupport
import Synchronization
import TestSupport
import Testing

@Suite("Statements and their plans")
struct QueryPlanTests {
  /// Tables of which a row is added for each article, event, alert or message.
  private static let growing: Set<String> = [
    "article", "sentence", "event", "decision", "firing", "firing_source", "delivery", "attempt", "story",
    "story_member", "story_profile", "story_key", "alert_thread", "evaluation", "event_person",
    "person_backlog",
  ]

  @Test("no statement that the program runs looks at every row of a table that grows")
  func plans() async throws {
    let heard = Mutex<Set<String>>([])
    try await Self.runEverything(in: AlertRoom { sql in heard.withLock { _ = $0.insert(sql) } })
    let statements = heard.withLock { $0 }.filter { sql in
      ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) }
        && !sql.contains("grdb_migrations")
    }
    #expect(statements.count > 150, "\(statements.count) statements of the store's are tried")
    let folder = try TemporaryFolder()
    let path = folder.file("empty.sqlite")
    _ = try Store(path: path)
    for sql in statements.sorted() {
      let plan = try RawDatabase.plan(of: sql, at: path)
      for step in plan where Self.isScan(step, of: sql, plan) {
        Issue.record("\(plan.map(\.words).joined(separator: "\n"))\n\(sql)")
      }
    }
  }

  @Test("who is asked for stands in a statement's values, not in its text, of which each is kept compiled")
  func texts() throws {
    let heard = Mutex<Set<String>>([])
    let room = try AlertRoom { sql in heard.withLock { _ = $0.insert(sql) } }
    for (number, story) in ["mission", "embassy"].enumerated() {
      for outlet in 0..<4 {
        let report = AlertRoom.Report("outlet\(outlet).example/\(number)", story: story)
        let others = (1...2).map { Int64(4 * number + 1 + $0) }
        try room.arrive(
          outlet < 3 ? report : report.with { $0.parts = others },
          at: Double(100 * number + outlet)
        )
      }
    }
    let corrections = try room.store.stories.corrections()
    #expect(corrections.map { $0.articles.map(\.number) } == [[2, 3], [6, 7]])
    let asked = try zip([[Int64(1)], [2, 3]], corrections).map { persons, correction in
      heard.withLock { $0 = [] }
      var query = EventQuery()
      query.persons = persons.map { StoredPerson(number: $0, name: "Vladimir Putin") }
      _ = try room.store.articles.events(query)
      _ = try room.store.stories.corrections(of: correction.story.number)
      return heard.withLock { $0 }
    }
    #expect(asked[0].count > 3)
    #expect(asked[0] == asked[1])
  }

  @Test("every row that refers to another is found by an index, as its deletion looks for it")
  func references() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("empty.sqlite")
    _ = try Store(path: path)
    let references = try RawDatabase.references(at: path)
    #expect(references.count > 15)
    for (reference, isIndexed) in references { #expect(isIndexed, "\(reference)") }
  }

  @Test(
    "no statement of a store on a server lacks an index into a table that grows",
    .enabled(if: PostgresServer.isAvailable)
  )
  func serverPlans() async throws {
    let address = try StoreForTests.newAddress()
    let name = try #require(try StoreForTests.column("SELECT current_database()", address).first)
    // Whatever can be found by an index is, however small the tables of a test are.
    for setting in [
      "enable_seqscan = off", "session_preload_libraries = 'auto_explain'",
      "auto_explain.log_min_duration = 0",
    ] {
      try StoreForTests.run("ALTER DATABASE \(name) SET \(setting)", address)
    }
    try await Self.runEverything(in: AlertRoom(path: address))
    let plans = try #require(PostgresServer.shared).log.split(separator: " LOG:  duration: ").dropFirst()
    #expect(plans.count > 1_000, "\(plans.count) statements were explained")
    for plan in plans {
      let scanned = plan.matches(of: #/Seq Scan on (\w+)/#).map { String($0.output.1) }
      if !Self.growing.isDisjoint(with: scanned) { Issue.record("\(plan.prefix(2_000))") }
    }
  }

  /// A step that visits all rows of a growing table. What walks in the order that is wanted ends with the rows that are shown,
  /// a count that `status` shows reads the smallest index, and some indices hold only what waits.
  private static func isScan(
    _ step: RawDatabase.PlanStep,
    of sql: String,
    _ plan: [RawDatabase.PlanStep]
  ) -> Bool {
    let words = step.words.split(separator: " ").map(String.init)
    guard words.count > 1, words[0] == "SCAN", growing.contains(words[1]) else { return false }
    let isSorted = plan.contains { other in
      other.parent == step.parent
        && ["ORDER BY", "GROUP BY"].contains { other.words == "USE TEMP B-TREE FOR \($0)" }
    }
    let isOrderedWalk = sql.contains("LIMIT") && !isSorted
    let isCount = sql.hasPrefix("SELECT count(*) FROM \(words[1])") && !sql.contains("JOIN")
    let isOfWhatWaits = ["delivery_due", "attempt_open", "delivery_queue"].contains { words.last == $0 }
    return !isOrderedWalk && !isCount && !isOfWhatWaits
  }

  /// Everything that a desk does, at least once.
  private static func runEverything(in room: AlertRoom) async throws {
    let store = room.store
    for (name, text) in BacktestTests.rules { try room.rule(name, text) }
    for (minutes, report) in BacktestTests.month(seed: 3, reports: 60) {
      try room.arrive(report, at: minutes)
    }
    try room.arrive(AlertRoom.Report("z.example/1", story: nil), at: 50_000)
    try room.store(AlertRoom.Report("z.example/1", story: nil).with { $0.title = "Anew" }, at: 50_001)
    try room.pass(to: 50_002)
    let errors = await StoreReading(store: store).errors()
    #expect(errors.isEmpty, "\(errors)")
    try list(store)
    try await read(store)
    try write(store)
  }

  private static func list(_ store: Store) throws {
    var articles = ArticleQuery()
    (articles.since, articles.site, articles.words) = (AlertRoom.start, "outlet1.example", "suspends")
    (articles.minimumSeverity, articles.kind) = (3, .article)
    _ = try store.articles.lines(articles)
    for change in [
      { (query: inout EventQuery) in query.actor = "Russia" }, { $0.target = "NATO" },
      { $0.codePrefix = "16" },
      { $0.status = .realised }, { $0.minimumSeverity = 8 }, { $0.article = 1 },
      { $0.since = AlertRoom.start }, { $0.persons = [StoredPerson(number: 1, name: "Vladimir Putin")] },
    ] {
      var query = EventQuery()
      change(&query)
      _ = try store.articles.events(query)
    }
    for change in [
      { (query: inout FiringQuery) in query.isOpen = true }, { $0.rule = "each" },
      { $0.since = AlertRoom.start },
      { $0.minimumSeverity = 4 },
    ] {
      var query = FiringQuery()
      change(&query)
      _ = try store.alerts.firings(query)
    }
    for change in [
      { (query: inout DeliveryQuery) in query.isFailed = true }, { $0.endpoint = "ops" },
      { $0.since = AlertRoom.start },
    ] {
      var query = DeliveryQuery()
      change(&query)
      _ = try store.outbox.deliveries(query)
    }
    var stories = StoryQuery()
    (stories.since, stories.actor, stories.minimumSeverity) = (AlertRoom.start, "Russia", 3)
    _ = try store.stories.lines(stories)
  }

  private static func read(_ store: Store) async throws {
    let now = AlertRoom.minute(50_010)
    _ = try StoryReader(store: store).sources(ofStories: [1, 2, 3])
    _ = try store.alerts.firings(after: 3, limit: 20)
    _ = try store.alerts.firings(numbered: [1, 2])
    _ = try store.alerts.lastFiring()
    _ = try store.alerts.firingOccasions(since: AlertRoom.start)
    _ = try store.alerts.heldDecisions(since: AlertRoom.start, limit: 50)
    _ = try store.articles.persons(limit: 50)
    _ = try store.articles.personCount()
    _ = try store.articles.personBacklog(limit: 50)
    _ = try store.articles.search(SearchQuery(terms: ["使团"]))
    _ = try store.health(at: now)
    _ = try store.sizes()
    _ = try store.stories.corrections()
    _ = try store.stories.places(of: ["https://outlet1.example/1"])
    _ = try store.alerts.forEachMark { _ in }
    _ = try store.outbox.dueDeliveryCount(at: now)
    _ = try store.outbox.notedDeliveries([RecordID(.delivery, 1)])
    _ = try Backtest(store: store).run(
      RuleBook(entries: []),
      watched: [],
      silences: [],
      after: AlertRoom.start,
      through: now
    )
    for subject in [
      SeriesSubject.dyad(actor: "Russia", target: "NATO"), .pair("Russia", "NATO"), .actor("Russia"),
      .person("Putin"),
    ] {
      _ = try EventSeries(store: store).timeline(
        of: subject,
        days: 90,
        through: CalendarDay(daysSinceEpoch: 20_550)
      )
    }
    if let event = try store.articles.event(1) { _ = try ChainReader(store: store).chain(of: event) }
  }

  private static func write(_ store: Store) throws {
    let now = AlertRoom.minute(50_020)
    let firing = try #require(try store.alerts.firings(FiringQuery()).first { $0.state == .open })
    try AnalystActions(store: store).acknowledge(
      firing.id.number,
      FiringNote(at: now, note: "seen"),
      remembering: "ack"
    )
    _ = try AnalystActions(store: store).resolve(firing.id.number, note: "over", at: now, due: now)
    _ = try Drill(store: store).send(rule: "each", at: now, due: now)
    _ = try store.mark(RecordID(.event, 1), isRight: true, note: "", at: now)
    _ = try store.mark(firing.id, isRight: false, note: "", at: now)
    _ = try store.alerts.marks(limit: 10)
    _ = try store.removeMark(firing.id)
    let stories = try store.stories.lines(StoryQuery()).filter { $0.articleCount > 1 }
    let members = try store.stories.members(of: stories[0].id.number)
    let new = try StoryCorrections(store: store).split(
      stories[0].id.number,
      article: members[1].membership.article.number,
      at: now
    )
    try StoryCorrections(store: store).merge(new.number, into: stories[0].id.number, at: now)
    _ = try store.stories.corrections(of: new.number)
    for kind in RetentionKind.allCases {
      _ = try store.drop(kind, before: .distantFuture, at: now, limit: 10)
    }
    _ = try EndpointActions(store: store).replay([1, 2], at: now)
    _ = try store.retrySetAside()
    let silence = try store.addSilence(matcher: "actor is Mali", from: now, until: now + 60, comment: "")
    _ = try store.endSilence(silence, at: now + 1)
    try store.define(StoredDefinition(name: "them", members: ["Russia"]))
    _ = try store.undefine("them")
    try store.changeEndpoint(named: "ops") { $0.condition.state = .paused }
    _ = try EndpointActions(store: store).test("ops", at: now, due: now)
    try store.write { transaction in
      _ = try transaction.outbox.recipients()
      _ = try transaction.outbox.waitingCount(for: "ops")
    }
    for rule in try store.alerts.rules() { try store.removeRule(named: rule.name) }
    try EndpointActions(store: store).remove("ops")
  }
}
