import Alerting
import Foundation
import Model
import TestSupport
import Testing

@Suite("Threads in memory")
struct MemoryThreadStoreTests {
  private static let start = Date(timeIntervalSince1970: 1_772_438_400)

  private static func moment(_ minutes: Int) -> Date { start.addingTimeInterval(Double(minutes) * 60) }

  /// A thread of one report; `told` are the minutes at which it alerted, `end` that at which its alert ended.
  private static func thread(
    _ key: String,
    rule: Int64 = 1,
    day: Int = 20_000,
    told: Int? = nil,
    end: Int? = nil
  ) throws -> AlertThread {
    let told = told.map(moment)?.timeIntervalSinceReferenceDate
    let episode = told.map { told in
      """
      {"number": 1, "firedAt": \(told), "lastReportAt": \(told),
       "told": {"at": \(told), "codes": [], "articles": 1, "sources": 1}
       \(end.map { ", \"resolvedAt\": \(moment($0).timeIntervalSinceReferenceDate)" } ?? "")}
      """
    }
    let act =
      "{\"stem\": \"Russia|NATO\", \"day\": \"\(CalendarDay(daysSinceEpoch: day))\", \"windowDays\": 2}"
    let text = """
      {"rule": \(rule), "key": "\(key)", "matters": [
        {"act": \(act), "isTold": true, "sourceCount": 1, "reports": [
          {"article": 1, "arrivedAt": 0, "act": \(act), "events": [], "codes": [], "group": []}]}]
       \(episode.map { ", \"episode\": \($0)" } ?? "")}
      """
    return try JSONDecoder().decode(AlertThread.self, from: Data(text.utf8))
  }

  @Test("the nearest act in days is found, of equally near ones the first by key, and none that is too far")
  func acts() throws {
    let threads = MemoryThreadStore()
    for (key, day) in [("act b", 20_001), ("act a", 19_999), ("act c", 20_003), ("story 4", 20_000)] {
      threads.save(try Self.thread(key, day: day), wakeAt: nil)
    }
    let act = { (day: Int) in
      ActKey(stem: "Russia|NATO", day: CalendarDay(daysSinceEpoch: day), windowDays: 2)
    }
    #expect(threads.thread(rule: 1, act: act(20_000))?.key == "act a")
    #expect(threads.thread(rule: 1, act: act(20_004))?.key == "act c")
    #expect(threads.thread(rule: 1, act: act(20_006)) == nil)
    #expect(threads.thread(rule: 2, act: act(20_000)) == nil)
    // An act that was corrected is found by what it is now.
    threads.save(try Self.thread("act a", day: 20_010), wakeAt: nil)
    #expect(threads.thread(rule: 1, act: act(20_000))?.key == "act b")
    #expect(threads.thread(rule: 1, act: act(20_010))?.key == "act a")
  }

  @Test("those that alerted since a moment and those that are open are given, the latest first")
  func told() throws {
    let threads = MemoryThreadStore()
    threads.save(try Self.thread("old and open", told: 1), wakeAt: nil)
    threads.save(try Self.thread("old and over", told: 2, end: 3), wakeAt: nil)
    threads.save(try Self.thread("never told"), wakeAt: nil)
    threads.save(try Self.thread("late and over", told: 9, end: 10), wakeAt: nil)
    threads.save(try Self.thread("late and open", told: 8), wakeAt: nil)
    let keys = { threads.threads(ofRule: 1, toldSince: $0).map(\.key) }
    #expect(keys(Self.moment(8)) == ["late and over", "late and open", "old and open"])
    #expect(keys(nil) == ["late and open", "old and open"])
    // What alerted again counts from there; what ended is open no more.
    threads.save(try Self.thread("old and open", told: 12), wakeAt: nil)
    threads.save(try Self.thread("late and open", told: 8, end: 13), wakeAt: nil)
    #expect(keys(nil) == ["old and open"])
    #expect(keys(Self.moment(9)) == ["old and open", "late and over"])
  }

  @Test("what time changes comes in the order of time, and an overruled time never")
  func wakes() throws {
    let threads = MemoryThreadStore()
    threads.save(try Self.thread("a"), wakeAt: Self.moment(9))
    threads.save(try Self.thread("b"), wakeAt: Self.moment(5))
    threads.save(try Self.thread("c"), wakeAt: Self.moment(5))
    threads.save(try Self.thread("a"), wakeAt: Self.moment(4))
    #expect(threads.due(through: Self.moment(3)) == nil)
    var order: [String] = []
    while let (thread, _) = threads.due(through: Self.moment(20)) {
      order.append(thread.key)
      threads.save(thread, wakeAt: nil)
    }
    #expect(order == ["a", "b", "c"])
  }

  @Test("a hundred thousand threads cost no more each than a hundred", .timeLimit(.minutes(10)))
  func many() throws {
    let threads = MemoryThreadStore()
    let thread = try Self.thread("act 0")
    var count = 0
    let seconds = ProcessorTime.seconds {
      for number in 0..<100_000 {
        var thread = thread
        thread.key = "act \(number)"
        thread.matters[0].act.day = CalendarDay(daysSinceEpoch: number)
        threads.save(thread, wakeAt: Self.moment(number))
        #expect(threads.thread(rule: 1, act: thread.matters[0].act) != nil)
      }
      while let (thread, _) = threads.due(through: Self.moment(200_000)) {
        count += 1
        threads.save(thread, wakeAt: nil)
      }
    }
    #expect(count == 100_000)
    #expect(seconds < 60)
  }
}
