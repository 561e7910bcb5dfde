import Foundation
import Model
import Storage
import StoreSupport
import Testing

@Suite("What the desk keeps for its analyst")
struct DeskStoreTests {
  private let store: Store
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws { store = try StoreForTests.new() }

  @Test(
    "a digest's schedule keeps to the clock of its zone",
    arguments: [
      ("UTC", nil, "2021-10-18T12:00:00Z", "2021-10-19T07:00:00Z"),
      ("UTC", nil, "2021-10-18T06:59:00Z", "2021-10-18T07:00:00Z"),
      ("Europe/Berlin", nil, "2021-10-30T12:00:00Z", "2021-10-31T06:00:00Z"),
      ("UTC", 2, "2021-10-18T12:00:00Z", "2021-10-25T07:00:00Z"),
    ] as [(String, Int?, String, String)]
  )
  func schedule(zone: String, weekday: Int?, now: String, next: String) throws {
    let moment = try Date(now, strategy: .iso8601)
    let schedule = DigestSchedule(
      endpoints: [],
      minuteOfDay: 420,
      weekday: weekday,
      zone: zone,
      after: moment
    )
    #expect(schedule.nextAt.formatted(.iso8601) == next)
  }

  @Test("changes are taken back one after the other, the last first")
  func undo() throws {
    try store.addRule(
      name: "a",
      text: "severity over 4",
      endpoints: [],
      at: noon,
      remembering: UndoNote("add", at: noon)
    )
    try store.changeRule(
      named: "a",
      text: "severity over 5",
      endpoints: [],
      remembering: UndoNote("change", at: noon)
    )
    try store.removeRule(named: "a", remembering: UndoNote("remove", at: noon))
    for (what, text) in [("remove", "severity over 5"), ("change", "severity over 4"), ("add", nil)] {
      let step = try #require(try store.write { try $0.undo.last(of: nil) })
      #expect(step.what == what)
      guard case .rows(let rows) = step.change else { throw StorageError.rejected("no rows") }
      try store.write {
        try $0.undo.restore(rows)
        #expect(try $0.undo.forget(step))
      }
      #expect(try store.alerts.rules().first?.text == text)
    }
    #expect(try store.write { try $0.undo.last(of: nil) } == nil)
  }

  @Test("what stands in the place of a change that is taken back is not overwritten")
  func undoInTheWay() throws {
    try store.addRule(name: "a", text: "severity over 4", endpoints: [], at: noon)
    try store.removeRule(named: "a", remembering: UndoNote("remove", at: noon))
    try store.addRule(name: "A", text: "severity over 9", endpoints: [], at: noon)
    let step = try #require(try store.write { try $0.undo.last(of: nil) })
    guard case .rows(let rows) = step.change else { throw StorageError.rejected("no rows") }
    #expect(throws: StorageError.self) { try store.write { try $0.undo.restore(rows) } }
    #expect(try store.alerts.rules().map(\.text) == ["severity over 9"])
  }

  /// Takes the last change back as `Undo` does with rows.
  private func takeBack() throws {
    let step = try #require(try store.write { try $0.undo.last(of: nil) })
    guard case .rows(let rows) = step.change else { throw StorageError.rejected("no rows") }
    try store.write {
      try $0.undo.restore(rows)
      #expect(try $0.undo.forget(step))
    }
  }

  @Test("a webhook that was removed comes back with what was on its way to it")
  func undoEndpoint() throws {
    let endpoint = Endpoint(name: "ops", url: SecretURL("https://ops.example/in"), format: .slack)
    try store.addEndpoint(endpoint, at: noon)
    let message = { (number: Int64) in
      WebhookMessage(
        id: "msg_\(number)",
        type: "tocsin.alert.test",
        contentType: "application/json",
        body: []
      )
    }
    try store.queue(message, to: "ops", at: noon)
    try store.removeEndpoint(named: "ops", reason: "removed", remembering: UndoNote("remove", at: noon))
    #expect(try store.outbox.deliveries().map(\.state) == [.failedForGood])
    try takeBack()
    #expect(try store.outbox.endpoints() == [endpoint])
    #expect(try store.outbox.deliveries().map(\.state) == [.pending])
    try store.queue(message, to: "ops", at: noon)
    #expect(try store.outbox.deliveries().map(\.sequence) == [2, 1])
  }

