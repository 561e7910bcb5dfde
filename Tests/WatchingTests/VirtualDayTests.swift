import Foundation
import Testing
import Watching

@Suite("A day of 2,000 feeds on 300 hosts, a tenth of them broken, in virtual time")
struct VirtualDayTests {
  @Test("each article is read once, no host is asked above its bound, nothing is lost over a kill an hour")
  func day() {
    var desk = SimulatedDesk(feeds: 2_000, hosts: 300, brokenShare: 0.1, seed: 20)
    var remembered: [Int] = []
    for hour in 1...24 {
      desk.run(until: desk.start + Double(hour) * 3_600)
      remembered.append(desk.watches.reduce(0) { $0 + $1.items.count })
    }
    #expect(desk.reads.values.allSatisfy { $0 == 1 })
    #expect(desk.worstGap >= 1)
    // A quiet feed is asked for each six hours: what came out after that may not have been asked for yet.
    let expected = desk.expected(from: desk.start + 600, until: desk.start + 60_000)
    let missed = expected.subtracting(desk.reads.keys)
    #expect(expected.count > 30_000)
    let isNothingMissed = missed.isEmpty
    #expect(isNothingMissed, "\(missed.count) missed, such as \(missed.sorted().prefix(3))")
    // Told once, and only where there is something to tell.
    for (feed, watch) in zip(desk.feeds, desk.watches) {
      #expect(watch.toldCount <= 1)
      if feed.habit == .gone { #expect(watch.toldCount == 1) }
    }
    // What is remembered grows by the articles that came, and by nothing else.
    #expect(remembered[23] <= desk.reads.count + desk.watches.count * SimulatedDesk.shownMax)
    let delays = desk.delays.sorted()
    print(
      "virtual day: \(desk.pollCount) polls, \(desk.requests) requests, \(desk.reads.count) articles, \(desk.readAgain) read again, median delay \(Int(delays[delays.count / 2])) s, worst gap \(desk.worstGap) s"
    )
  }
}
