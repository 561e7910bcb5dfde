import Foundation
import Testing

@Suite("The demo", .onlyOverFiles("it has a store of its own, in a file"))
struct DemoTests {
  @Test("prints the session that stands in the README, with one verified webhook")
  func transcript() throws {
    let readme = try String(
      contentsOf: Binary.repository.appendingPathComponent("README.md"),
      encoding: .utf8
    )
    let block = readme.components(separatedBy: "<!-- Scripts/demo -->\n```text\n").dropFirst().first
    let shown = try #require(block?.components(separatedBy: "```").first)

    let demo = Process()
    demo.executableURL = Binary.repository.appendingPathComponent("Scripts/demo")
    demo.arguments = ["--transcript"]
    demo.environment = ProcessInfo.processInfo.environment.merging(["TOCSIN": Binary.url.path]) { $1 }
    let output = Pipe()
    demo.standardOutput = output
    try demo.run()
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    demo.waitUntilExit()
    #expect(demo.terminationStatus == 0)
    #expect(printed == shown)
  }
}