  @Test("a pause that is taken back leaves what came of deliveries since")
  func undoPause() throws {
    try store.addEndpoint(
      Endpoint(name: "ops", url: SecretURL("https://ops.example/in"), format: .slack),
      at: noon
    )
    try store.changeEndpoint(named: "ops", remembering: UndoNote("pause", at: noon)) {
      $0.condition.state = .paused
    }
    try store.queue(
      {
        WebhookMessage(id: "msg_\($0)", type: "tocsin.alert.test", contentType: "application/json", body: [])
      },
      to: "ops",
      at: noon
    )
    try store.changeEndpoint(named: "ops") { $0.attemptsPerMinuteMax = 7 }
    try takeBack()
    let endpoint = try store.outbox.endpoint(named: "ops")
    #expect(endpoint.condition.state == .active && endpoint.attemptsPerMinuteMax == 7)
    let next = try store.queue(
      {
        WebhookMessage(id: "msg_\($0)", type: "tocsin.alert.test", contentType: "application/json", body: [])
      },
      to: "ops",
      at: noon
    )
    #expect(try store.outbox.delivery(next.number)?.delivery.sequence == 2)
  }

  @Test("signs of life and the digest's schedule are as they were")
  func undoSchedules() throws {
    let first = Heartbeat(everySeconds: 60, endpoints: [], nextAt: noon)
    try store.setHeartbeat(first, remembering: UndoNote("set", at: noon))
    try store.setHeartbeat(nil, remembering: UndoNote("off", at: noon))
    try takeBack()
    #expect(try store.alerts.heartbeat() == first)
    try takeBack()
    #expect(try store.alerts.heartbeat() == nil)
    let schedule = DigestSchedule(endpoints: [], minuteOfDay: 420, weekday: nil, zone: "UTC", after: noon)
    try store.setDigestSchedule(schedule, remembering: UndoNote("set", at: noon))
    try takeBack()
    #expect(try store.digestSchedule() == nil)
  }

  @Test("a watch that was ended comes back with its tags")
  func undoWatch() throws {
    let new = NewWatch(
      name: "harbour",
      url: "https://harbour.example/feed",
      host: "harbour.example",
      tags: ["europe"],
      every: 600...3_600,
      firstCount: 5,
      webhook: nil,
      title: nil,
      page: nil,
      firstPollAt: noon
    )
    let number = try store.write { try $0.watches.add(new, at: noon) }
    let before = try store.watches.all()
    _ = try store.setWatch(number, state: .paused, nextPollAt: nil, remembering: UndoNote("pause", at: noon))
    try store.removeWatch(number, remembering: UndoNote("remove", at: noon))
    #expect(try store.watches.all().isEmpty)
    try takeBack()
    #expect(try store.watches.all().map(\.state) == [.paused])
    try takeBack()
    #expect(try store.watches.all() == before)
  }

