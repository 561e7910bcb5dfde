import Foundation
import TestSupport
import Testing

@Suite("robots check", .onlyOverFiles("no store is in it"))
struct RobotsCheckTests {
  private let program: Binary

  init() throws { program = try Binary() }

  @Test("says which addresses a file allows, by which line, in a form for programs too")
  func file() throws {
    let path = try program.file(
      "robots.txt",
      holding: "User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: FooBot\nDisallow: /\n"
    )
    let urls = ["https://a.example/", "/private/1", "/private/open/1"]
    let lines = try program.run(["robots", "check", path, "--format", "jsonl"] + urls).objects()
    #expect(lines.map { $0["allowed"] as? Bool } == [true, false, true])
    #expect(lines.map { $0["line"] as? Int } == [nil, 2, 3])
    let other = try program.run(["robots", "check", path, "--agent", "FooBot", "--format", "jsonl"] + urls)
      .objects()
    #expect(other.allSatisfy { $0["allowed"] as? Bool == false })
    #expect(try program.run(["robots", "check", path, "/private/1"]).output.contains("Disallow: /private"))
    #expect(
      try program.run(["robots", "check", "-", "/x"], input: "user-agent: *\ndisallow: /x").output.contains(
        "disallowed"
      )
    )
  }

  @Test(
    "asks the site of an address: client errors allow all, server errors nothing, five redirects are followed",
    arguments: [
      ("404 Not Found", true), ("403 Forbidden", true), ("500 Internal Server Error", false),
      ("503 Busy", false),
    ]
  )
  func site(status: String, isAllowed: Bool) throws {
    let server = LoopbackServer { _ in [.answer(status)] }
    let run = try program.run([
      "--allow", "127.0.0.0/8", "robots", "check", server.url("/x"), "--format", "jsonl",
    ])
    #expect(try run.objects().first?["allowed"] as? Bool == isAllowed)
  }

  @Test("follows five redirects, and takes six for no file", arguments: [(5, false), (6, true)])
  func redirects(count: Int, isAllowed: Bool) throws {
    let server = LoopbackServer { request in
      let step = Int(request.target.dropFirst(2)) ?? 0
      if step == count {
        return [.answer("200 OK", ["Content-Type: text/plain"], "user-agent: *\ndisallow: /")]
      }
      return [.answer("302 Found", ["Location: /r\(step + 1)"])]
    }
    let run = try program.run([
      "--allow", "127.0.0.0/8", "robots", "check", server.url("/x"), "--format", "jsonl",
    ])
    #expect(try run.objects().first?["allowed"] as? Bool == isAllowed)
  }
}

@Suite("robots.txt and typed addresses")
struct TypedAddressTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private func site(robots: ServerStep) -> LoopbackServer {
    LoopbackServer { request in
      guard request.target != "/robots.txt" else { return [robots] }
      let text =
        "Russia suspended its mission to NATO on Monday in answer to the expulsion of eight diplomats."
      return [
        .answer(
          "200 OK",
          ["Content-Type: text/html"],
          "<h1>A mission is suspended</h1><p>\(text)</p><p>\(text)</p>"
        )
      ]
    }
  }

  @Test("what a site asks programs not to fetch is fetched for who types it, and that is told in one line")
  func told() throws {
    let site = site(
      robots: .answer("200 OK", ["Content-Type: text/plain"], "User-agent: *\nDisallow: /news/\n")
    )
    let run = try program.run(["--allow", "127.0.0.0/8", "read", site.url("/news/1")])
    #expect(run.status == 0)
    #expect(run.output.contains("A mission is suspended"))
    #expect(
      run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        == "note: 127.0.0.1 asks programs not to fetch this (robots.txt, line 2: Disallow: /news/); with TOCSIN_ROBOTS=obey it is not fetched"
    )
    #expect(try program.run(["--allow", "127.0.0.0/8", "read", site.url("/sport/1")]).errors.isEmpty)
    #expect(
      try program.run(["--allow", "127.0.0.0/8", "read", site.url("/news/1")]).errors.contains("line 2")
    )
    // The file is asked for once a day.
    #expect(site.requests.count { $0.target == "/robots.txt" } == 1)
    var obeying = program
    obeying.environment["TOCSIN_ROBOTS"] = "obey"
    let obeyed = try obeying.run(["--allow", "127.0.0.0/8", "read", site.url("/news/2")])
    #expect(obeyed.status == 1)
    #expect(!site.requests.contains { $0.target == "/news/2" })
  }

  @Test("a file that does not come is not waited for, and nothing is told", arguments: [true, false])
  func silent(isHanging: Bool) throws {
    let site = site(robots: isHanging ? .hang : .answer("500 Internal Server Error"))
    let start = ContinuousClock.now
    let run = try program.run(["--allow", "127.0.0.0/8", "read", site.url("/news/1")])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(ContinuousClock.now - start < .seconds(25))
  }
}
