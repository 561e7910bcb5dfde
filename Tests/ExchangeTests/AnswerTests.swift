import Exchange
import Foundation
import Pipeline
import TestSupport
import Testing

@Suite("Answers to lines")
struct AnswerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a run writes for lines, and how many could not be answered.
  private func answers(
    _ lines: [String],
    _ run: (LineSource, LineSink) throws -> Int
  ) throws -> (answers: [[String: Any]], failures: Int) {
    let (input, output) = (folder.file("in"), folder.file("out"))
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: input))
    try Data().write(to: URL(fileURLWithPath: output))
    let source = try #require(FileHandle(forReadingAtPath: input))
    let sink = try #require(FileHandle(forWritingAtPath: output))
    let failures = try run(
      LineSource(descriptor: source.fileDescriptor),
      LineSink(descriptor: sink.fileDescriptor)
    )
    let written = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
    let objects = try written.map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
    return (objects, failures)
  }

  @Test("come one for each line, in order, with its id; what cannot be answered says why and stops nothing")
  func order() throws {
    let lines = [
      #"{"id": 1, "text": "Russia suspended its mission to NATO on Monday."}"#, "no JSON", #"{"id": "b"}"#,
      #"{"id": "c", "text": "A text.", "html": "<p>A page.</p>"}"#,
      #"{"id": "d", "text": "A text.", "published": "Monday"}"#, #"{"text": "Nothing happened."}"#,
    ]
    let run = AnalyseExchange(jobs: 3, parts: .all, wish: SummaryWish())
    let (answers, failures) = try answers(lines) { try run.run($0, to: $1) }
    #expect(failures == 4)
    #expect(
      answers.map { $0["id"].map { "\($0)" } ?? "line \($0["line"] ?? 0)" } == [
        "1", "line 2", "b", "c", "d", "line 6",
      ]
    )
    let errors = answers.map { ($0["error"] as? String)?.split(separator: ":").first.map(String.init) }
    #expect(errors == [nil, "bad-json", "missing-field", "bad-field", "bad-field", nil])
    #expect((answers[0]["events"] as? [Any])?.count == 1)
    #expect((answers[5]["events"] as? [Any])?.isEmpty == true)
  }

  @Test("hold the parts that were asked for, and nothing else")
  func parts() throws {
    for (parts, keys) in [
      (AnalysisParts.summary, ["id", "summary"]),
      (.events, ["domain", "escalatory", "events", "genre", "id", "severity"]),
    ] {
      let run = AnalyseExchange(jobs: 1, parts: parts, wish: SummaryWish())
      let (answers, _) = try answers([#"{"id": 1, "text": "Russia suspended its mission."}"#]) {
        try run.run($0, to: $1)
      }
      #expect(answers[0].keys.sorted() == keys)
    }
  }

  @Test("to texts are their sentences; to documents a brief")
  func others() throws {
    let sentences = try answers([#"{"id": 1, "text": "One. Two went home."}"#]) {
      try SentencesExchange(jobs: 1).run($0, to: $1)
    }
    #expect(sentences.answers[0]["sentences"] as? [String] == ["One.", "Two went home."])
    let documents = #"{"id": 1, "documents": [{"text": "Russia suspended its mission to NATO on Monday."}]}"#
    let brief = try answers([documents]) { try BriefExchange(jobs: 1, wordsMax: 50).run($0, to: $1) }
    #expect((brief.answers[0]["summary"] as? [String])?.isEmpty == false)
    let stories = try answers([
      #"{"id": 1, "text": "Russia suspended its mission to NATO on Monday."}"#,
      #"{"id": 2, "text": "Russia suspended its mission to NATO on Monday."}"#,
    ]) { try StoriesExchange(jobs: 1).run($0, to: $1) }
    let labels = stories.answers.map { "\($0["story"] ?? "")" }
    #expect(labels.count == 2 && labels[0] == labels[1])
  }
}
