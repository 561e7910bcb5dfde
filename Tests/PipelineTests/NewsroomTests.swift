import Feeds
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Watching

@Suite("A newsroom's list of a hundred feeds")
struct NewsroomTests {
  @Test(
    "is imported, watched for an hour of virtual time, and exported as the same; each article is read once"
  )
  func hour() async throws {
    let room = try WatchRoom()
    let list = SubscriptionList(
      (0..<100).map { number in
        SubscriptionList.Subscription(
          url: "https://h\(number % 20).example/feed-\(number)",
          title: "Feed \(number)",
          page: "https://h\(number % 20).example/",
          tags: ["desk \(number % 7)"] + (number % 3 == 0 ? ["Europe & Asia"] : [])
        )
      }
    )
    for number in 0..<100 { serve(number, newest: 2, in: room) }
    let outcome = try WatchActions(store: room.store).importing(
      list,
      every: 600...600,
      firstCount: 0,
      at: room.clock.now
    )
    #expect(outcome.added.count == 100)
    let network = room.network()
    let start = room.clock.now
    for minute in 1...60 {
      room.clock.advance(to: start + Double(minute) * 60)
      if minute == 15 {
        for number in stride(from: 0, to: 100, by: 5) { serve(number, newest: 3, in: room) }
      }
      for watch in try room.store.dueWatches(at: room.clock.now, limit: 1_000).watches {
        try await room.poll(watch, over: network)
      }
      try await room.readDue(over: network)
    }
    let exported = try WatchActions(store: room.store).subscriptions()
    let sorted = { (list: SubscriptionList) in
      list.subscriptions.map { one in
        var one = one
        one.tags.sort()
        return one
      }.sorted { $0.url < $1.url }
    }
    #expect(sorted(try SubscriptionList(opml: Array(exported.opml.utf8))) == sorted(list))
    let stories = room.asked.filter { $0.contains("/story-") }
    #expect(stories.count == 20)
    #expect(Set(stories).count == 20)
    #expect(room.askedForRobots.count == 20)
    #expect(try room.store.counts().articles == 20)
  }

  /// A feed whose title, page and items are its own; with each poll it says what it said.
  private func serve(_ number: Int, newest: Int, in room: WatchRoom) {
    let host = "https://h\(number % 20).example"
    let items = (1...newest).reversed().map { item in
      WatchRoom.Item(
        id: "\(number)-\(item)",
        title: "Report \(item) of desk \(number) on the envoys",
        link: "\(host)/story-\(number)-\(item)",
        date: "Mon, 18 Oct 2021 1\(item):00:00 GMT"
      )
    }
    let text = WatchRoom.feed(items, channel: "<link>\(host)/</link>")
      .replacing("<title>The Post</title>", with: "<title>Feed \(number)</title>")
    room.serve("\(host)/feed-\(number)", text, type: "application/rss+xml")
    for item in items { room.serve(item.link, WatchRoom.page(item.title)) }
  }
}
