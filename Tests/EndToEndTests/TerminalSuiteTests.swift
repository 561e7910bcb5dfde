import Foundation
import Testing

@Suite("Sessions at a screen", .onlyOverFiles("it is about the screen"))
struct TerminalSuiteTests {
  @Test(
    "show what a person should see, by a model of the screen (Scripts/terminal-suite.py)",
    .timeLimit(.minutes(30))
  )
  func screens() throws {
    let suite = Process()
    suite.executableURL = Binary.repository.appendingPathComponent(".venv/bin/python")
    suite.arguments = [
      Binary.repository.appendingPathComponent("Scripts/terminal-suite.py").path, Binary.url.path,
      Binary.repository.appendingPathComponent("Samples/pages").path,
    ]
    let output = Pipe()
    suite.standardOutput = output
    try suite.run()
    let failures = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    suite.waitUntilExit()
    #expect(suite.terminationStatus == 0, "\(failures)")
  }
}
