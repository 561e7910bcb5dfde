import Foundation
import Model
import Pipeline
import Storage
import Testing
import Webhooks

@Suite("What is dropped once it is old")
struct RetentionTests {
  private static let yearMinutes = 366.0 * 24 * 60

  /// A desk a year and more after an alert, a report that was held back, a test, and one of a story that nobody told again;
  /// by then articles come in as ever.
  private func oldRoom(untilQuiet: Bool = true) throws -> AlertRoom {
    let room = try AlertRoom()
    try room.rule("watch", "severity at least 4" + (untilQuiet ? " until quiet for 6h" : ""))
    try room.arrive(.init("a.example/1", story: "mission"), at: 0)
    try room.arrive(.init("b.example/2", story: "mission"), at: 10)
    try settle(room, at: 20)
    try room.pass(to: 2_000)
    try settle(room, at: 2_001)
    for number in 0..<20 {
      try room.store(
        .init("c.example/\(number)", story: "quiet \(number)", acts: []),
        at: Self.yearMinutes * 2
      )
    }
    return room
  }

  /// Receivers take what waits, at the second try.
  private func settle(_ room: AlertRoom, at minutes: Double) throws {
    for outcome in [DeliveryState.pending, .accepted] {
      let claim = DeliveryClaim(
        owner: "test",
        now: AlertRoom.minute(minutes),
        leaseUntil: AlertRoom.minute(minutes),
        abandonedBefore: .distantPast,
        limit: 100,
        perEndpointLimit: 100,
        perOriginLimit: 100
      )
      guard case .claimed(let claimed, _) = try room.store.claimDeliveries(claim) else { return }
      let ends = claimed.map { claimed in
        AttemptEnd(claimed) { condition in
          AttemptClosing(
            owner: "test",
            delivery: claimed.delivery.number,
            attempt: Attempt(
              number: claimed.attemptNumber,
              startedAt: AlertRoom.minute(minutes),
              outcome: outcome == .accepted ? .accepted : .failed
            ),
            state: outcome,
            nextAttemptAt: outcome == .accepted ? nil : AlertRoom.minute(minutes),
            attemptsMade: 1,
            conditionBefore: condition,
            condition: condition
          )
        }
      }
      _ = try room.store.closeAttempts(ends, owner: "test")
    }
  }

  private func sweep(_ room: AlertRoom) throws -> [RetentionKind: Int] {
    try Retention(store: room.store).sweepIfDue(at: AlertRoom.minute(Self.yearMinutes * 2 + 1))
  }

  @Test(
    "decisions without an alert, bodies, attempts but the last and sleeping threads go; what an alert rests on stays"
  )
  func dropped() throws {
    let room = try oldRoom()
    let before = try #require(try room.store.alerts.firing(1))
    #expect(before.deliveries.count == 2)
    #expect(try sweep(room) == [.messages: 2, .threads: 1])
    let after = try #require(try room.store.alerts.firing(1))
    #expect(after.sources.map(\.article) == before.sources.map(\.article))
    #expect(after.sources.map(\.findings) == before.sources.map(\.findings))
    #expect(after.deliveries.map(\.state) == [.accepted, .accepted])
    #expect(after.deliveries.allSatisfy { $0.message.body.isEmpty && $0.bodyDroppedAt != nil })
    let history = try #require(try room.store.outbox.delivery(after.deliveries[0].number))
    #expect(history.attempts.map(\.number) == [2])
    #expect(history.attempts.map(\.outcome) == [.accepted])
    #expect(try room.store.alerts.decisions(about: 1).map(\.decision.outcome) == [.fired])
    #expect(
      try EndpointActions(store: room.store).replay([1, 2], at: AlertRoom.minute(0)).isEmpty,
      "there is nothing to send"
    )
  }

  @Test("a story that was forgotten alerts anew, as its second alert")
  func forgotten() throws {
    let room = try oldRoom()
    _ = try sweep(room)
    let changes = try room.arrive(.init("d.example/9", story: "mission"), at: Self.yearMinutes * 2 + 5)
    #expect(changes.map(\.outcome) == [.fired])
    #expect(changes.map(\.firing) == [RecordID(.firing, 2)])
  }

  @Test("an open alert is not forgotten, and what is held back is kept for its time")
  func kept() throws {
    let room = try oldRoom(untilQuiet: false)
    #expect(try sweep(room)[.threads] == nil)
    let store = room.store
    try Retention(store: store).setDays(nil, of: .messages)
    #expect(try Retention(store: store).days(of: .messages) == nil)
    #expect(try Retention(store: store).days(of: .decisions) == 90)
    try Retention(store: store).setDays(7, of: .decisions)
    #expect(try Retention(store: store).days(of: .decisions) == 7)
  }

  @Test("a clock that nothing bears out drops nothing, and no sweep comes within an hour of the last")
  func clock() throws {
    let room = try oldRoom()
    let ahead = AlertRoom.minute(Self.yearMinutes * 9)
    #expect(try Retention(store: room.store).sweepIfDue(at: ahead).isEmpty)
    #expect(try sweep(room)[.messages] == 2, "the mark of that clock stops no sweep")
    #expect(try sweep(room).isEmpty)
  }

  @Test("tests and decisions that held back go")
  func notices() throws {
    let room = try AlertRoom()
    try room.rule("watch", "severity at least 4")
    try room.arrive(
      AlertRoom.Report("a.example/1").with { $0.published = AlertRoom.minute(-20_000) },
      at: 0
    )
    #expect(try room.outcome(1) == .heldForAge)
    _ = try Drill(store: room.store).send(rule: "watch", at: AlertRoom.minute(1), due: AlertRoom.minute(1))
    try settle(room, at: 2)
    for number in 0..<20 {
      try room.store(.init("c.example/\(number)", story: nil, acts: []), at: Self.yearMinutes * 2)
    }
    #expect(try sweep(room) == [.decisions: 1, .messages: 1, .notices: 1])
    #expect(try room.outcome(1) == nil)
    #expect(try room.store.outbox.deliveries().isEmpty)
  }
}
