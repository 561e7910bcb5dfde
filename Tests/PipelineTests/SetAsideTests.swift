import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing

@Suite("What cannot be evaluated")
struct SetAsideTests {
  typealias Report = AlertRoom.Report

  private let folder: TemporaryFolder
  private let path: String
  private let room: AlertRoom

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("t.sqlite")
    room = try AlertRoom(path: path)
  }

  @Test("an article that is damaged is set aside, and the ones behind it fire")
  func article() throws {
    try room.rule("rupture", "severity at least 4")
    try room.store(Report("a.example/1", story: "one"), at: 0)
    try room.store(Report("b.example/1", story: "two"), at: 1)
    try RawDatabase.execute("UPDATE article SET authors = 'whsec_damaged' WHERE id = 1", at: path)
    #expect(try room.pass(to: 2).map(\.article) == [RecordID(.article, 2)])
    let aside = try room.store.alerts.setAside()
    #expect(aside.map(\.article) == [RecordID(.article, 1)])
    #expect(aside.first?.reason == "what is stored of it is damaged (authors)")
    #expect(try room.store.articles.counts().queuedEvaluations == 1)
  }

  @Test("is tried once more when that is asked for, and fires where it was mended")
  func retried() throws {
    try room.rule("rupture", "severity at least 4")
    try room.store(Report("a.example/1"), at: 0)
    let good = try RawDatabase.value("SELECT authors FROM article", at: path)
    try RawDatabase.execute("UPDATE article SET authors = 'x'", at: path)
    #expect(try room.pass(to: 1).isEmpty)
    #expect(try room.store.retrySetAside() == 1)
    #expect(try room.pass(to: 2).isEmpty)
    #expect(try room.store.alerts.setAside().count == 1)
    try RawDatabase.execute("UPDATE article SET authors = '\(good ?? "")'", at: path)
    #expect(try room.store.retrySetAside() == 1)
    #expect(try room.pass(to: 3).count == 1)
    #expect(try room.store.alerts.setAside().isEmpty)
  }

  @Test("an article that is read anew is tried anew")
  func readAnew() throws {
    try room.rule("rupture", "severity at least 4")
    try room.store(Report("a.example/1"), at: 0)
    try RawDatabase.execute("UPDATE article SET authors = 'x'", at: path)
    try room.pass(to: 1)
    #expect(
      try room.arrive(Report("a.example/1").with { $0.title = "Russia shuts its mission" }, at: 2).count == 1
    )
    #expect(try room.store.alerts.setAside().isEmpty)
  }

  @Test("an alert that waited and is damaged is set aside, and other rules' alerts come in their time")
  func thread() throws {
    try room.rule("patient", "severity at least 4 for 10m")
    try room.rule("slow", "severity at least 4 for 20m")
    try room.arrive(Report("a.example/1"), at: 0)
    try RawDatabase.execute("UPDATE alert_thread SET state = '{}' WHERE rule_id = 1", at: path)
    #expect(try room.pass(to: 30).map(\.rule) == ["slow"])
    #expect(try room.store.alerts.setAside().map(\.rule) == ["patient"])
  }

  @Test("an endpoint that is damaged fails its own message by name, and the others get theirs")
  func endpoint() throws {
    try room.store.addEndpoint(
      Endpoint(name: "bad", url: SecretURL("https://b.example/")),
      at: AlertRoom.start
    )
    try room.store.addRule(
      name: "r",
      text: "severity at least 4",
      endpoints: ["bad", "ops"],
      at: AlertRoom.start
    )
    try RawDatabase.execute("UPDATE endpoint SET signing_keys = 'whsec_x' WHERE name = 'bad'", at: path)
    try room.arrive(Report("a.example/1"), at: 0)
    let deliveries = try room.store.outbox.deliveries()
    #expect(
      Set(deliveries.map { "\($0.endpoint) \($0.state.rawValue)" }) == ["bad failed for good", "ops pending"]
    )
    let noted = try room.store.outbox.notedDeliveries(deliveries.map { RecordID(.delivery, $0.number) })
    #expect(noted.map(\.endpoint) == ["bad"])
    #expect(noted.first?.message.note?.contains("whsec") == false)
  }

  @Test("what waits longest is taken first, also where a later form of an older article waits")
  func order() throws {
    try room.rule("rupture", "severity at least 4 again always")
    try room.arrive(Report("a.example/1", story: "one"), at: 0)
    try room.store(Report("b.example/1", story: "two"), at: 1)
    try room.store(Report("a.example/1", story: "one").with { $0.title = "Another title" }, at: 2)
    #expect(try room.store.alerts.nextEvaluation()?.article == 2)
  }

  @Test("an alert that waited under a key that is damaged is told of by nobody, and holds nothing up")
  func key() throws {
    try room.rule("patient", "severity at least 4 for 10m")
    try room.rule("slow", "severity at least 4 for 20m")
    try room.arrive(Report("a.example/1"), at: 0)
    try RawDatabase.execute("UPDATE alert_thread SET key = 'story 77' WHERE rule_id = 1", at: path)
    #expect(try room.pass(to: 30).map(\.rule) == ["slow"])
    #expect(try room.store.alerts.setAside().map(\.rule) == ["patient"])
    #expect(try room.messages() == ["fired f1"])
  }
}
