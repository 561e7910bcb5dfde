import Fetching
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Watching

@Suite("A watch in trouble")
struct WatchTroubleTests {
  private let room: WatchRoom

  init() throws { room = try WatchRoom() }

  @Test(
    "a failing watch is asked for less and less, told once after a day, and told once when it answers again"
  )
  func failing() async throws {
    room.serve(WatchRoom.feedAddress, status: 500)
    let watch = try room.add(WatchRoom.feedAddress)
    var told: [WatchTold] = []
    var waits: [Double] = []
    for _ in 0..<14 {
      let end = try #require(try await room.poll(watch))
      told += end.told
      waits.append(end.watch.nextPollAt.timeIntervalSince(room.clock.now))
      room.clock.advance(to: end.watch.nextPollAt)
    }
    #expect(told.count == 1)
    #expect(waits.last ?? 0 > 10 * (waits.first ?? 0))
    #expect(waits.allSatisfy { $0 <= 96_000 })
    room.serveFeed(WatchRoom.items(1...1))
    #expect(try await room.poll(watch)?.told == [.recovered])
    #expect(try await room.poll(watch)?.told == [])
  }

  @Test("a watch that is gone is told once and asked for no more; one that moved for good is asked for there")
  func goneAndMoved() async throws {
    room.serve(WatchRoom.feedAddress, status: 410)
    let gone = try room.add(WatchRoom.feedAddress)
    #expect(try await room.poll(gone)?.told == [.trouble(.gone)])
    #expect(try room.store.watches.due(at: room.clock.now + 9_999_999, limit: 9).watches.isEmpty)
    let old = "https://old.example/feed"
    room.serve(old, status: 301, [HeaderField("Location", "https://new.example/feed")])
    room.serve(
      "https://new.example/feed",
      WatchRoom.feed(WatchRoom.items(1...1)),
      type: "application/rss+xml"
    )
    let moved = try room.add(old)
    #expect(try await room.poll(moved)?.told == [.moved(from: old, to: "https://new.example/feed")])
    let end = try await room.poll(moved)
    #expect(end?.told == [])
    #expect(end?.watch.addedURL == old)
  }

  @Test(
    "a feed that moved for good is asked for there though its text is the same, unless another watch is there"
  )
  func movedUnchanged() async throws {
    let (old, new) = ("https://old.example/feed", "https://new.example/feed")
    let text = WatchRoom.feed(WatchRoom.items(1...1))
    room.serve(old, text, type: "application/rss+xml")
    let watch = try room.add(old)
    #expect(try await room.poll(watch)?.told == [])
    room.serve(old, status: 301, [HeaderField("Location", new)])
    room.serve(new, text, type: "application/rss+xml")
    let end = try await room.poll(watch)
    #expect(end?.told == [.moved(from: old, to: new)])
    #expect(end?.watch.url == new)
    let second = "https://second.example/feed"
    room.serve(second, text, type: "application/rss+xml")
    let other = try room.add(second)
    #expect(try await room.poll(other)?.told == [])
    room.serve(second, status: 301, [HeaderField("Location", new)])
    let stays = try await room.poll(other)
    #expect(stays?.told == [])
    #expect(stays?.watch.url == second)
  }

  @Test("trouble is told through the webhook that the watch names, once, in the transaction of the poll")
  func webhook() async throws {
    let endpoint = Endpoint(name: "ops", url: SecretURL("https://hook.example/"))
    try room.store.addEndpoint(endpoint, at: room.clock.now)
    room.serve(WatchRoom.feedAddress, status: 410)
    let watch = try room.add(WatchRoom.feedAddress) { $0.webhook = "ops" }
    try await room.poll(watch)
    let sent = try room.store.outbox.deliveries(DeliveryQuery(limit: 9))
    #expect(sent.map(\.message.type) == ["tocsin.watch.gone"])
    let body = String(decoding: sent.first?.message.body ?? [], as: UTF8.self)
    #expect(body.contains("answered 410"))
    try await room.poll(watch)
    #expect(try room.store.outbox.deliveries(DeliveryQuery(limit: 9)).count == 1)
  }

  @Test("a feed in whose place a page comes is failing, and keeps its kind and address")
  func parked() async throws {
    room.serveFeed(WatchRoom.items(1...1))
    let watch = try room.add(WatchRoom.feedAddress)
    try await room.poll(watch)
    room.serve(
      WatchRoom.feedAddress,
      "<html><body><a href='/buy'>Buy this domain today for little</a></body></html>"
    )
    let end = try await room.poll(watch)
    #expect(end?.outcome == .failed("a page came in place of the feed"))
    #expect(end?.watch.kind == .feed)
  }
}
