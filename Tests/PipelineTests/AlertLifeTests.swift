import Alerting
import Foundation
import Model
import Pipeline
import Storage
import Testing

@Suite("The life of an alert")
struct AlertLifeTests {
  typealias Report = AlertRoom.Report
  typealias Act = AlertRoom.Act

  @Test("the first report of a story fires; further ones are its sources and send nothing")
  func oneStory() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    #expect(try room.arrive(Report("a.example/1"), at: 0).map(\.outcome) == [.fired])
    #expect(try room.arrive(Report("b.example/1"), at: 10).map(\.outcome) == [.joined])
    #expect(
      try room.arrive(Report("c.example/1").with { $0.isCopy = true }, at: 20).map(\.outcome) == [.joinedCopy]
    )
    #expect(try room.messages() == ["fired f1"])
    #expect(try room.store.alerts.firings(FiringQuery()).map(\.sourceCount) == [3])
    let held = try room.store.alerts.heldDecisions(since: nil, limit: 10)
    #expect(held.map(\.decision.outcome) == [.joinedCopy, .joined])
    #expect(held.map(\.firing) == [RecordID(.firing, 1), RecordID(.firing, 1)])
  }

  @Test("many who end an alert at once end it once, and it is told once")
  func endedTogether() async throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    try room.arrive(Report("a.example/1"), at: 0)
    let (store, now) = (room.store, AlertRoom.minute(5))
    let ended = await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          (try? AnalystActions(store: store).resolve(1, note: "over", at: now, due: now)) != nil
        }
      }
      return await group.reduce(into: 0) { count, isMine in count += isMine ? 1 : 0 }
    }
    #expect(ended == 1)
    #expect(try room.messages() == ["fired f1", "resolved f1"])
    #expect(throws: AlertActionError.isResolved(1)) {
      try AnalystActions(store: store).acknowledge(1, FiringNote(at: now, note: "seen"))
    }
  }

  @Test("several who take changes back at once take back one each")
  func undoneTogether() async throws {
    let room = try AlertRoom()
    let (store, now) = (room.store, AlertRoom.start)
    for what in ["one", "two", "three"] { try store.remember(UndoNote(what, at: now), .watches([])) }
    let undone = try await withThrowingTaskGroup { group in
      for _ in 0..<4 { group.addTask { try Undo(store: store).last(of: nil, at: now)?.what } }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(undone.compactMap(\.self).sorted() == ["one", "three", "two"])
  }

  @Test("another story is another alert, and without stories another act is")
  func otherStories() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    try room.arrive(Report("a.example/1"), at: 0)
    try room.arrive(Report("a.example/2", story: "embassy"), at: 1)
    try room.arrive(Report("a.example/3", story: nil), at: 2)
    try room.arrive(Report("b.example/3", story: nil, acts: [Act(code: "160")]), at: 3)
    try room.arrive(Report("b.example/4", story: nil, acts: [Act("Mali", "France")]), at: 4)
    #expect(try room.messages() == ["fired f1", "fired f2", "fired f3", "fired f4"])
  }

  @Test("a new kind of act and a higher band alert again, as news of the open alert")
  func developments() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    try room.arrive(Report("a.example/1"), at: 0)
    try room.arrive(Report("b.example/1", acts: [Act(severity: 5.9)]), at: 1)
    #expect(
      try room.arrive(Report("c.example/1", acts: [Act(code: "173")]), at: 2).map(\.outcome) == [.updated]
    )
    try room.arrive(Report("d.example/1", acts: [Act(severity: 6.5)]), at: 3)
    try room.arrive(Report("e.example/1", acts: [Act(code: "173", severity: 6.5)]), at: 4)
    #expect(try room.messages() == ["fired f1", "updated f1", "updated f1"])
    #expect(try room.store.alerts.firings(FiringQuery()).map(\.severity) == [6.5])
  }

  @Test(
    "alerts again for the reasons that the rule names, and for no other",
    arguments: [
      ("again never", []), ("again always", [1, 2, 3, 4, 5]), ("again when new code", [3]),
      ("again when severity rises by 2", [4]), ("again when higher band", [2, 4]),
      ("again when 3 more articles", [3]), ("again when 2 more sources", [2, 4]),
      ("again when new code or severity rises by 2", [3, 4]), ("again never repeat 15m", [2, 4]),
    ] as [(String, [Int])]
  )
  func again(clause: String, updates: [Int]) throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 \(clause)")
    let acts = [
      Act(severity: 5), Act(severity: 5.5), Act(severity: 6.5), Act(code: "173", severity: 6.5),
      Act(severity: 8.5), Act(severity: 8.5),
    ]
    var updated: [Int] = []
    for (index, act) in acts.enumerated() {
      let changes = try room.arrive(
        Report("outlet\(index).example/1", acts: [act]),
        at: Double(index) * 8
      )
      if changes.map(\.outcome) == [.updated] { updated.append(index) }
    }
    #expect(updated == updates)
  }

  @Test("from 2 sources waits for two publishers, within the time")
  func sources() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 from 2 sources within 1h")
    #expect(try room.arrive(Report("a.example/1"), at: 0).isEmpty)
    #expect(try room.outcome(1) == .waiting)
    try room.arrive(Report("a.example/2"), at: 5)
    try room.arrive(Report("b.example/2").with { $0.isCopy = true }, at: 6)
    #expect(try room.messages().isEmpty)
    try room.arrive(Report("c.example/1"), at: 62)
    try room.arrive(Report("d.example/1"), at: 63)
    #expect(try room.messages() == ["fired f1"])
    let firing = try #require(try room.store.alerts.firing(1))
    #expect(firing.line.sourceCount == 5)
    #expect(try room.outcome(1) == .fired)
  }

  @Test("for 30m fires half an hour after it came true, as of that time, whenever somebody looks")
  func holds() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 for 30m")
    try room.arrive(Report("a.example/1"), at: 0)
    try room.pass(to: 29.9)
    #expect(try room.messages().isEmpty)
    try room.pass(to: 300)
    #expect(try room.messages() == ["fired f1"])
    #expect(try room.store.alerts.firings(FiringQuery()).first?.firedAt == AlertRoom.minute(30))
  }

  @Test("group by puts stories with the same sides into one alert, after its wait")
  func groups() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 group by actor wait 5m")
    try room.arrive(Report("a.example/1"), at: 0)
    try room.arrive(Report("a.example/2", story: "embassy", acts: [Act("Russia", "Poland")]), at: 2)
    try room.arrive(Report("a.example/3", story: "coup", acts: [Act("Mali", "France")]), at: 3)
    try room.pass(to: 5)
    #expect(try room.messages() == ["fired f1"])
    #expect(try room.store.alerts.firing(1)?.sources.map(\.article.number) == [1, 2])
    try room.pass(to: 8)
    #expect(try room.messages() == ["fired f1", "fired f2"])
    try room.arrive(Report("a.example/4", story: "border", acts: [Act("Russia", "Latvia")]), at: 20)
    try room.pass(to: 26)
    #expect(try room.messages() == ["fired f1", "fired f2", "updated f1"])
  }

  @Test("until quiet ends the alert; a development after that is a new one")
  func quiet() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 until quiet for 1h")
    try room.arrive(Report("a.example/1"), at: 0)
    try room.arrive(Report("b.example/1"), at: 50)
    try room.pass(to: 100)
    #expect(try room.messages() == ["fired f1"])
    try room.pass(to: 200)
    #expect(try room.messages() == ["fired f1", "resolved f1"])
    #expect(try room.store.alerts.firing(1)?.resolution?.at == AlertRoom.minute(110))
    try room.arrive(Report("c.example/1"), at: 210)
    #expect(try room.messages().count == 2)
    try room.arrive(Report("d.example/1", acts: [Act(code: "173")]), at: 220)
    #expect(try room.messages() == ["fired f1", "resolved f1", "fired f2"])
  }

  @Test("until a condition ends the alert of the same sides or the same story, and of no other")
  func ends() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 until code is 05")
    try room.arrive(Report("a.example/1"), at: 0)
    try room.arrive(Report("a.example/2", story: "coup", acts: [Act("Mali", "France")]), at: 1)
    try room.arrive(
      Report("b.example/3", story: "talks", acts: [Act("Niger", "France", code: "057", severity: 0)]),
      at: 2
    )
    #expect(try room.messages() == ["fired f1", "fired f2"])
    try room.arrive(
      Report("b.example/4", story: "talks", acts: [Act("NATO", "Russia", code: "057", severity: 0)]),
      at: 3
    )
    #expect(try room.messages() == ["fired f1", "fired f2", "resolved f1"])
  }

  @Test("a silence hides what it matches until its end, and no longer")
  func silences() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    _ = try room.store.addSilence(
      matcher: "rule is \"rupture\" and actor is Russia",
      from: AlertRoom.minute(0),
      until: AlertRoom.minute(60),
      comment: "exercise"
    )
    try room.arrive(Report("a.example/1"), at: 1)
    try room.arrive(Report("a.example/2", story: "coup", acts: [Act("Mali", "France")]), at: 2)
    #expect(try room.outcome(1) == .silenced)
    #expect(try room.store.alerts.decisions(about: 1).first?.decision.reason.hasSuffix(": exercise") == true)
    #expect(try room.messages() == ["fired f1"])
    try room.arrive(Report("b.example/1"), at: 61)
    #expect(try room.messages() == ["fired f1", "fired f2"])
  }

  @Test("unless holds a rule back while the other one has alerted, for the same sides")
  func inhibition() throws {
    let room = try AlertRoom()
    try room.rule("a-minor", "severity at least 4 unless war within 2h same dyad")
    try room.rule("war", "severity at least 8")
    try room.arrive(Report("a.example/1", acts: [Act(severity: 9)]), at: 0)
    #expect(try room.outcome(1) == .inhibited)
    try room.arrive(Report("a.example/2", story: "other", acts: [Act("NATO", "Russia")]), at: 60)
    try room.arrive(Report("a.example/3", story: "coup", acts: [Act("Mali", "France")]), at: 61)
    try room.arrive(Report("a.example/4", story: "later"), at: 121)
    let rules = try room.store.alerts.firings(FiringQuery()).reversed().map(\.rule)
    #expect(rules == ["war", "a-minor", "a-minor"])
  }

  @Test("old news, pages that are no articles and corrections never alert as news")
  func noNews() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    try room.arrive(Report("a.example/old").with { $0.published = AlertRoom.minute(-6_000) }, at: 0)
    try room.arrive(Report("a.example/wall", story: nil).with { $0.kind = .consentWall }, at: 1)
    try room.arrive(Report("a.example/quiet", acts: [Act(severity: 1)]), at: 2)
    try room.arrive(Report("a.example/quiet").with { $0.title = "Correction: Russia suspends all" }, at: 3)
    #expect(try room.messages().isEmpty)
    let outcomes = try (1...3).map { try room.outcome($0) }
    #expect(outcomes == [.heldForAge, .heldForKind, .heldForCorrection])
    #expect(try room.store.alerts.heldDecisions(since: nil, limit: 10).count == 3)
  }

  @Test("an article that was corrected stays one source and sends nothing")
  func correction() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 from 2 sources")
    try room.arrive(Report("a.example/1"), at: 0)
    try room.arrive(Report("a.example/1").with { $0.title = "Russia suspends mission, corrected" }, at: 5)
    #expect(try room.messages().isEmpty)
    try room.arrive(Report("b.example/1"), at: 6)
    #expect(try room.messages() == ["fired f1"])
    try room.arrive(Report("b.example/1").with { $0.title = "Corrected again" }, at: 7)
    #expect(try room.messages() == ["fired f1"])
  }

  @Test("all acts of one article are one alert, the worst first")
  func severalActs() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    try room.arrive(
      Report("a.example/1", acts: [Act(severity: 4), Act("NATO", "Russia", severity: 7)]),
      at: 0
    )
    let firing = try #require(try room.store.alerts.firing(1))
    #expect(firing.sources.map { $0.event?.severity.value } == [7, 4])
    #expect(firing.line.sourceCount == 1)
  }
}
