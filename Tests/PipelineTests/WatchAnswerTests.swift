import Compression
import Fetching
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing
import Watching

@Suite("What comes for a watch")
struct WatchAnswerTests {
  private let room: WatchRoom

  init() throws { room = try WatchRoom() }

  @Test("a page is watched by the feed that it names, and one without by the articles that it links to")
  func pages() async throws {
    let feed = "https://post.example/feed"
    let item = WatchRoom.Item(
      id: "i1",
      title: "Envoys leave the city",
      link: "https://post.example/story-1",
      date: "Mon, 18 Oct 2021 11:00:00 GMT"
    )
    room.serve(feed, WatchRoom.feed([item]), type: "application/rss+xml")
    let home = "https://post.example/"
    room.serve(
      home,
      "<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body>x</body></html>"
    )
    let watch = try room.add(home)
    let end = try await room.poll(watch)
    #expect(end?.watch.url == feed)
    #expect(end?.watch.kind == .feed)
    #expect(end?.told.isEmpty == true)
    let index = "https://other.example/world"
    room.serve(
      index,
      "<body><a href='/world/envoys-leave-the-city-1'>Envoys leave the city at last</a><a href='/world/bridge-opens-to-walkers-2'>Old bridge opens to walkers</a></body>"
    )
    let other = try room.add(index)
    #expect(try await room.poll(other)?.outcome == .answered(toRead: 2, shown: 2))
  }

  @Test("an index of sitemaps gives the pages of its sitemaps")
  func sitemaps() async throws {
    let index = "https://post.example/sitemap.xml"
    room.serve(
      index,
      "<sitemapindex><sitemap><loc>https://post.example/old.xml</loc></sitemap><sitemap><loc>https://post.example/news.xml</loc></sitemap></sitemapindex>",
      type: "application/xml"
    )
    room.serve(
      "https://post.example/news.xml",
      "<urlset><url><loc>https://post.example/story-1</loc></url></urlset>",
      type: "application/xml"
    )
    let watch = try room.add(index)
    let end = try await room.poll(watch)
    #expect(end?.outcome == .answered(toRead: 1, shown: 1))
    #expect(end?.watch.kind == .sitemap)
  }

  @Test(
    "sitemaps that are gzip files are read, a whole index of them; one that is broken or unpacks to too much is not"
  )
  func packedSitemaps() async throws {
    func serve(_ url: String, _ bytes: [UInt8], type: String = "application/x-gzip") {
      room.serve(url) { request in
        HTTPResponse(
          status: 200,
          headers: HTTPHeaders([HeaderField("Content-Type", type)]),
          body: bytes,
          url: request.url
        )
      }
    }
    let pages = "<urlset><url><loc>https://post.example/story-1</loc></url></urlset>"
    let index = "<sitemapindex><sitemap><loc>https://post.example/news.xml.gz</loc></sitemap></sitemapindex>"
    serve("https://post.example/sitemap.xml.gz", Gzip.packed(Array(index.utf8)))
    serve(
      "https://post.example/news.xml.gz",
      Gzip.packed(Array(pages.utf8)),
      type: "application/octet-stream"
    )
    let packed = try await room.poll(try room.add("https://post.example/sitemap.xml.gz"))
    #expect(packed?.outcome == .answered(toRead: 1, shown: 1))
    #expect(packed?.watch.kind == .sitemap)
    // A server that says so of a file that it has unpacked on the way.
    serve("https://post.example/plain.xml.gz", Array(pages.utf8))
    let plain = try await room.poll(try room.add("https://post.example/plain.xml.gz"))
    #expect(plain?.outcome == .answered(toRead: 1, shown: 1))
    for (name, bytes) in [
      ("cut", Gzip.packed(Array(pages.utf8)).dropLast(4)),
      ("bomb", Gzip.packed([UInt8](repeating: 0x20, count: 17 << 20))[...]),
    ] {
      serve("https://post.example/\(name).xml.gz", Array(bytes))
      let end = try await room.poll(try room.add("https://post.example/\(name).xml.gz"))
      #expect(end?.outcome == .failed("not packed as it says"), "\(name)")
    }
  }
}
