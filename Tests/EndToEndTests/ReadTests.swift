import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite("From an address to a stored summary")
struct ReadTests {
  private let binary: Binary
  private let pages = SamplePages()
  private let loopback = ["--allow", "127.0.0.0/8"]

  init() throws { binary = try Binary() }

  @Test("a page is read, stored, listed, shown and explained")
  func wholeWay() throws {
    let address = pages.server.url("/harbour-post-mission.html")
    let read = try binary.run(loopback + ["read", address])
    #expect(read.status == 0)
    #expect(read.errors == "")
    #expect(read.output.hasPrefix("a1  Russia shuts its NATO mission after expulsion of eight envoys\n"))
    #expect(read.output.contains("The Harbour Post · 2021-10-18 · en · news, international · Ines Caldera"))
    #expect(read.output.contains("  • Russia suspended its mission to NATO on Monday in retaliation"))

    let listed = try binary.run(["articles", "--format", "jsonl"]).objects()
    #expect(listed.count == 1)
    #expect(listed.first?["id"] as? String == "a1")
    #expect(listed.first?["site"] as? String == "The Harbour Post")

    let shown = try binary.run(["show", "a1", "--sentences", "1"])
    #expect(shown.output.components(separatedBy: "  • ").count == 2)
    #expect(try binary.run(["show", "a1.1"]).output.hasPrefix("Russia suspended its mission"))

    let reasons = try binary.run(["why", "a1"])
    #expect(reasons.output.contains("asked   \(address)"))
    #expect(reasons.output.contains("chosen"))
    #expect(reasons.output.contains("wakes an analyst: "))
    #expect(reasons.output.contains("reads as news ("))
    #expect(reasons.output.contains("act of news "))
    #expect(try binary.run(["why", "a1.1"]).output.contains("position"))
  }

  @Test("the same article read again is updated, never doubled")
  func again() throws {
    let address = pages.server.url("/county-gazette-bridge.html")
    _ = try binary.run(loopback + ["read", address])
    let second = try binary.run(loopback + ["summarise", address + "?utm_source=letter"])
    #expect(second.output.contains("read before, and unchanged since"))
    #expect(try binary.run(["articles", "--format", "jsonl"]).objects().count == 1)
  }

  @Test("page furniture, comments and captions stay out of the text")
  func furniture() throws {
    _ = try binary.run(loopback + ["read", pages.server.url("/harbour-post-mission.html")])
    let text = try binary.run(["show", "a1", "--text"]).output
    #expect(text.contains("would damage the"))
    for foreign in ["mark my words", "Half price", "Dockers return", "Flags outside", "Sign up"] {
      #expect(!text.contains(foreign), "\(foreign)")
    }
  }

  @Test(
    "the database is one private file under the data directory, or where one says",
    .onlyOverFiles("it is about the file")
  )
  func databasePath() throws {
    _ = try binary.run(["status"])
    let mode =
      try FileManager.default.attributesOfItem(atPath: binary.store.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let other = binary.file("other.sqlite")
    let status = try binary.run(["status", "--database", other])
    #expect(status.output.contains(other))
    #expect(FileManager.default.fileExists(atPath: other))
  }

  @Test("a file and standard input are read too, with what is known of them")
  func files() throws {
    let path = try binary.file(
      "note.txt",
      holding: "A plain title\n\nThe council met on Monday to vote on it.\n"
    )
    let read = try binary.run(["read", path, "--published", "2021-10-17"])
    #expect(read.output.hasPrefix("a1  A plain title\n    2021-10-17 · en"))
    let piped = try binary.run(["read", "-"], input: "The council met on Monday to vote on the bridge.")
    #expect(piped.output.hasPrefix("a2  (no title)"))
  }

  @Test("a history feature alerts nobody: every act of conflict in it is background")
  func history() throws {
    _ = try binary.run(["read", "Samples/pages/almanac-crimea.html"])
    let events = try binary.run(["events", "--format", "jsonl"]).objects()
    #expect(!events.isEmpty)
    #expect(events.allSatisfy { $0["status"] as? String == "background" })
  }

  @Test("of the two reports both tell who suspended what toward whom, and who had expelled whom")
  func mission() throws {
    for page in ["harbour-post-mission", "meridian-mission"] {
      _ = try binary.run(["read", "Samples/pages/\(page).html"])
    }
    let events = try binary.run(["events", "--code", "161", "--status", "realised", "--format", "jsonl"])
      .objects()
    for article in ["a1", "a2"] {
      let sides = events.filter { $0["article"] as? String == article }
        .map { "\($0["actor"] as? String ?? "-") → \($0["target"] as? String ?? "-")" }
      #expect(sides.contains("Russia → NATO"), "\(article)")
      #expect(sides.contains("NATO → Russia"), "\(article)")
    }
  }

  @Test("only the article, in the form that is asked for", arguments: ["text", "markdown", "json", "html"])
  func extract(format: String) throws {
    let run = try binary.run(["extract", "Samples/pages/county-gazette-bridge.html", "--format", format])
    #expect(run.status == 0)
    #expect(run.output.contains("Builders replaced three of its seven arches"))
    #expect(!run.output.contains("Kitchens made to measure"))
    #expect(try binary.store.isUntouched())
  }
}
