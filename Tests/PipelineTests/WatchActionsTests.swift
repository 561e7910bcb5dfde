import Fetching
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Watching

@Suite("Watches in the store")
struct WatchActionsTests {
  private let room: WatchRoom

  init() throws { room = try WatchRoom() }

  @Test("only one process asks, until the one that does is gone")
  func lease() throws {
    let now = room.clock.now
    let store = room.store
    #expect(try store.takeWatchLease(owner: "a", at: now, until: now + 60) == nil)
    #expect(try store.takeWatchLease(owner: "b", at: now + 30, until: now + 90) == "a")
    #expect(try store.takeWatchLease(owner: "a", at: now + 30, until: now + 90) == nil)
    #expect(try store.takeWatchLease(owner: "b", at: now + 91, until: now + 150) == nil)
    try store.endWatchLease(owner: "b")
    #expect(try store.takeWatchLease(owner: "a", at: now + 92, until: now + 150) == nil)
    #expect(try store.takeWatchLease(owner: "c", ended: "a", at: now + 93, until: now + 150) == nil)
  }

  @Test("names are made where none is given, and a name or an address is watched once")
  func names() throws {
    #expect(try room.add("https://www.post.example/feed").name == "post.example")
    #expect(try room.add("https://post.example/other").name == "post.example-2")
    #expect(try room.add("https://a.example/") { $0.title = "The Daily — Post!" }.name == "the-daily-post")
    #expect(try room.add("http://192.0.2.7:8080/europe/feed?x=1").name == "feed-192.0.2.7")
    #expect(try room.add("http://[2001:db8::1]/").name == "host-2001-db8-1")
    #expect(try room.add("http://192.0.2.7/7").name == "host-192.0.2.7")
    #expect(throws: WatchActions.Refusal.watched(by: "post.example")) {
      try room.add("https://www.post.example/feed")
    }
    #expect(throws: WatchActions.Refusal.nameTaken("Post.Example")) {
      try room.add("https://x.example/") { $0.name = "Post.Example" }
    }
    #expect(throws: WatchActions.Refusal.noWebhook("ops")) {
      try room.add("https://y.example/") { $0.webhook = "ops" }
    }
  }

  @Test(
    "how often it is asked for is read from words",
    arguments: [
      ("10m", 600...600), ("5m to 2h", 300...7_200), ("5m..2h", 300...7_200), ("1m", 60...60),
      ("7d", 604_800...604_800),
    ] as [(String, ClosedRange<Double>)]
  )
  func intervals(words: String, every: ClosedRange<Double>) throws {
    #expect(try WatchActions.every(words) == every)
  }

  @Test(
    "and what says none is refused",
    arguments: [
      ("", WatchActions.Refusal.noInterval("")), ("often", .noInterval("often")), ("10", .noUnit("10")),
      ("2h to 5m", .intervalTurned("2h to 5m")), ("1m to 2m to 3m", .noInterval("1m to 2m to 3m")),
      ("5m to soon", .noInterval("soon")), ("30s", .intervalTooShort("30s")), ("0m", .intervalTooShort("0m")),
      ("1m to 8d", .intervalTooLong("8d")), ("99999d", .intervalTooLong("99999d")),
      ("999999999999999999999999m", .intervalTooLong("999999999999999999999999m")),
    ]
  )
  func noIntervals(words: String, refusal: WatchActions.Refusal) {
    #expect(throws: refusal) { try WatchActions.every(words) }
  }
}
