import Alerting
import Foundation
import Model
import Pipeline
import Storage
import Testing
import Webhooks

@Suite("A clock that was a year ahead")
struct WrongClockTests {
  typealias Report = AlertRoom.Report

  /// A year, in minutes.
  private let year = 525_600.0

  @Test("puts off `for` no longer than the clause says, counted from when it is right again")
  func hold() throws {
    let room = try AlertRoom()
    try room.rule("patient", "severity at least 4 for 30m")
    try room.arrive(Report("a.example/1"), at: year)
    #expect(try room.pass(to: 0).isEmpty)
    #expect(try room.pass(to: 29).isEmpty)
    #expect(try room.pass(to: 30).map(\.outcome) == [.fired])
  }

  @Test("holds back no later news")
  func again() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4 again always repeat 4h")
    try room.arrive(Report("a.example/1"), at: year)
    #expect(try room.arrive(Report("b.example/1", story: "other"), at: 0).map(\.outcome) == [.fired])
    #expect(try room.messages() == ["fired f1", "fired f2"])
  }

  @Test("evaluates an article that it stamped as of now")
  func arrival() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    try room.store(Report("a.example/1"), at: year)
    #expect(try room.pass(to: 0).map(\.outcome) == [.fired])
    #expect(try room.store.alerts.firings(FiringQuery()).map(\.firedAt) == [AlertRoom.minute(0)])
  }

  @Test("lets a heartbeat go on")
  func heartbeat() throws {
    let room = try AlertRoom()
    try room.store.setHeartbeat(
      Heartbeat(everySeconds: 86_400, endpoints: ["ops"], nextAt: AlertRoom.minute(year))
    )
    let now = AlertRoom.minute(0)
    #expect(try HeartbeatSender(store: room.store).beat(at: now, due: now).count == 1)
    #expect(try room.store.alerts.heartbeat()?.nextAt == now + 86_400)
  }

  @Test("holds no retry, no host and no lease")
  func deliveries() throws {
    let room = try AlertRoom()
    try room.rule("rupture", "severity at least 4")
    try room.arrive(Report("a.example/1"), at: 0)
    let store = room.store
    let (now, later) = (AlertRoom.minute(0), AlertRoom.minute(year))
    func claim(_ owner: String, at moment: Date) throws -> [ClaimedDelivery] {
      let claim = DeliveryClaim(
        owner: owner,
        now: moment,
        leaseUntil: moment + 60,
        abandonedBefore: moment - 300,
        limit: 10,
        perEndpointLimit: 4,
        perOriginLimit: 6
      )
      guard case .claimed(let deliveries, _) = try store.claimDeliveries(claim) else { return [] }
      return deliveries
    }
    let first = try #require(try claim("ahead", at: later).first)
    let end = AttemptEnd(first) { present in
      AttemptClosing(
        owner: "ahead",
        delivery: first.delivery.number,
        attempt: Attempt(number: 1, startedAt: later, outcome: .failed),
        state: .pending,
        nextAttemptAt: later + 5,
        attemptsMade: 1,
        conditionBefore: present,
        condition: present,
        hostHold: HostHold(origin: "https://hooks.example", until: later + 3_600)
      )
    }
    _ = try store.closeAttempts([end], owner: "ahead")
    #expect(try claim("right", at: now).map(\.attemptNumber) == [2])
  }
}
