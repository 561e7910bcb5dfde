import Foundation
import TestSupport
import Testing
import VirtualNewsroom

/// A small day; `WatchingBenchmark` lets the one of 2,000 feeds pass.
@Suite("Hours of many feeds in virtual time, on the real service and a real store")
struct VirtualDayTests {
  @Test(
    "each article is read once, no host is asked above its bound, nothing is lost over restarts",
    .timeLimit(.minutes(10))
  )
  func hours() async throws {
    let folder = try TemporaryFolder()
    let day = try VirtualDay(
      feeds: 30,
      hosts: 6,
      brokenShare: 0.3,
      every: 600...1_800,
      seed: 20,
      storeAt: folder.file("t.sqlite")
    )
    let account = try await day.run(hours: 3, life: 1, settled: 0.8)
    #expect(account.missed == [])
    #expect(account.doubled == 0)
    #expect(account.shortestGap >= 1)
    #expect(account.mostAtOnce <= 2)
    #expect(account.fetchedAgain == 0)
    #expect(account.toldAgain == 0)
    #expect(account.articles > 120)
  }
}
