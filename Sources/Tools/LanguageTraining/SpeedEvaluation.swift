import Foundation
import Language
import Text

/// MB/s of plain text on one core, each file a document, the best of several rounds: segmentation and tokens
/// (`Document.init`), and tags and parses of all sentences of documents that are there. A stage's name before the files
/// (segmentation, tags, parse) measures that one alone, for a profiler.
enum SpeedEvaluation {
  static func run(_ arguments: [String]) throws {
    let stages: Set = ["segmentation", "tags", "parse"]
    let wanted = arguments.first.flatMap { stages.contains($0) ? [$0] : nil } ?? stages
    let files = arguments.drop { stages.contains($0) }
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    let documents = texts.map { Document($0) }
    let megabytes = Double(texts.reduce(0) { $0 + $1.utf8.count }) / 1e6
    let tokens = documents.reduce(0) { $0 + $1.tokens.count }
    print(String(format: "%.2f MB in %d documents, %d tokens", megabytes, texts.count, tokens))
    if wanted.contains("segmentation") {
      report("segmentation and tokens", megabytes) { texts.reduce(0) { $0 + Document($1).tokens.count } }
    }
    if wanted.contains("tags") {
      report("tags", megabytes) { sentences(of: documents) { EnglishParser.shared.tag($0, $1).count } }
    }
    if wanted.contains("parse") {
      report("tags and parse", megabytes) {
        sentences(of: documents) { EnglishParser.shared.parse($0, $1).count }
      }
    }
  }

  private static let roundsCount = 5

  private static func report(_ name: String, _ megabytes: Double, _ work: () -> Int) {
    var best = Double.infinity
    for _ in 0..<roundsCount { best = min(best, cpuSeconds { precondition(work() > 0, "text to work on") }) }
    print(String(format: "  %@: %.2f MB/s", name, megabytes / best))
  }

  private static func sentences(of documents: [Document], _ work: (Document, Sentence) -> Int) -> Int {
    documents.reduce(0) { count, document in
      count + document.sentences.reduce(0) { $0 + work(document, $1) }
    }
  }
}
