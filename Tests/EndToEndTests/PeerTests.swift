import Foundation
import TestSupport
import Testing

/// What independent libraries read of what the program sends; `Scripts/peers` installs them.
@Suite("Messages as other programs read them", .onlyOverFiles("it is about the messages"))
struct PeerTests {
  private let program: Binary
  private let server: LoopbackServer

  init() throws {
    program = try Binary()
    server = LoopbackServer { request in
      [.answer("200 OK", request.method == "OPTIONS" ? ["WebHook-Allowed-Origin: *"] : [])]
    }
  }

  private static let python = Binary.repository.appendingPathComponent(".venv/bin/python").path
  private static let reader = Binary.repository.appendingPathComponent("Scripts/read-message.py").path

  /// Adds a webhook, sends a test through it and gives what the library reads of that.
  private func read(_ arguments: [String], secret: String? = nil) throws -> [String: Any] {
    let added = try program.run(
      ["webhook", "add", "desk", server.url("/in"), "--allow", "127.0.0.0/8"] + arguments
    )
    #expect(added.status == 0, "\(added.errors)")
    #expect(try program.run(["webhook", "test", "desk"]).status == 0)
    let request = try #require(server.requests.last)
    let headers = request.head.dropFirst().map { $0.split(separator: ":", maxSplits: 1) }
    var message: [String: Any] = [
      "headers": Dictionary(headers.map { (String($0[0]), $0[1].trimmingCharacters(in: .whitespaces)) }) {
        $1
      },
      "body": String(decoding: request.body, as: UTF8.self),
    ]
    message["secret"] = secret
    let input = try program.file(
      "message.json",
      holding: String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self)
    )
    let output = try run(Self.python, [Self.reader], input: input)
    return try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }

  private func run(_ path: String, _ arguments: [String], input: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle(forReadingAtPath: input)
    let output = try program.file("answer.json", holding: "")
    process.standardOutput = FileHandle(forWritingAtPath: output)
    try process.run()
    process.waitUntilExit()
    return try String(contentsOfFile: output, encoding: .utf8)
  }

  @Test(
    "the cloudevents package reads an event in both modes",
    arguments: ["cloudevents", "cloudevents-binary"]
  )
  func cloudEvents(format: String) throws {
    let event = try read(["--format", format])
    let attributes = try #require(event["attributes"] as? [String: String])
    #expect(attributes["specversion"] == "1.0")
    #expect(attributes["type"] == "tocsin.alert.test")
    #expect(attributes["source"] == "/tocsin/alerts")
    let data = event["data"] as? [String: Any]
    #expect(data?["change"] as? String == "test")
    #expect(data?["sequence"] as? Int == 1)
  }

  @Test("the standardwebhooks package verifies a message, and refuses one of another key")
  func standardWebhooks() throws {
    let secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    let key = try program.file("key", holding: secret)
    let message = try read(["--secret-file", key], secret: secret)
    #expect((message["data"] as? [String: Any])?["change"] as? String == "test")
    let other = "whsec_//79/Pv6+fj39vX08/Lx8O/u7ezr6uno"
    try program.run(["webhook", "remove", "desk"])
    #expect(throws: (any Error).self) { try read(["--secret-file", key], secret: other) }
  }
}
