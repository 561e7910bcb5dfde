import Foundation
import Model
import Storage
import Testing

@Suite("What the desk keeps for its analyst")
struct DeskStoreTests {
  private let store: Store
  private let noon = Date(timeIntervalSince1970: 1_634_558_400)

  init() throws { store = try Store() }

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
      let step = try #require(try store.write { try $0.undo.last() })
      #expect(step.what == what)
      guard case .rows(let rows) = step.change else { throw StorageError.rejected("no rows") }
      try store.write {
        try $0.undo.restore(rows)
        try $0.undo.forget(step)
      }
      #expect(try store.rules().first?.text == text)
    }
    #expect(try store.write { try $0.undo.last() } == nil)
  }

  @Test("what stands in the place of a change that is taken back is not overwritten")
  func undoInTheWay() throws {
    try store.addRule(name: "a", text: "severity over 4", endpoints: [], at: noon)
    try store.removeRule(named: "a", remembering: UndoNote("remove", at: noon))
    try store.addRule(name: "A", text: "severity over 9", endpoints: [], at: noon)
    let step = try #require(try store.write { try $0.undo.last() })
    guard case .rows(let rows) = step.change else { throw StorageError.rejected("no rows") }
    #expect(throws: StorageError.self) { try store.write { try $0.undo.restore(rows) } }
    #expect(try store.rules().map(\.text) == ["severity over 9"])
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
    let hits = try store.search(SearchQuery(terms: terms))
    #expect(hits.count == count)
    #expect(try store.count(SearchQuery(terms: terms)) == count)
    guard let hit = hits.first else { return }
    #expect(hit.sentenceNumber == 1)
    #expect(hit.sentence.map(\.text).joined() == "Russia suspended its mission to NATO on Monday.")
    #expect(hit.sentence.contains { $0.isMatch && $0.text.lowercased().hasPrefix("mission") })
  }
}
