import Foundation
import TestSupport
import Testing

@Suite("Bad input gets one clear line and the right exit code")
struct BadInputTests {
  private let binary: Binary
  private let loopback = ["--allow", "127.0.0.0/8"]

  init() throws { binary = try Binary() }

  /// A page served by a script, read; nothing may be stored.
  private func read(_ script: @escaping LoopbackServer.Script) throws -> Binary.Run {
    let server = LoopbackServer(script)
    let run = try binary.run(loopback + ["read", server.url("/page")])
    #expect(run.output == "")
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(try binary.run(["articles", "--format", "jsonl"]).output == "")
    return run
  }

  @Test("a page that is not there")
  func notFound() throws {
    let run = try read { _ in [.answer("404 Not Found", [], "gone fishing")] }
    #expect(run.status == 1)
    #expect(run.errors.contains("answered 404 (no such page)"))
  }

  @Test("a PDF, whatever its server calls it", arguments: ["application/pdf", "text/html"])
  func pdf(type: String) throws {
    let run = try read { _ in [.answer("200 OK", ["Content-Type: \(type)"], "%PDF-1.7\n%binary")] }
    #expect(run.status == 1)
    #expect(run.errors.contains("PDF"))
  }

  @Test("an empty page")
  func empty() throws {
    let run = try read { _ in [.answer("200 OK", ["Content-Type: text/html"])] }
    #expect(run.status == 1)
    #expect(run.errors.contains("there is no text in the page"))
  }

  @Test("a page of 500 MB, by what its server announces")
  func hugeByLength() throws {
    let run = try read { _ in
      [.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 524288000\r\n\r\n<html>"), .hang]
    }
    #expect(run.status == 1)
    #expect(run.errors.contains("has more than 10 MiB"))
  }

  @Test("an endless body in chunks")
  func endless() throws {
    let chunk =
      Array("10000\r\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 0x10000) + Array("\r\n".utf8)
    let run = try read { _ in
      [
        .send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"),
        .sendEndlessly(chunk),
      ]
    }
    #expect(run.status == 1)
    #expect(run.errors.contains("has more than 10 MiB"))
  }

  @Test("redirects that lead back to themselves")
  func loop() throws {
    let run = try read { request in
      [.answer("302 Found", ["Location: \(request.target == "/page" ? "/other" : "/page")"])]
    }
    #expect(run.status == 1)
    #expect(run.errors.contains("leads back to itself"))
  }

  @Test("a host that does not answer")
  func unreachable() throws {
    let closed = ClosedPort()
    let run = try binary.run(loopback + ["read", "http://127.0.0.1:\(closed.port)/"])
    #expect(run.status == 1)
    #expect(run.errors.contains("no connection to 127.0.0.1"))
  }

  @Test("a server that speaks no TLS")
  func tls() throws {
    let server = LoopbackServer { _ in [.answer("400 Bad Request"), .close] }
    let run = try binary.run(loopback + ["read", "https://127.0.0.1:\(server.port)/"])
    #expect(run.status == 1)
    #expect(run.errors.contains("no secure connection to 127.0.0.1"))
  }

  @Test(
    "a private address, unless it is allowed, however it is written",
    arguments: ["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]
  )
  func privateAddress(host: String) throws {
    let server = LoopbackServer { _ in [.answer("200 OK", [], "secret")] }
    let run = try binary.run(["read", "http://\(host):\(server.port)/"])
    #expect(run.status == 1)
    #expect(run.errors.contains("is refused"))
    #expect(server.requests.isEmpty)
  }

  @Test("a redirect to a private address")
  func redirectToPrivate() throws {
    let run = try read { request in [.answer("302 Found", ["Location: http://10.0.0.1/admin"])] }
    #expect(run.status == 1)
    #expect(run.errors.contains("10.0.0.1 is refused"))
  }

  @Test(
    "what is no address, no file, no id, no command",
    arguments: [
      (["read", "nothere.html"], 1, "there is no file nothere.html"),
      (["read", "/tmp"], 1, "/tmp is a folder"),
      (["read", "/dev/null"], 1, "/dev/null: there is no text in the page"),
      (["read", "ftp://example.org/x"], 1, "http or https"),
      (["read", "http://"], 1, "is no address"),
      (["show", "a99"], 1, "there is no article a99; articles lists what there is"),
      (["why", "e7"], 1, "there is no event e7; events lists what there is"),
      (["show", "zzz"], 2, "zzz"),
      (["raed", "x"], 2, "there is no command raed; did you mean read?"),
      (["frobnicate"], 2, "there is no command frobnicate; help lists the commands"),
      (["read"], 2, "Missing expected argument"),
      (["articles", "--since", "yesterday"], 2, "yesterday is not a time"),
      (["articles", "--format", "xml"], 2, "xml"),
      (["analyse", "--parts", "everything"], 2, "everything"),
      (["--now", "noon", "status"], 2, "noon is not a time"),
      (["--allow", "localhost", "read", "http://127.0.0.1/"], 2, "localhost is no network"),
    ] as [([String], Int32, String)]
  )
  func usage(arguments: [String], status: Int32, message: String) throws {
    let run = try binary.run(arguments)
    #expect(run.status == status)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output == "")
  }

  @Test("a database that is none, and one of another program; both stay as they are")
  func database() throws {
    let notes = try binary.file("notes.txt", holding: String(repeating: "Not a database at all. ", count: 40))
    let run = try binary.run(["--database", notes, "status"])
    #expect(run.status == 2)
    #expect(run.errors == "tocsin: \(notes) is not a database; name another with --database\n")
    #expect(try String(contentsOfFile: notes, encoding: .utf8).hasPrefix("Not a database at all."))
  }

  @Test("control characters of a page never reach the terminal")
  func controlCharacters() throws {
    let server = LoopbackServer { _ in
      let body =
        "<html><head><title>Ti\u{1B}[31mtle \u{202E}evil</title></head><body><article><h1>Ti\u{1B}]0;x\u{7}tle</h1>"
        + "<p>The council\u{1B}[2J met on Monday to vote on the bridge over the river, and it \u{9B}31mvoted yes.</p>"
        + "</article></body></html>"
      return [.answer("200 OK", ["Content-Type: text/html; charset=utf-8"], body)]
    }
    let run = try binary.run(loopback + ["read", server.url("/")])
    #expect(run.status == 0, "\(run.errors)")
    let allowed: (Unicode.Scalar) -> Bool = {
      $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value))
    }
    #expect(run.output.unicodeScalars.allSatisfy(allowed))
    #expect(!run.output.unicodeScalars.contains("\u{202E}"))
  }
}
