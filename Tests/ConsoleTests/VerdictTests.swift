import Console
import Foundation
import Testing

@Suite("A verdict that an event is wrong")
struct VerdictTests {
  private let desk: CaughtDesk

  init() async throws {
    desk = try CaughtDesk()
    await desk.readSamples()
  }

  /// The first id of an event in some words.
  private func event(in words: String) throws -> String {
    String(try #require(words.firstMatch(of: #/\be\d+\b/#)?.0, "\(words)"))
  }

  @Test("leaves it out of timelines and reports, which say so; taking the verdict back brings it back")
  func timeline() async throws {
    let before = await desk.run("timeline", "Russia", "NATO").output
    let told = try event(in: before)
    _ = await desk.run("mark", told, "wrong")
    let after = await desk.run("timeline", "Russia", "NATO").output
    #expect(!after.contains("\(told) "))
    #expect(after.contains("1 report that is marked wrong is left out: mark lists them"), "\(after)")
    let rows = await desk.run("timeline", "Russia", "NATO", "--format", "csv")
    #expect(rows.errors.contains("note: 1 report that is marked wrong is left out"))
    let report = try desk.file("report.md", "")
    _ = await desk.run("report", "Russia", "NATO", "over", "30d", "--markdown", report)
    #expect(try String(contentsOfFile: report, encoding: .utf8).contains("1 report marked wrong left out"))
    _ = await desk.run("mark", "remove", told)
    #expect(await desk.run("timeline", "Russia", "NATO").output == before)
  }

  @Test("gives its story's place in a digest to the next act, and the digest says so")
  func digest() async throws {
    let rows = ["digest", "since", "2d", "--format", "jsonl"]
    let told = try event(in: await desk.run(rows).output)
    _ = await desk.run("mark", told, "wrong")
    let after = await desk.run(rows)
    #expect(!after.output.contains("\"event\":\"\(told)\""), "\(after)")
    #expect(after.errors.contains("note: 1 act that is marked wrong is left out"), "\(after)")
    let digest = await desk.run("digest", "since", "2d").output
    #expect(digest.hasSuffix("1 act that is marked wrong is left out\n"), "\(digest)")
  }
}
