import Foundation
import Testing

/// Whole answers, as they stand in `Samples/transcripts`: commands behind `$ tocsin `, played in order in one store, each
/// with all that it prints. `TOCSIN_TRANSCRIPTS=write` writes them anew, to be read before they are kept.
@Suite("Transcripts")
struct TranscriptTests {
  private static let folder = Binary.repository.appendingPathComponent("Samples/transcripts")
  private static let names = ["reading", "rules", "desk", "pipe", "narrow"]

  @Test("say what the program says, to the letter", arguments: names)
  func transcript(name: String) throws {
    let file = Self.folder.appendingPathComponent("\(name).txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    let head = text.prefix { $0 != "$" }
    var program = try Binary()
    // The first line says how wide the screen is; without a number lines have no end.
    program.environment["COLUMNS"] = head.firstMatch(of: /(\d+) columns/).map { String($0.1) }
    var played = String(head)
    for command in text.components(separatedBy: "$ tocsin ").dropFirst() {
      let line = command.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)[0]
      let run = try program.run(["-c", String(line)])
      let answer = run.output + run.errors.replacing("line 1: ", with: "")
      played += "$ tocsin \(line)\n" + answer.replacing(program.home, with: "~") + "\n"
    }
    if ProcessInfo.processInfo.environment["TOCSIN_TRANSCRIPTS"] == "write" {
      try Data(played.utf8).write(to: file)
    } else {
      #expect(played == text)
    }
  }
}
