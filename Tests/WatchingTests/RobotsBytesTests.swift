import Testing
import Watching

@Suite("The bytes of a robots.txt, and what stands there beside rules")
struct RobotsBytesTests {
  @Test("half a mark of UTF-8 is passed over, another beginning spoils its line alone")
  func brokenMark() {
    let rest = Array("user-agent: *\ndisallow: /x".utf8)
    #expect(!RobotsFile([0xEF, 0xBB] + rest).verdict(on: "/x", for: "A").isAllowed)
    #expect(RobotsFile([0xEF, 0x11, 0xBF] + rest).verdict(on: "/x", for: "A").isAllowed)
  }

  @Test("500 KiB are read, and the line that is cut there says nothing")
  func limit() {
    let head = "user-agent: *\ndisallow: /early\n"
    let pad = RobotsFile.bytesMax - head.utf8.count
    let filling = { (bytes: Int) in
      String(repeating: "#" + String(repeating: "x", count: 98) + "\n", count: bytes / 100 + 1)
    }
    let late = RobotsFile(Array((head + filling(pad) + "disallow: /late\n").utf8))
    #expect(late.isCut)
    #expect(!late.verdict(on: "/early", for: "A").isAllowed)
    #expect(late.verdict(on: "/late", for: "A").isAllowed)
  }

  @Test("a rule that the limit cuts says nothing: what is left of it may be a wider one")
  func cutRule() {
    let head = "user-agent: *\n#"
    let rule = "\ndisallow: /long-and-narrow\n"
    let filling = String(repeating: "x", count: RobotsFile.bytesMax - head.utf8.count - 16)
    #expect(RobotsFile(Array((head + filling + rule).utf8)).verdict(on: "/lost", for: "A").isAllowed)
  }

  @Test("bytes that are no UTF-8 spoil nothing else")
  func foreignBytes() {
    let file = Array("user-agent: *\ndisallow: /".utf8) + [0xFF] + Array("\ndisallow: /x\n".utf8) + [0, 0x80]
    #expect(!RobotsFile(file).verdict(on: "/x", for: "A").isAllowed)
  }

  @Test("what decides is told with its line, whatever lines end in", arguments: ["\n", "\r", "\r\n"])
  func lineNumbers(end: String) {
    let text = ["# rules", "", "user-agent: *", "disallow: /x", "allow: /x/y"].joined(separator: end)
    let verdict = RobotsFile(Array(text.utf8)).verdict(on: "/x/1", for: "A")
    #expect(verdict.rule?.line == 4)
    #expect(verdict.rule?.pattern == "/x")
    #expect(verdict.agent == "*")
  }

  @Test("sitemaps belong to nobody and stand anywhere")
  func sitemaps() {
    let file = RobotsFile(
      Array("Sitemap: https://a.example/1.xml\nuser-agent: B\nsite-map: /2.xml\ndisallow: /\nsitemap:\n".utf8)
    )
    #expect(file.sitemaps == ["https://a.example/1.xml", "/2.xml"])
  }

  @Test(
    "a delay is a crawler's own or everyone's, and bounded",
    arguments: [
      ("user-agent: *\ncrawl-delay: 10", 10),
      ("user-agent: FooBot\ncrawl-delay: 2.5\nallow: /\nuser-agent: *\ncrawl-delay: 9", 2.5),
      ("user-agent: *\ncrawl-delay: 999999", 3_600), ("user-agent: *\ncrawl-delay: soon", nil),
      ("user-agent: *\ncrawl-delay: -1", nil), ("user-agent: *\ncrawl-delay: nan", nil),
      ("user-agent: B\ncrawl-delay: 1", nil),
    ] as [(String, Double?)]
  )
  func delay(text: String, seconds: Double?) {
    #expect(RobotsFile(Array(text.utf8)).delaySeconds(for: "FooBot") == seconds)
  }
}
