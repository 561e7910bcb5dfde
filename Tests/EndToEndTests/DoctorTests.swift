import Foundation
import StoreSupport
import TestSupport
import Testing

@Suite("doctor and the service")
struct DoctorTests {
  private let program: Binary

  init() throws { program = try Binary() }

  private func doctor(_ options: [String] = [], listen: String) throws -> String {
    var program = program
    program.environment["TOCSIN_LISTEN"] = listen
    return try program.run(options + ["doctor"]).output
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("says whether a service runs, answers and could listen, and what to do")
  func service() throws {
    try program.run(["read", try program.report(1)])
    // Over a server others may serve on other machines, and who serves here is not known.
    let none = program.store.isOnServer ? "none runs on this machine" : "none runs"
    #expect(try doctor(listen: "127.0.0.1:18659").contains("ok service \(none):"))
    #expect(
      try doctor(listen: "0.0.0.0:8650").contains(
        "look service \(none), and none would begin: 0.0.0.0:8650 can be reached by others, and nobody has a token"
      )
    )
    let other = LoopbackServer { _ in [.answer("404 Not Found")] }
    #expect(
      try doctor(listen: "127.0.0.1:\(other.port)").contains("another program listens there")
    )
    let service = try ServiceProcess(program)
    let port = try service.servedPort()
    let holder = "process \(service.process.processIdentifier)"
    #expect(
      try doctor(listen: "127.0.0.1:\(port)").contains(
        "ok service \(holder) serves, answers at 127.0.0.1:\(port), and is ready"
      )
    )
    let elsewhere =
      program.store.isOnServer
      ? "ok service \(holder) works on the store, and does not answer at 127.0.0.1:18659"
      : "nobody answers at 127.0.0.1:18659"
    #expect(try doctor(listen: "127.0.0.1:18659").contains(elsewhere))
    #expect(service.stop() == 0)
    #expect(try doctor(listen: "127.0.0.1:18659").contains("ok service none runs"))
  }

  @Test("names the watches that are unwell, and why")
  func watches() throws {
    let site = LoopbackServer { _ in [.answer("500 Internal Server Error")] }
    let loopback = ["--allow", "127.0.0.0/8"]
    try program.run(["read", try program.report(1)])
    #expect(try doctor(listen: "none").contains("ok watches nothing is watched"))
    try program.run(loopback + ["watch", "add", site.url("/feed"), "as", "post"])
    let words = try doctor(listen: "none")
    #expect(words.contains("look watches post: failing for"))
    #expect(words.contains("answered 500; watch test ADDRESS tries it"))
    try program.run(["watch", "pause", "post"])
    #expect(try doctor(listen: "none").contains("ok watches 1 are watched, 1 of them paused"))
  }
}
