import Console
import Foundation
import Testing

@Suite("What is said of watches")
struct WatchWordsTests {
  private let desk: CaughtDesk

  init() throws { desk = try CaughtDesk() }

  @Test(
    "how often one is asked for is pointed at where it says nothing",
    arguments: [
      ("10", "“10” does not say of what: write 10m, 10h or 10d", "  every 10\n        ^^\n"),
      ("0m", "0m is too short: a watch is asked for between once a minute (1m)", "  every 0m\n        ^^\n"),
      ("99999d", "99999d is too long", "  every 99999d\n        ^^^^^^\n"),
      (
        "soon", "“soon” is no length of time: write every 10m, or every 5m to 2h",
        "  every soon\n        ^^^^\n"
      ),
      ("5m to soon", "“soon” is no length of time", "  every 5m to soon\n              ^^^^\n"),
      ("2h to 5m", "2h to 5m is turned round", "  every 2h to 5m\n        ^^^^^^^^\n"),
    ]
  )
  func every(words: String, told: String, place: String) async {
    let typed = words.split(separator: " ").map(String.init)
    let run = await desk.run(
      ["watch", "add", "https://post.example/feed", "every"] + typed + ["as", "post"]
    )
    #expect(run.status == .usage)
    #expect(run.errors.hasPrefix("tocsin: \(told)"), "\(run.errors)")
    #expect(run.errors.hasSuffix(place), "\(run.errors)")
  }

  @Test("a list that is none is said to be none, and a blank address is no feed; an unknown tag is told")
  func lists() async throws {
    let none = await desk.run("watch", "import", try desk.file("none.opml", "<html></html>"))
    #expect(none.errors.contains("none.opml is no list of feeds (OPML)"), "\(none.errors)")
    let blank = "<opml version='2.0'><body><outline text='One' xmlUrl='  '/></body></opml>"
    let empty = await desk.run("watch", "import", try desk.file("blank.opml", blank))
    #expect(empty.errors.contains("the list names no feed"), "\(empty.errors)")
    #expect(
      await desk.run("watch", "list", "--tag", "nosuch").errors.contains("no watch has the tag “nosuch”")
    )
  }

  @Test("no password in an address is told, wherever the address was given")
  func passwords() async throws {
    let list = try desk.file(
      "list.opml",
      """
      <opml version="2.0"><body>
      <outline text="One" xmlUrl="https://ann:hush@one.example/feed"/>
      <outline text="Two" xmlUrl="ftp://ann:hush@two.example/feed"/>
      <outline text="Three" xmlUrl="https://three.example/feed" htmlUrl="https://ann:hush@three.example/"/>
      </body></opml>
      """
    )
    let lines = try desk.file(
      "past.jsonl",
      #"{"url":"https://ann:hush@one.example/1","text":"Russia expelled two envoys on Monday, it was said."}"#
    )
    let page = try desk.file(
      "page.txt",
      "Russia expelled two envoys of Poland on Monday, it was said in Moscow."
    )
    let url = "https://ann:hush@one.example/1"
    var told = ""
    for command in [
      ["watch", "import", list], ["watch", "list"], ["watch", "show", "three"], ["watch", "export"],
      ["watch", "add", url], ["watch", "test", url], ["watch", "show", url], ["watch", "now", url],
      ["read", url], ["read", url, page], ["extract", url], ["import", "articles", lines],
      ["read", page, "--url", url], ["robots", "check", page, url], ["robots", "check", url], ["articles"],
      ["audit"], ["webhook", "add", "ops", url],
    ] {
      let run = await desk.run(command)
      told += run.output + run.errors
      #expect(!(run.output + run.errors).contains("hush"), "\(command): \(run.output)\(run.errors)")
    }
    #expect(told.contains("1 feed is watched from now on"))
    #expect(
      told.contains("tocsin: https://[secret]@one.example/feed: the address of one.example holds a name")
    )
    #expect(told.contains("url holds a name or password; leave it out"))
  }
}
