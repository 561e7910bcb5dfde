import Feeds
import Testing

@Suite("Where a page leads to")
struct PageLinksTests {
  private func links(_ text: String) -> PageLinks {
    PageLinks(Array(text.utf8), url: "https://news.a.example/world/", charset: nil)
  }

  @Test("the feeds that its head names, those of comments last, each once")
  func feeds() {
    let found = links(
      """
      <html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
      <link rel="alternate" type="application/rss+xml; charset=utf-8" title="World" href="/feed?utm_source=x">
      <link rel="ALTERNATE" type="application/atom+xml" href="https://news.a.example/atom">
      <link rel="alternate" type="application/rss+xml" href="/feed">
      <link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" href="/a.css">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"></head><body></body></html>
      """
    )
    #expect(
      found.feeds.map(\.url) == [
        "https://news.a.example/feed", "https://news.a.example/atom", "https://news.a.example/comments/feed",
      ]
    )
    #expect(found.feeds.first?.title == "World")
  }

  @Test("the articles of an index page: headlines of its own site, without menus, tags and other sites")
  func articles() {
    let found = links(
      """
      <body><nav><a href="/a-very-long-menu-entry-1">Menus have very long entries too</a></nav>
      <a href="/world/envoys-leave-the-city-1234"><h2>Envoys leave the city after talks</h2></a>
      <a href="/world/envoys-leave-the-city-1234#comments">Envoys leave the city after talks</a>
      <a href="https://www.a.example/2021/10/18/bridge">Old bridge reopens to walkers on Monday</a>
      <a href="/tag/north-sea-wind">All about the north sea wind</a>
      <a href="/world">World</a><a href="/about-us-and-them">More</a>
      <a href="https://b.example/some-other-story-12345">A story of some other site</a>
      <a href="/">The front page of this paper</a>
      <footer><a href="/terms-of-use-2021">The terms of use of this</a></footer></body>
      """
    )
    #expect(
      found.articles.map(\.link) == [
        "https://news.a.example/world/envoys-leave-the-city-1234", "https://www.a.example/2021/10/18/bridge",
      ]
    )
    #expect(found.articles.first?.title == "Envoys leave the city after talks")
  }
}

@Suite("A list of feeds in OPML")
struct SubscriptionListTests {
  private let text = """
    <?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
    <outline text="World"><outline text="Europe &amp; Asia">
      <outline type="rss" text="Post" title="The Post" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/>
    </outline><outline text="Post" xmlUrl="https://b.example/feed"/></outline>
    <outline text="Again"><outline xmlUrl="https://b.example/feed"/></outline>
    <outline type="rss" text="Alone" xmlUrl=" https://c.example/feed "/>
    </body></opml>
    """

  @Test("is read with its folders as tags, however deep, each feed once")
  func read() throws {
    let list = try SubscriptionList(opml: Array(text.utf8))
    #expect(
      list.subscriptions == [
        .init(
          url: "https://a.example/feed?x=1&y=2",
          title: "The Post",
          page: "https://a.example/",
          tags: ["World", "Europe & Asia"]
        ),
        .init(url: "https://b.example/feed", title: "Post", tags: ["World", "Again"]),
        .init(url: "https://c.example/feed", title: "Alone"),
      ]
    )
  }

  @Test("and written so that it is the same when it is read again")
  func roundTrip() throws {
    let list = try SubscriptionList(opml: Array(text.utf8))
    let again = try SubscriptionList(opml: Array(list.opml.utf8))
    let sorted = { (list: SubscriptionList) in list.subscriptions.sorted { $0.url < $1.url } }
    #expect(sorted(again) == sorted(list))
  }

  @Test("what is no list is refused", arguments: ["", "<rss/>", "<html></html>", "text"])
  func others(text: String) {
    #expect(throws: FeedError.unreadable) { try SubscriptionList(opml: Array(text.utf8)) }
  }
}
