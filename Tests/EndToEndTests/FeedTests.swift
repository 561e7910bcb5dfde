import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite("From a feed to stored articles")
struct FeedTests {
  private let binary: Binary
  private let pages = SamplePages()
  private let loopback = ["--allow", "127.0.0.0/8"]

  init() throws { binary = try Binary() }

  /// A feed of two articles and one that is gone, on disk.
  private func feed() throws -> String {
    let items = ["county-gazette-bridge.html", "gone.html", "harbour-post-mission.html"].enumerated().map {
      place,
      name in
      """
      <item><title>\(name)</title><link>\(pages.server.url("/" + name))</link>
      <pubDate>2021-10-\(18 - place)</pubDate><source url="https://wire.example/">Reuters</source></item>
      """
    }
    return try binary.file(
      "feed.xml",
      holding: "<rss><channel><title>Post</title>\(items.joined())</channel></rss>"
    )
  }

  @Test("each article is read as any other, one line on each, and what fails is named without stopping")
  func read() throws {
    let run = try binary.run(loopback + ["read", feed()])
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("a1  ") == true)
    #expect(
      lines.last?.hasPrefix(
        "a2  Russia shuts its NATO mission after expulsion of eight envoys  The Harbour Post"
      ) == true
    )
    #expect(run.errors.contains("/gone.html"))
    #expect(run.errors.contains("answered 404"))
    #expect(run.errors.contains("1 of 3 articles of the feed could not be read"))
    #expect(try binary.run(["articles", "--format", "jsonl"]).objects().count == 2)
    let again = try binary.run(loopback + ["read", feed()])
    #expect(again.output.contains("read before"))
  }

  @Test("takes no longer in all than it may, and says what is left out")
  func time() throws {
    var binary = binary
    binary.environment["TOCSIN_FEED_SECONDS"] = "0"
    let run = try binary.run(loopback + ["read", feed()])
    #expect(run.status == 1 && run.output.isEmpty && pages.server.requests.isEmpty)
    #expect(run.errors.contains("3 articles are left out after 0 s (TOCSIN_FEED_SECONDS)"))
  }

  @Test("a feed fetched from an address is recognised whatever type its server names")
  func fetched() throws {
    let page = pages.server.url("/county-gazette-bridge.html")
    let server = LoopbackServer { _ in
      [
        .answer(
          "200 OK",
          ["Content-Type: text/html"],
          "<?xml version='1.0'?><rss><channel><item><link>\(page)</link></item></channel></rss>"
        )
      ]
    }
    let run = try binary.run(loopback + ["read", server.url("/feed")])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("a1  "))
  }

  @Test("extract shows its entries and stores nothing", arguments: ["text", "markdown", "json", "html"])
  func extract(format: String) throws {
    let run = try binary.run(["extract", feed(), "--format", format])
    #expect(run.status == 0)
    #expect(run.output.contains("county-gazette-bridge.html"))
    #expect(run.output.contains("Reuters"))
    #expect(try binary.store.isUntouched())
  }

  @Test("of no articles is an error that says so")
  func empty() throws {
    let path = try binary.file("empty.xml", holding: "<rss><channel></channel></rss>")
    let run = try binary.run(["read", path])
    #expect(run.status == 1)
    #expect(run.errors.contains("the feed names no article"))
  }
}
