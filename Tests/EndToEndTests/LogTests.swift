import Foundation
import TestSupport
import Testing

@Suite("The log", .serialized)
struct LogTests {
  private let program: Binary
  private let log: String

  init() throws {
    program = try Binary()
    log = program.file("tocsin.log")
  }

  private func written() throws -> [String] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test("has a line for each alert and each attempt, holds no secret, and is its owner's alone")
  func kept() throws {
    let server = LoopbackServer { _ in [.answer("500 No"), .close] }
    let secret = try program.file("secret", holding: "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    try program.run([
      "webhook", "add", "desk", server.url("/hidden-path"), "--allow", "127.0.0.0/8", "--secret-file", secret,
    ])
    try program.run(["alert", "add", "watch", "when", "title contains mission", "notify", "desk"])
    #expect(try program.run(["--log", log, "read", try program.report(1)]).status == 0)
    let lines = try written()
    #expect(lines.contains { $0.hasSuffix("info alert article=a1 firing=f1 outcome=fired rule=watch") })
    #expect(lines.contains { $0.contains(" warning attempt delivery=d1 ") && $0.hasSuffix("webhook=desk") })
    #expect(!lines.contains { $0.contains("hidden-path") || $0.contains("whsec") })
    #expect(try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions] as? Int == 0o600)
  }

  @Test("is nowhere where nobody asks for it, and lets through what is as important as was asked")
  func levels() throws {
    #expect(try program.run(["alert", "add", "watch", "when", "title contains mission"]).errors.isEmpty)
    let quiet = try program.run(["--log", "stderr", "--log-level", "error", "read", try program.report(1)])
    #expect(quiet.errors.isEmpty)
    let told = try program.run(["--log", "stderr", "read", try program.report(2)])
    #expect(told.errors.contains(" info alert article=a2 "))
    #expect(try program.run(["--log", "/proc/no/such", "status"]).status == 2)
    #expect(try program.run(["--log", "stderr", "--log-level", "loud", "status"]).status == 2)
  }

  @Test("writes nothing over the line at the prompt")
  func prompt() throws {
    try program.run(["alert", "add", "watch", "when", "title contains mission"])
    let terminal = try program.session(["--log", "stderr"])
    terminal.type("read \(try program.report(1))\r")
    try terminal.waitFor("alert f1")
    #expect(try terminal.leave() == 0)
    #expect(!terminal.screen.contains(" info alert"))
  }
}
