import Feeds
import Foundation
import Testing
import Watching

@Suite("When a watch is asked for again")
struct PollRhythmTests {
  /// Tuesday, 14 November 2023, 22:13:20 GMT.
  let now = Date(timeIntervalSince1970: 1_700_000_000)

  private func seconds(
    _ wish: PollRhythm.Wish,
    every: ClosedRange<Double> = 600...21_600,
    polls: Int = 3
  ) -> Double {
    PollRhythm(every: every, seed: 7).next(after: now, polls: polls, wish: wish).timeIntervalSince(now)
  }

  @Test(
    "lies within the bounds, a tenth aside",
    arguments: [
      (10.0, nil, nil, 600.0), (7_200, nil, nil, 3_600), (999_999, nil, nil, 21_600), (10, 3_600, nil, 3_600),
      (10, nil, 1_800, 1_800), (10, 99_999, nil, 21_600), (nil, nil, nil, 600),
    ] as [(Double?, Double?, Double?, Double)]
  )
  func bounds(gap: Double?, ttl: Double?, cache: Double?, expected: Double) {
    var feed = FeedRhythm()
    feed.seconds = ttl
    let wish = PollRhythm.Wish(feed: feed, cacheSeconds: cache, usualGapSeconds: gap, lastNewAt: now)
    for polls in 0..<50 {
      let found = seconds(wish, polls: polls)
      #expect(found >= expected * 0.9 - 0.001 && found <= expected * 1.1 + 0.001)
    }
  }

  @Test("every 10m is every 10m, whatever feed and server wish")
  func exact() {
    var feed = FeedRhythm()
    feed.seconds = 86_400
    let found = seconds(.init(feed: feed, cacheSeconds: 3_600, usualGapSeconds: 5), every: 600...600)
    #expect(abs(found - 600) <= 60)
  }

  @Test("comes later the longer nothing new came, and soon again once it did")
  func quiet() {
    let silent = seconds(.init(usualGapSeconds: 600, lastNewAt: now - 86_400))
    let awake = seconds(.init(usualGapSeconds: 600, lastNewAt: now))
    #expect(silent > 9_000)
    #expect(awake < 700)
  }

  @Test("is another for each watch, and the same for the same")
  func spread() {
    let moments = (0..<100).map { PollRhythm(every: 600...600, seed: $0).first(from: now) }
    #expect(Set(moments).count > 80)
    #expect(moments.allSatisfy { $0 >= now && $0 < now + 600 })
    #expect(PollRhythm(every: 600...600, seed: 5).first(from: now) == moments[5])
  }

  @Test("leaves out the hours and days that a feed skips, where the bounds leave room")
  func skipped() {
    var feed = FeedRhythm()
    feed.skippedHours = [22, 23, 0, 1]
    let night = PollRhythm(every: 600...21_600, seed: 1).next(after: now, polls: 1, wish: .init(feed: feed))
    #expect(Int(night.timeIntervalSince1970) / 3_600 % 24 == 2)
    feed.skippedHours = []
    feed.skippedDays = [1]
    let day = PollRhythm(every: 600...21_600, seed: 1).next(after: now, polls: 1, wish: .init(feed: feed))
    #expect(Int(day.timeIntervalSince1970) / 86_400 == Int(now.timeIntervalSince1970) / 86_400 + 1)
    let tight = PollRhythm(every: 600...600, seed: 1).next(after: now, polls: 1, wish: .init(feed: feed))
    #expect(tight < now + 700)
  }

  @Test("comes later with each failure in a row, within a day, and never before a server's wish")
  func failures() {
    let rhythm = PollRhythm(every: 600...3_600, seed: 3)
    let waits = (1...12).map {
      rhythm.next(afterFailureAt: now, failures: $0, wait: nil, polls: 1).timeIntervalSince(now)
    }
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(waits[0] < 700 && waits[11] <= 86_400 * 1.1)
    #expect(rhythm.next(afterFailureAt: now, failures: 1, wait: 9_999, polls: 1) >= now + 9_999)
  }

  @Test("the usual gap is the median of the newest dates; those ahead of time, and few, say nothing")
  func gap() {
    let dates = [0.0, 600, 1_200, 9_000].map { now - $0 } + [now + 5_000]
    #expect(PollRhythm.usualGap(dates, at: now) == 600)
    #expect(PollRhythm.usualGap(Array(dates.prefix(2)), at: now) == nil)
    #expect(PollRhythm.usualGap([], at: now) == nil)
    // Of one date, or of a few days on which many came: what came together tells no gap.
    #expect(PollRhythm.usualGap(Array(repeating: now - 60, count: 20), at: now) == nil)
    let days = [0.0, 0, 0, 86_400, 86_400, 86_400, 172_800].map { now - $0 }
    #expect(PollRhythm.usualGap(days, at: now) == 86_400)
  }

  @Test(
    "trouble is told after a day of failures, after ten usual gaps of silence, and at once for what is gone",
    arguments: [
      (3_600.0, nil, nil, false, nil), (90_000, nil, nil, false, "failing"), (nil, 90_000, 3_600, false, nil),
      (nil, 300_000, 3_600, false, "silent"), (nil, 300_000, 86_400, false, nil),
      (nil, nil, nil, true, "gone"),
      (nil, 900_000, nil, false, nil),
    ] as [(Double?, Double?, Double?, Bool, String?)]
  )
  func trouble(failing: Double?, quiet: Double?, gap: Double?, isGone: Bool, word: String?) {
    let trouble = WatchTrouble.of(
      failingSince: failing.map { now - $0 },
      failure: "answered 500",
      lastNewAt: quiet.map { now - $0 },
      usualGapSeconds: gap,
      isGone: isGone,
      at: now
    )
    #expect(trouble?.word == word)
  }
}