  @Test(
    "text without blanks between words is found by any part of it",
    arguments: [
      ("俄罗斯暂停驻北约使团", ["北约"], ["北约"]), ("俄罗斯暂停驻北约使团", ["俄罗斯", "使团"], ["俄罗斯", "使团"]),
      ("俄罗斯暂停驻北约使团", ["约"], ["约"]), ("俄罗斯暂停驻北约使团", ["团"], ["团"]), ("俄罗斯暂停驻北约使团", ["约北"], nil),
      ("俄罗斯暂停驻北约使团", ["北约", "-使团"], nil), ("俄罗斯暂停驻北约使团", ["北约*"], ["北约"]),
      ("ロシアはＮＡＴＯ代表部の活動を停止", ["代表部"], ["代表部"]), ("ロシアはＮＡＴＯ代表部の活動を停止", ["ﾛｼｱ", "nato"], ["ロシア", "ＮＡＴＯ"]),
      ("러시아는 나토 대표부를 폐쇄했다", ["러시아"], ["러시아"]), ("러시아는 나토 대표부를 폐쇄했다", ["나토 대표부"], ["나토", "대표부"]),
      ("รัสเซียระงับคณะผู้แทนประจำนาโต", ["ผู้แทน"], ["ผู้แทน"]),
      ("The mission (使团) closes", ["使团", "mission"], ["mission", "使团"]),
    ] as [(String, [String], [String]?)]
  )
  func unspaced(text: String, terms: [String], marked: [String]?) throws {
    var reading = Samples.mission()
    (reading.article.text, reading.sentences) = (text, [0..<text.utf8.count])
    _ = try store.save(reading, at: noon)
    let hits = try store.articles.search(SearchQuery(terms: terms))
    #expect(hits.first?.sentence.filter(\.isMatch).map(\.text) == marked)
    #expect(try store.articles.count(SearchQuery(terms: terms)) == (marked == nil ? 0 : 1))
    var query = ArticleQuery()
    query.words = terms.filter { !$0.hasPrefix("-") }.joined(separator: " ")
    if !terms.contains(where: { $0.hasPrefix("-") }) {
      #expect(try store.articles.lines(query).isEmpty == (marked == nil))
    }
  }

  @Test("an article that changes or goes is found no more by what it held")
  func unspacedChange() throws {
    var reading = Samples.mission()
    reading.article.text = "俄罗斯暂停驻北约使团"
    _ = try store.save(reading, at: noon)
    reading.article.text = "俄罗斯关闭使团"
    let (id, _) = try store.save(reading, at: noon)
    #expect(try store.articles.search(SearchQuery(terms: ["北约"])).isEmpty)
    #expect(try store.articles.search(SearchQuery(terms: ["关闭"])).map(\.article.id) == [id])
  }

  @Test("whom events name is kept, found by any part of the name, and goes with the last of them")
  func persons() throws {
    var reading = Samples.mission()
    reading.coding.events[0].grounds.actor = ParticipantGround(
      mention: "Erdoğan",
      rule: "president of Turkey",
      person: "Recep Tayyip Erdoğan"
    )
    _ = try store.save(reading, at: noon)
    for name in ["erdogan", "Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"] {
      #expect(try store.articles.persons(named: name).map(\.name) == ["Recep Tayyip Erdoğan"], "\(name)")
    }
    #expect(try store.articles.persons(named: "Erdo").isEmpty)
    #expect(try store.articles.persons(limit: 5).map(\.eventCount) == [1])
    var query = EventQuery()
    query.persons = try store.articles.persons(named: "Erdogan")
    #expect(try store.articles.events(query).count == 1)
    query.personSide = .target
    #expect(try store.articles.events(query).isEmpty)
    reading.article.text += " More."
    reading.coding.events = []
    _ = try store.save(reading, at: noon)
    #expect(try store.articles.persons(named: "Erdogan").isEmpty)
  }

  @Test(
    "words are looked for as words, whatever signs they hold",
    arguments: [
      (["mission"], 1), (["missions"], 1), (["MISSION", "nato"], 1), (["Monday NATO"], 0),
      (["mission to NATO"], 1),
      (["miss*"], 1), (["mission", "-nato"], 0), (["\"mission"], 1), (["AND"], 0),
      (["mission)", "OR", "x"], 0), (["*"], 0),
      (["title:mission"], 0), ([], 0),
    ] as [([String], Int)]
  )
  func search(terms: [String], count: Int) throws {
    _ = try store.write { try $0.articles.save(Samples.mission(), at: noon) }
    let hits = try store.articles.search(SearchQuery(terms: terms))
    #expect(hits.count == count)
    #expect(try store.articles.count(SearchQuery(terms: terms)) == count)
    guard let hit = hits.first else { return }
    #expect(hit.sentenceNumber == 1)
    #expect(hit.sentence.map(\.text).joined() == "Russia suspended its mission to NATO on Monday.")
    #expect(hit.sentence.contains { $0.isMatch && $0.text.lowercased().hasPrefix("mission") })
  }
}
